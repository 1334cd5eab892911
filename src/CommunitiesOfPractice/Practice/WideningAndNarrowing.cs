namespace CommunitiesOfPractice;

/// <summary>
/// Widens a note beyond its community, as the home's charter says for that audience. Either the members do it by their mandate,
/// word for word, or one acting member does it. Where the charter lets a contributor do it, every contributor must have consented
/// that far. This decides the audience and does not itself show the note. Its reach is also limited by every contributor's
/// consent and by the finding (law 8), in whatever order they come. Refused, in this order: the note is not offered; the person
/// acts for a party other than its home, or is not an acting member of it, contributor or not (law 3); another version is current
/// now; it is decided as wide already; the charter wants it endorsed first, as it is now or, of a mandate, as it was when that
/// was decided (remedy: that); the members decide (remedy: <see cref="Propose"/>, or <see cref="PetitionFor"/>); the mandate is
/// for another stream or purpose, expired, used, or of something else; the contributors decide, and the person is not one, or one
/// of them has not consented that far.
/// </summary>
/// <param name="By">In what capacity: as a member of the home, or by its members' mandate.</param>
/// <param name="What">Which version, to which audience, by which links.</param>
public sealed record Widen(Capacity By, WidenMatter What) : PartyNoteAct(By)
{
    /// <summary>Which version, to which audience, by which links.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public WidenMatter What { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(What);

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessOffered()
        ?? note.RefuseUnlessForHome(By)
        ?? note.RefuseUnlessEdition(What.Edition)
        ?? RefuseUnlessWider(note)
        ?? RefuseUnlessEndorsed(note)
        ?? note.RefuseUnlessSettledAtHome(By, sharing => sharing.Widening(What.Audience)!, What, new WidenNote(note.Id, What), at)
        ?? (Evidence?.Sharing.Widening(What.Audience) is Contributors ? RefuseUnlessAllConsent(note, Evidence.Person, at) : null)
        ?? Ruling.Allow(
            Clauses.WideningNote, By.Witness,
                new AudienceDecided(What.Audience, What.NamedLinks, Mandate) { Evidence = Evidence });

    private Ruling? RefuseUnlessWider(PracticeNote note) =>
        What.Audience > note.Decided
        || (What.Audience == note.Decided && note.NamedLinks is { } links
            && (What.NamedLinks is null || What.NamedLinks.Any(l => !links.Contains(l))))
            ? null
            : Ruling.Refuse(Clauses.ReachesAlready, Condition.Novelty, Names.Of(note.Decided), Witness.Of(note.Id));

    private Ruling? RefuseUnlessEndorsed(PracticeNote note)
    {
        if (!(Evidence?.Sharing.EndorsedFirst ?? Mandate!.EndorsedFirst) || note.EndorsedEdition == note.Edition) return null;
        var endorse = new EndorseMatter(note.Edition);
        return Ruling.Refuse(Clauses.EndorsedFirst, Condition.Decision, null, Witness.Of(note.Home),
            Evidence is null ? null : Evidence.Sharing.Endorse is MembersBy
                ? Evidence.PuttingToMembers(new EndorseNote(note.Id, endorse))
                : new Endorse(By, endorse));
    }

    private Ruling? RefuseUnlessAllConsent(PracticeNote note, PersonId by, Instant at) =>
        note.Contributors.Where(c => c.CeilingAt(at) < What.Audience).OrderBy(c => c.Person).FirstOrDefault() is { } reluctant
            ? Ruling.Refuse(Clauses.EveryContributor, Condition.Consent, reluctant.Person.Value, Witness.Of(reluctant.Person),
                reluctant.Person == by
                    ? new GiveConsent(
                        by, (reluctant.Consent ?? new(What.Audience)) with { Ceiling = What.Audience, Until = null })
                    : null)
            : null;
}

/// <summary>
/// Narrows what was decided, at once and without asking anybody. Any contributor may do it (law 8), whatever their standing in
/// the home (law 3). Refused, in this order: the note has not been drafted, or is withdrawn; the person is not a contributor; the
/// audience is no narrower.
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
        ?? (To < note.Decided
            ? null
            : Ruling.Refuse(Clauses.NarrowerOnly, Condition.WellFormed, OfWhat.NarrowerAudience, Witness.Of(note.Id)))
        ?? Ruling.Allow(Clauses.NarrowingNote, Witness.Of(By), note.NarrowedTo(To));
}

/// <summary>
/// Lets a note use only some of the links that it may use now, at once. Any contributor may do it, whatever their standing in the
/// home (law 3). To add links, a decision is needed (<see cref="Widen"/>). Refused, in this order: the note has not been drafted,
/// or is withdrawn; the person is not a contributor; it goes by no links; these are not fewer of the links it may use.
/// </summary>
/// <param name="By">Who names them.</param>
/// <param name="Links">The links it may still use. You may name none at all.</param>
public sealed record NameLinks(PersonId By, ValueList<LinkId> Links) : PersonalNoteAct(By)
{
    /// <summary>The links it may still use.</summary>
    /// <exception cref="ArgumentException">It is null, or holds <c>default</c>.</exception>
    public ValueList<LinkId> Links { get; init => field = NoteLinks.InOrder(Guard.Against.Gaps(value)); } =
        NoteLinks.InOrder(Guard.Against.Gaps(Links));

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessStanding()
        ?? note.RefuseUnlessContributor(By)
        ?? (note.Decided < Audience.Linked
            || (note.NamedLinks is { } links && (Links == links || Links.Any(l => !links.Contains(l))))
            ? Ruling.Refuse(Clauses.NarrowerOnly, Condition.WellFormed, OfWhat.FewerLinks, Witness.Of(note.Id))
            : null)
        ?? Ruling.Allow(Clauses.NarrowingNote, Witness.Of(By), new AudienceDecided(note.Decided, Links, null));
}

/// <summary>
/// Keeps a note to its contributors until an instant, or until a later one than before. It narrows, so any contributor may do it,
/// whatever their standing in the home (law 3). To move it earlier, use <see cref="LiftEmbargo"/>. Refused, in this order: the
/// note has not been drafted, or is withdrawn; the person is not a contributor; the instant is past; it is embargoed until then,
/// or for longer.
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
        ?? (note.EmbargoUntil >= Until
            ? Ruling.Refuse(Clauses.EmbargoStands, Condition.Novelty, null, Witness.Of(note.Id))
            : null)
        ?? Ruling.Allow(Clauses.Embargoing, Witness.Of(By), new EmbargoSet(Until));
}

/// <summary>
/// Ends an embargo before its time, now or at an earlier instant. It lets others read, so the contributor who does it must be an
/// acting member of the home (law 3). Refused, in this order: the note has not been drafted, or is withdrawn; the person is not a
/// contributor; they act for a party other than its home, or are not an acting member of it; the instant is past; no embargo is
/// in force that ends later.
/// </summary>
/// <param name="By">As a member of its home.</param>
/// <param name="Until">Until when it still holds; null for no longer.</param>
public sealed record LiftEmbargo(Capacity By, Instant? Until = null) : PartyNoteAct(By)
{
    internal override IEnumerable<Instant?> Dates => [Until];

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessStanding()
        ?? note.RefuseUnlessActingContributor(By)
        ?? (Until is { } until ? note.RefuseUnlessLater(until, at) : null)
        ?? (note.EmbargoUntil > (Until ?? at)
            ? null
            : Ruling.Refuse(Clauses.NoEmbargo, Condition.Existence, note.Id.Value, Witness.Of(note.Id)))
        ?? Ruling.Allow(Clauses.Embargoing, Witness.Of(Doer), new EmbargoSet(Until));
}

/// <summary>
/// Passes on a note that came by one link by another link, one step (law 9). The community in the middle does it by its members'
/// mandate, an organisation or network by its spokesperson. Nothing flows onward by itself, and a step never starts from another.
/// Refused, in this order: the note is not offered; an embargo is in force; it does not reach linked communities; it may not use
/// the first link, or that link is not in force, does not carry it from its home, or allows no step further; the second link is
/// not in force, does not carry onward from where the first ends, or leads back; the step has been taken; the person acts for a
/// party other than where the first link ends, or is not an acting member of it; its members decide (remedy:
/// <see cref="Propose"/> or <see cref="PetitionFor"/>, there); the mandate is for another stream or purpose, expired, used, or of
/// something else; the person does not speak for that organisation or network.
/// </summary>
/// <param name="By">In what capacity: for the party where the first link ends.</param>
/// <param name="Via">What the record of the link from its home says.</param>
/// <param name="To">What the record of the link from the far end of that says.</param>
public sealed record PassOn(Capacity By, LinkEvidence Via, LinkEvidence To) : PartyNoteAct(By)
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
        var what = new PassOnMatter(Via.Link, To.Link);
        return note.RefuseUnlessOffered()
            ?? (note.EmbargoUntil > at
                ? Ruling.Refuse(Clauses.Embargoed, Condition.Time, null, Witness.Of(note.Id), from: note.EmbargoUntil)
                : null)
            ?? (note.EffectiveAudience(at) >= Audience.Linked
                ? null
                : Ruling.Refuse(
                    Clauses.ReachesLinked, note.Decided < Audience.Linked
                        ? Condition.Decision
                        : Condition.Consent, Names.Of(Audience.Linked), Witness.Of(note.Id)))
            ?? (middle is not null && Via.Terms.Onward == Onward.OneStep && note.NamedLinks?.Contains(Via.Link) != false
                ? null
                : Ruling.Refuse(Clauses.CarriesOnward, Condition.Existence, Via.Link.Value, Witness.Of(Via.Link)))
            ?? (To.FarEndFrom(middle!) is { } far && far != home
                ? null
                : Ruling.Refuse(Clauses.CarriesOnward, Condition.Existence, To.Link.Value, Witness.Of(To.Link)))
            ?? (note.OnwardSteps.Any(s => s.Via == Via.Link && s.To == To.Link)
                ? Ruling.Refuse(Clauses.PassedOnAlready, Condition.Novelty, null, Witness.Of(To.Link))
                : null)
            ?? (By.For == middle
                ? null
                : Ruling.Refuse(Clauses.PassedOnBetween, Condition.Evidence, middle!.Named, middle.Witness))
            ?? note.RefuseUnlessSettled(By, what, new PassNoteOn(note.Id, what), at)
            ?? Ruling.Allow(
                Clauses.PassingOn, By.Witness,
                    new OnwardStepTaken(Via.Link, To.Link, Mandate) { Spokesperson = (By as AsSpokesperson)?.Named });
    }
}
