namespace CommunitiesOfPractice;

/// <summary>
/// Widens a note beyond its community, as the home's charter says for that audience: by the members' mandate, word for word, or by its contributors, all of whom
/// then must have
/// consented that far. It decides and does not yet show: what it reaches is also bound by every contributor's consent and by the finding (law 8), in whatever order
/// they come.
/// Refused, in this order: the note is not offered; the evidence is about somebody else or from elsewhere; one is neither a contributor nor an acting member;
/// another version stands
/// now; it is decided as wide already; the charter wants it endorsed first (remedy: that); the members decide, and their mandate is missing (remedy: <see
/// cref="Propose"/>), says
/// something else, has expired or is used; the contributors decide, and one is none, or one of them has not consented that far.
/// </summary>
/// <param name="By">Who widens it, or carries out what the members decided.</param>
/// <param name="Home">What the record of its home community says of them and of how it shares.</param>
/// <param name="What">Which version, to which audience, by which links.</param>
/// <param name="Mandate">The members' mandate; null where the charter leaves it to the contributors.</param>
public sealed record Widen(PersonId By, HomeEvidence Home, WidenMatter What, Mandate? Mandate = null) : PersonalNoteAct(By)
{
    /// <summary>What the record of its home community says of them and of how it shares.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public HomeEvidence Home { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Home);

    /// <summary>Which version, to which audience, by which links.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public WidenMatter What { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(What);

    internal override Ruling Rule(PracticeNote note, Instant at)
    {
        var authority = Home.Sharing.Widening(What.Audience)!;
        var mandate = authority is MembersBy ? Mandate : null;
        return note.RefuseUnlessOffered()
            ?? note.RefuseUnlessTheirs(Home, By)
            ?? note.RefuseUnlessEdition(What.Edition)
            ?? RefuseUnlessWider(note)
            ?? RefuseUnlessEndorsed(note)
            ?? note.RefuseUnlessSettled(authority, Home, mandate, What, new WidenNote(note.Id, What), at)
            ?? (authority is Contributors ? RefuseUnlessAllConsent(note, at) : null)
            ?? Ruling.Allow(Clauses.WideningNote, note.RestsOn(mandate), new AudienceDecided(What.Audience, What.NamedLinks, mandate) { Evidence = Home });
    }

    private Ruling? RefuseUnlessWider(PracticeNote note) =>
        What.Audience > note.Decided
        || (What.Audience == note.Decided && note.NamedLinks is { } links && (What.NamedLinks is null || What.NamedLinks.Any(l => !links.Contains(l))))
            ? null
            : Ruling.Refuse(Clauses.ReachesAlready, Condition.Novelty, Names.Of(note.Decided), Witness.Of(note.Id));

    private Ruling? RefuseUnlessEndorsed(PracticeNote note)
    {
        if (!Home.Sharing.EndorsedFirst || note.EndorsedEdition == note.Edition) return null;
        var endorse = new EndorseMatter(note.Edition);
        return Ruling.Refuse(Clauses.EndorsedFirst, Condition.Decision, "to endorse it", Witness.Of(note.Home),
            Home.Sharing.Endorse is MembersBy ? new Propose(By, new EndorseNote(note.Id, endorse)) : new Endorse(By, Home, endorse));
    }

    private Ruling? RefuseUnlessAllConsent(PracticeNote note, Instant at) =>
        note.Contributors.Where(c => c.CeilingAt(at) < What.Audience).OrderBy(c => c.Person).FirstOrDefault() is { } reluctant
            ? Ruling.Refuse(Clauses.EveryContributor, Condition.Consent, reluctant.Person.Value, Witness.Of(reluctant.Person),
                reluctant.Person == By ? new GiveConsent(By, (reluctant.Consent ?? new(What.Audience)) with { Ceiling = What.Audience, Until = null }) : null)
            : null;
}

/// <summary>
/// Narrows what was decided, at once and without anybody's leave: any contributor may (law 8). Refused, in this order: the note has not been drafted, or is
/// withdrawn; one is not a
/// contributor; the audience is no narrower.
/// </summary>
/// <param name="By">Who narrows it.</param>
/// <param name="To">To which audience.</param>
public sealed record Narrow(PersonId By, Audience To) : PersonalNoteAct(By)
{
    /// <summary>To which audience.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Audience To { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(To);

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessStanding()
        ?? note.RefuseUnlessContributor(By)
        ?? (To < note.Decided ? null : Ruling.Refuse(Clauses.NarrowerOnly, Condition.WellFormed, "an audience narrower than " + Names.Of(note.Decided), Witness.Of(note.Id)))
        ?? Ruling.Allow(Clauses.NarrowingNote, Witness.Of(By), note.NarrowedTo(To));
}

/// <summary>
/// Lets a note use only some of the links that it may use now, at once: any contributor may. More links take a decision (<see cref="Widen"/>). Refused, in this
/// order: the note has not
/// been drafted, or is withdrawn; one is not a contributor; it goes by no links; these are not fewer of the links it may use.
/// </summary>
/// <param name="By">Who names them.</param>
/// <param name="Links">The links it may still use; none at all may be named.</param>
public sealed record NameLinks(PersonId By, ValueList<LinkId> Links) : PersonalNoteAct(By)
{
    /// <summary>The links it may still use.</summary>
    /// <exception cref="ArgumentException">It is null, or holds <c>default</c>.</exception>
    public ValueList<LinkId> Links { get; init => field = NoteLinks.InOrder(Guard.Against.Gaps(value)); } = NoteLinks.InOrder(Guard.Against.Gaps(Links));

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessStanding()
        ?? note.RefuseUnlessContributor(By)
        ?? (note.Decided < Audience.Linked || (note.NamedLinks is { } links && (Links == links || Links.Any(l => !links.Contains(l))))
            ? Ruling.Refuse(Clauses.NarrowerOnly, Condition.WellFormed, "fewer of the links it goes by", Witness.Of(note.Id))
            : null)
        ?? Ruling.Allow(Clauses.NarrowingNote, Witness.Of(By), new AudienceDecided(note.Decided, Links, null));
}

/// <summary>
/// Keeps a note to its contributors until an instant, or moves that instant: any contributor may. Refused, in this order: the note has not been drafted, or is
/// withdrawn; one is not a
/// contributor; the instant is past; it is embargoed until then already.
/// </summary>
/// <param name="By">Who sets it.</param>
/// <param name="Until">Until when.</param>
public sealed record SetEmbargo(PersonId By, Instant Until) : PersonalNoteAct(By)
{
    internal override IEnumerable<Instant?> Dates => [Until];

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessStanding()
        ?? note.RefuseUnlessContributor(By)
        ?? note.RefuseUnlessLater(Until, at)
        ?? (note.EmbargoUntil == Until ? Ruling.Refuse(Clauses.EmbargoStands, Condition.Novelty, null, Witness.Of(note.Id)) : null)
        ?? Ruling.Allow(Clauses.Embargoing, Witness.Of(By), new EmbargoSet(Until));
}

/// <summary>
/// Ends an embargo before its time: any contributor may. Refused where the note has not been drafted or is withdrawn, one is not a contributor, or no embargo
/// stands.
/// </summary>
/// <param name="By">Who lifts it.</param>
public sealed record LiftEmbargo(PersonId By) : PersonalNoteAct(By)
{
    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessStanding()
        ?? note.RefuseUnlessContributor(By)
        ?? (note.EmbargoUntil > at ? null : Ruling.Refuse(Clauses.NoEmbargo, Condition.Existence, note.Id.Value, Witness.Of(note.Id)))
        ?? Ruling.Allow(Clauses.Embargoing, Witness.Of(By), new EmbargoSet(null));
}

/// <summary>
/// Passes a note that came by a link on by another, one step (law 9): the community in the middle by its members' mandate, an organisation or network by somebody
/// who belongs to it and
/// whom its host lets speak. Nothing flows onward by itself, and a step never starts from another. Refused, in this order: the note is not offered; an embargo
/// stands; it does not reach
/// linked communities; it may not use the first link, or that link is not in force, does not carry it from its home, or allows no step further; the second link is
/// not in force,
/// does not carry onward from where the first ends, or leads back; the step has been taken; the mandate is missing (remedy: <see cref="Propose"/>), says something
/// else, has expired or is
/// used; the directory does not name one as spokesperson of where the first link ends.
/// </summary>
/// <param name="By">Who passes it on.</param>
/// <param name="Via">What the record of the link from its home says.</param>
/// <param name="To">What the record of the link from the far end of that says.</param>
/// <param name="Mandate">The mandate of the community that passes it on; null where that is an organisation or a network.</param>
/// <param name="Speaker">That the directory names who passes it on as spokesperson of the organisation or network where it came to; null where that is a community.</param>
public sealed record PassOn(PersonId By, LinkEvidence Via, LinkEvidence To, Mandate? Mandate = null, Spokesperson? Speaker = null) : PersonalNoteAct(By)
{
    /// <summary>What the record of the link from its home says.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public LinkEvidence Via { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Via);

    /// <summary>What the record of the link from the far end of that says.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public LinkEvidence To { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(To);

    internal override Ruling Rule(PracticeNote note, Instant at)
    {
        var home = note.Status == NoteStatus.Unknown ? null : Party.Of(note.Home);
        var middle = home is null ? null : Via.FarEndFrom(home);
        var mandate = middle is CommunityParty ? Mandate : null;
        return note.RefuseUnlessOffered()
            ?? (note.EmbargoUntil > at ? Ruling.Refuse(Clauses.Embargoed, Condition.Time, null, Witness.Of(note.Id), from: note.EmbargoUntil) : null)
            ?? (note.EffectiveAudience(at) >= Audience.Linked
                ? null
                : Ruling.Refuse(Clauses.ReachesLinked, note.Decided < Audience.Linked ? Condition.Decision : Condition.Consent, Names.Of(Audience.Linked), Witness.Of(note.Id)))
            ?? (middle is not null && Via.Terms.Onward == Onward.OneStep && note.NamedLinks?.Contains(Via.Link) != false
                ? null
                : Ruling.Refuse(Clauses.CarriesOnward, Condition.Existence, Via.Link.Value, Witness.Of(Via.Link)))
            ?? (To.FarEndFrom(middle!) is { } far && far != home
                ? null
                : Ruling.Refuse(Clauses.CarriesOnward, Condition.Existence, To.Link.Value, Witness.Of(To.Link)))
            ?? (note.OnwardSteps.Any(s => s.Via == Via.Link && s.To == To.Link) ? Ruling.Refuse(Clauses.PassedOnAlready, Condition.Novelty, null, Witness.Of(To.Link)) : null)
            ?? RefuseUnlessTheMiddle(note, middle!, at)
            ?? Ruling.Allow(Clauses.PassingOn, mandate is null ? middle!.Witness : note.RestsOn(mandate), new OnwardStepTaken(Via.Link, To.Link, mandate) { Spokesperson = middle is GroupParty ? Speaker : null });
    }

    private Ruling? RefuseUnlessTheMiddle(PracticeNote note, Party middle, Instant at)
    {
        var what = new PassOnMatter(Via.Link, To.Link);
        return middle switch
        {
            CommunityParty when Mandate is null =>
                Ruling.Refuse(Clauses.MembersDecide, Condition.Decision, Names.Of(Matter.Link), middle.Witness, new Propose(By, new PassNoteOn(note.Id, what))),
            CommunityParty { Community: var community } => note.RefuseUnlessMandated(Mandate!, community, what, at),
            GroupParty { Group: var group } when Speaker?.Group != group || Speaker.Person != By =>
                Ruling.Refuse(Clauses.SpeaksForGroup, Condition.Evidence, group.ToString(), middle.Witness),
            _ => null,
        };
    }
}
