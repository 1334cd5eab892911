namespace CommunitiesOfPractice.Testing;

/// <summary>What settles a reading: the step of the sharing rule, what it rests on, and what is missing.</summary>
/// <param name="Step">Which step.</param>
/// <param name="Witness">What it rests on.</param>
/// <param name="Missing">What is missing; null where it is allowed.</param>
public readonly record struct PlainReading(ReadingStep Step, Witness Witness, Condition? Missing = null)
{
    /// <summary>Whether it is allowed.</summary>
    public bool Allowed => Missing is null;

    /// <summary>What settles a reading by the Commons.</summary>
    public static PlainReading Of(ReadingAnswer reading) => new(reading.Step, reading.Witness, reading.Missing);

    /// <summary>The step, the witness, and what is missing.</summary>
    public override string ToString() => $"{Step}, by {Witness}" + (Missing is { } missing ? $", for want of {missing}" : "");
}

/// <summary>
/// The sharing rule a second time, slow and obvious. A host can compare with it whatever answers <i>who may read this</i> for the
/// host: the Commons, grants in a database, a search. It walks the lines for each fact that it needs, and shares with the Commons
/// only how a note and a link are replayed. Not for use by several threads, nor for more than a few hundred lines.
/// </summary>
/// <param name="record">The record, from its first line on.</param>
/// <param name="directory">What the host's directory says.</param>
/// <exception cref="ArgumentNullException"><paramref name="record"/> or <paramref name="directory"/> is null.</exception>
public sealed partial class PlainCommons(IReadOnlyList<Recorded> record, HostDirectory directory)
{
    private readonly HostDirectory _directory = Guard.Against.Null(directory);
    private readonly ILookup<StreamId, Entry> _lines = Guard.Against.Null(record).Select(l => l.Entry).ToLookup(e => e.Stream);
    private readonly Dictionary<(CommunityId, Instant), Dictionary<PersonId, Holding>> _standings = [];
    private readonly Dictionary<(CommunityId, Instant), Dictionary<PersonId, Instant>> _firstJoined = [];
    private readonly Dictionary<(LinkId, Instant), Link?> _links = [];
    private readonly Dictionary<NoteId, PracticeNote?> _notes = [];

    /// <summary>The notes that it knows, in the order in which they were drafted.</summary>
    public IReadOnlyList<NoteId> Notes { get; } =
        [.. record.Where(l => l.Entry.Event is NoteDrafted).Select(l => NoteId.Of(l.Entry.Stream.Id))];

    /// <summary>
    /// Who might read: everybody of the directory, somebody that the host knows nothing of, and null for somebody who is not
    /// signed in.
    /// </summary>
    public IEnumerable<PersonId?> Readers =>
        _directory.People.Select(p => (PersonId?)p).Append(PersonId.Of("stranger")).Append(null);

    /// <summary>The lines that were recorded at an instant, for a question about the past.</summary>
    public PlainCommons Before(Instant instant) => new([.. record.Where(l => l.Entry.At <= instant)], _directory);

    /// <summary>
    /// Whether somebody may read a note at an instant, and what settles it. Give null for somebody who is not signed in.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="reader"/> or <paramref name="note"/> is <c>default</c>.</exception>
    public PlainReading Check(PersonId? reader, NoteId note, Instant at)
    {
        if (reader is { } key) Guard.Against.Default(key);
        if (Note(Guard.Against.Default(note)) is not { } it)
            return new(ReadingStep.Unknown, Witness.Of(note), Condition.KnownNote);
        var home = it.Home;
        if (!Founded(home, at)) return new(ReadingStep.Unknown, Witness.Of(home), Condition.KnownHome);
        if (reader is { } unknown && !_directory.Lists(unknown, at))
            return new(ReadingStep.Unknown, Witness.Of(unknown), Condition.KnownReader);
        if (it.Status == NoteStatus.Withdrawn) return new(ReadingStep.Withdrawn, Witness.Of(note), Condition.NotWithdrawn);
        if (reader is { } author && it.Contributors.Any(c => c.Person == author))
            return new(ReadingStep.Contributor, Witness.Of(author));
        if (it.Status == NoteStatus.Draft) return new(ReadingStep.Draft, Witness.Of(note), Condition.Offered);
        if (it.EmbargoUntil > at
            && !(reader is { } convener && Convenes(home, convener, at) && !Barred(home, convener, at) && Open(home, at)))
            return new(ReadingStep.Embargo, Witness.Of(note), Condition.EmbargoEnded);
        var audience = new[] { it.Decided, it.Restriction is null ? Audience.Public : Audience.Contributors, Found(it, at) }
            .Concat(it.Contributors.Select(c => Ceiling(c, at)))
                .Append(it.Contributors.Count == 0 ? Audience.Contributors : Audience.Public).Min();
        if (audience == Audience.Public) return new(ReadingStep.Public, Witness.Of(note));
        if (reader is not { } person)
            return new(
                ReadingStep.NothingApplies, Witness.Of(note), it.Restriction is null
                    ? Condition.SignIn
                    : Condition.NoRestriction);
        if (Barred(home, person, at)) return new(ReadingStep.Barred, Witness.Of(home), Condition.NoBar);
        if (audience >= Audience.Community && ReadsAsMember(it, person, at)) return new(ReadingStep.Member, Witness.Of(home));
        if (audience >= Audience.System) return new(ReadingStep.System, Witness.Of(person));
        if (audience >= Audience.Linked && Lowest(Reaching(it, person, at)) is { } link)
            return new(ReadingStep.Linked, Witness.Of(link));
        var (lacking, missing) = Missing(it, audience, person, at);
        return new(ReadingStep.NothingApplies, lacking, missing);
    }

    /// <summary>
    /// By what somebody may come to a gathering at an instant: they are listed, and not barred by a community that calls it. They
    /// are a member of one, belong to the far end of a live link that it names, or it is for anybody, or they are a guest.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="person"/> or <paramref name="gathering"/> is
    /// <c>default</c>.</exception>
    public ComesBy ComesBy(PersonId person, GatheringId gathering, Instant at)
    {
        var called = new PlainGathering(_lines[StreamId.Of(Guard.Against.Default(gathering))]);
        if (called.Call is not { } call || !_directory.Lists(Guard.Against.Default(person), at))
            return CommunitiesOfPractice.ComesBy.Nothing;
        var callers = called.CalledBy.ToArray();
        if (callers.Any(community => Barred(community, person, at))) return CommunitiesOfPractice.ComesBy.Nothing;
        if (callers.Any(community => IsMember(community, person, at))) return CommunitiesOfPractice.ComesBy.Membership;
        if (call.Links.Any(id => Live(id, at) && callers.Select(Party.Of).Any(near => IsAcross(Link(id, at)!, near, person, at))))
            return CommunitiesOfPractice.ComesBy.Link;
        return call.Anybody ? CommunitiesOfPractice.ComesBy.Listing
            : call.Guests.Contains(person) ? CommunitiesOfPractice.ComesBy.Guest
            : CommunitiesOfPractice.ComesBy.Nothing;
    }

    private bool IsAcross(Link link, Party near, PersonId person, Instant at) =>
        (link.A == near ? link.B : link.B == near ? link.A : null) is { } far
        && (Belongs(far, person, at) || far == Party.Of(person));

    /// <summary>The nearest condition that a reading lacks to which no step applies, and what it is missing of.</summary>
    private (Witness Of, Condition Missing) Missing(PracticeNote note, Audience audience, PersonId person, Instant at)
    {
        if (note.Restriction is not null) return (Witness.Of(note.Id), Condition.NoRestriction);
        bool Admits(Audience a) => a >= Audience.System || (a >= Audience.Community && ReadsAsMember(note, person, at))
            || (a >= Audience.Linked && Reaching(note, person, at).Any());
        if (Admits(note.Decided))
        {
            if (note.Contributors.Count == 0) return (Witness.Of(note.Id), Condition.WiderConsent);
            var reluctant = note.Contributors.Where(c => !Admits(Ceiling(c, at))).Select(c => c.Person)
                .OrderBy(p => p.Value, StringComparer.Ordinal).ToArray();
            return reluctant.Length == 0
                ? (Witness.Of(note.Id), Condition.WiderFinding)
                : (Witness.Of(reluctant[0]), Condition.WiderConsent);
        }

        if (audience >= Audience.Linked && Lowest(Broken(note, person, at)) is { } broken)
            return (Witness.Of(broken), Condition.LiveLink);
        return audience >= Audience.Community && Open(note.Home, at) && !CameAfterRest(note, person, at)
            ? (Witness.Of(note.Home), Condition.Membership)
            : (Witness.Of(note.Id), Condition.WiderAudience);
    }

    /// <summary>
    /// Whether somebody may know that a note exists: those who may read it, its contributors, and its home's members. Nobody that
    /// the host knows nothing of may.
    /// </summary>
    internal bool Knows(PersonId? reader, NoteId note, Instant at) => Check(reader, note, at) is var reading
        && (reading.Allowed
            || (reading.Step != ReadingStep.Unknown && reader is { } person && Note(note) is { } it
                && (it.ContributionOf(person) is not null || IsMember(it.Home, person, at))));

    /// <summary>By whose name a reader sees a note: themself, and who agreed to be named to such as they are.</summary>
    internal IEnumerable<PersonId> NamedTo(PersonId? reader, NoteId note, Instant at) => Note(note)!.Contributors
        .Where(c => c.Person == reader || Chosen(reader, note, c, at) == Attribution.Named).Select(c => c.Person)
            .OrderBy(p => p.Value, StringComparer.Ordinal);

    /// <summary>
    /// Whether a group may stand for a contributor before a reader: one of them chose so, and so many members as the charter says
    /// share it now.
    /// </summary>
    internal bool MayBeShown(PersonId? reader, NoteId note, DirectoryGroup group, Instant at) => Note(note)!.Contributors
            .Any(c =>
                Chosen(reader, note, c, at)
                    switch { Attribution.ByRole =>
                        c.Role == group, Attribution.ByOrganisation => c.Organisation == group, _ => false })
        && Standings(Note(note)!.Home, at).Keys.Count(
            p => IsMember(Note(note)!.Home, p, at) && IsIn(Note(note)!.Home, p, group, at)) >= CharterOf(
                Note(note)!.Home, at).SmallestGroup;

    /// <summary>
    /// How a contributor may be shown to a reader, at most: as they chose for inside or outside, across links as their terms say
    /// too, and outside not at all under the Chatham House Rule.
    /// </summary>
    private Attribution Chosen(PersonId? reader, NoteId id, Contribution contribution, Instant at)
    {
        var note = Note(id)!;
        if (contribution.Consent is not { } consent || consent.Until <= at) return Attribution.Unattributed;
        if (reader is { } person
            && (note.ContributionOf(person) is not null
                || (ReadsAsMember(note, person, at) && !Barred(note.Home, person, at)))) return consent.Inside;
        if (note.ChathamHouse) return Attribution.Unattributed;
        var reading = Check(reader, id, at);
        if (reading.Step != ReadingStep.Linked) return consent.Outside;
        var (link, chosen) = (LinkId.Of(reading.Witness.Id), consent.Outside);
        var steps = Far(Link(link, at)!, Party.Of(note.Home)) is null
            ? note.OnwardSteps.Where(s => s.To == link && Leads(note, s, at) is not null)
                .Select(s => Link(s.Via, at)!.Terms!.Attribution)
            : [];
        foreach (var most in steps.Append(Link(link, at)!.Terms!.Attribution))
            chosen = chosen == most || most == Attribution.Named
                ? chosen : chosen == Attribution.Named ? most : Attribution.Unattributed;
        return chosen;
    }

    /// <summary>
    /// Whether somebody is in a group, by the directory, or ever was by what the community's record says of them, under whatever
    /// key.
    /// </summary>
    private bool IsIn(CommunityId community, PersonId person, DirectoryGroup group, Instant at)
    {
        var said = new HashSet<PersonId>();
        foreach (var entry in In(community, at))
        {
            if (entry.Event is MemberJoined { Evidence: { } evidence } joined && evidence.Groups.Contains(group))
                said.Add(joined.Person);
            if (entry.Event is AffiliationsRecorded recorded && recorded.Groups.Contains(group)) said.Add(recorded.Person);
            if (entry.Event is KeysMerged merged && said.Contains(merged.Dropped)) said.Add(merged.Kept);
        }

        return said.Contains(person) || _directory.GroupsOf(person, at).Contains(group);
    }

    private PracticeNote? Note(NoteId id) =>
        Once(_notes, id, () => _lines[StreamId.Of(id)].ToArray() is { Length: > 0 } mine ? PracticeNote.Replay(mine) : null);

    private Link? Link(LinkId id, Instant at) =>
        Once(_links, (id, at), () => _lines[StreamId.Of(id)].Where(e => e.At <= at).ToArray() is { Length: > 0 } mine
            ? CommunitiesOfPractice.Link.Replay(mine)
            : null);

    private IEnumerable<Entry> In(CommunityId community, Instant at) => _lines[StreamId.Of(community)].Where(e => e.At <= at);

    // The same question of the same lines has the same answer, and is asked for many readers.
    private static TValue Once<TKey, TValue>(Dictionary<TKey, TValue> known, TKey key, Func<TValue> find)
        where TKey : notnull
    {
        if (!known.TryGetValue(key, out var value)) known.Add(key, value = find());
        return value;
    }

    private static Audience Ceiling(Contribution c, Instant at) =>
        c.Consent is { } consent && (consent.Until is not { } until || at < until) ? consent.Ceiling : Audience.Contributors;

    private static Audience Found(PracticeNote note, Instant at)
    {
        var mine = note.Findings.Where(f => f.Edition == note.Edition && f.At <= at).ToArray();
        return mine.Length == 0 ? Audience.Community : mine.Where(f => f.At == mine.Max(g => g.At)).Min(f => f.Audience);
    }

    private bool Founded(CommunityId community, Instant at) => In(community, at).Any(e => e.Event is CommunityFounded);

    private Instant? Closed(CommunityId community, Instant at) =>
        In(community, at).FirstOrDefault(e => e.Event is CommunityClosed)?.At;

    private bool Open(CommunityId community, Instant at) => Founded(community, at) && Closed(community, at) is null;

    private readonly record struct Holding(
        Instant? MemberSince, bool Claimed, Instant? Observes, Instant? Bar, Instant? Convenes);

    private Dictionary<PersonId, Holding> Standings(CommunityId community, Instant at) =>
        Once(_standings, (community, at), () => Held(community, at));

    private Holding Standing(CommunityId community, PersonId person, Instant at) =>
        Standings(community, at).TryGetValue(person, out var held) ? held : new(null, true, null, null, null);

    /// <summary>
    /// What people hold in a community at an instant: since when they are a member, whether the place is claimed, and until when
    /// they observe, are barred, convene.
    /// </summary>
    private Dictionary<PersonId, Holding> Held(CommunityId community, Instant at)
    {
        var people = new Dictionary<PersonId, Holding>();
        foreach (var entry in In(community, at))
        {
            switch (entry.Event)
            {
                case MemberJoined e: Set(e.Person, s => new(s.MemberSince ?? entry.At, true, null, s.Bar, s.Convenes)); break;
                case MemberLeft e: Set(e.Person, s => new(null, true, s.Observes, s.Bar, s.Convenes)); break;
                case PersonForgotten e: Set(e.Person, s => new(null, true, null, s.Bar, s.Convenes)); break;
                case MemberRemoved e:
                    Set(e.Person, s => new(null, true, s.Observes, s.Bar, s.Convenes));
                    if (e.BarredUntil is { } barred) Bar(e.Person, barred);
                    break;
                case PersonBarred e: Bar(e.Person, e.Until); break;
                case BarEnded e: Set(e.Person, s => new(s.MemberSince, s.Claimed, s.Observes, null, s.Convenes)); break;
                case ObservingBegan e: Set(
                    e.Person, s => new(s.MemberSince, s.Claimed, e.Until ?? Instant.MaxValue, s.Bar, s.Convenes)); break;
                case ObservingEnded e: Set(e.Person, s => new(s.MemberSince, s.Claimed, null, s.Bar, s.Convenes)); break;
                case OfficeTakenUp e
                    when e.Office == Office.Convener: Set(
                        e.Holder, s => new(s.MemberSince, s.Claimed, s.Observes, s.Bar, e.Until ?? Instant.MaxValue)); break;
                case OfficeLeft e
                    when e.Office == Office.Convener: Set(e.Holder, s => new(s.MemberSince, s.Claimed, s.Observes, s.Bar, null));
                    break;
                case CommunityImported:
                    foreach (var member in people.Where(p => p.Value.MemberSince is not null).Select(p => p.Key).ToArray())
                        Set(member, s => new(s.MemberSince, false, s.Observes, s.Bar, s.Convenes));
                    break;
                case PlaceClaimed e: Set(e.Person, s => new(s.MemberSince, true, s.Observes, s.Bar, s.Convenes)); break;
                case KeysMerged e:
                    var theirs = people.TryGetValue(e.Dropped, out var was) ? was : default;
                    if (theirs.MemberSince is not null)
                        Set(e.Kept, s =>
                            s.MemberSince is null ? new(theirs.MemberSince, theirs.Claimed, null, s.Bar, s.Convenes) : s);
                    if (theirs.Convenes > entry.At)
                        Set(e.Kept, s =>
                            s.Convenes > entry.At ? s : new(s.MemberSince, s.Claimed, s.Observes, s.Bar, theirs.Convenes));
                    if (theirs.Bar > entry.At) Bar(e.Kept, theirs.Bar == Instant.MaxValue ? null : theirs.Bar);
                    if (theirs.Observes > entry.At)
                        Set(e.Kept, s => s.MemberSince is not null || s.Bar > entry.At || s.Observes > entry.At
                            ? s
                            : new(null, true, theirs.Observes, s.Bar, s.Convenes));
                    people.Remove(e.Dropped);
                    break;
            }

            void Set(PersonId who, Func<Holding, Holding> change) =>
                people[who] = change(people.TryGetValue(who, out var held) ? held : new(null, true, null, null, null));

            void Bar(PersonId who, Instant? until)
            {
                var standing = people.TryGetValue(who, out var held) && held.Bar > entry.At ? held.Bar : null;
                if (standing is { } stands && (until ?? Instant.MaxValue) < stands) return;
                if (standing == Instant.MaxValue) return;
                Set(who, s => new(s.MemberSince, s.Claimed, null, until ?? Instant.MaxValue, s.Convenes));
            }
        }

        return people;
    }

    private bool IsMember(CommunityId community, PersonId person, Instant at) =>
        Standing(community, person, at) is { MemberSince: not null, Claimed: true };

    private bool Barred(CommunityId community, PersonId person, Instant at) => Standing(community, person, at).Bar > at;

    private bool Convenes(CommunityId community, PersonId person, Instant at) => Standing(community, person, at).Convenes > at;

    private bool Reads(CommunityId community, PersonId person, Instant at)
    {
        var standing = Standing(community, person, at);
        if (Closed(community, at) is { } closed) return standing.MemberSince <= closed && standing.Claimed;
        return (standing.MemberSince is not null && standing.Claimed)
            || (standing.Observes > at && CharterOf(community, at).ObserversRead);
    }

    private bool ReadsAsMember(PracticeNote note, PersonId person, Instant at) =>
        Reads(note.Home, person, at) && !CameAfterRest(note, person, at);

    private bool CameAfterRest(PracticeNote note, PersonId person, Instant at) =>
        CameAfterRest(note.Home, OfferedSince(note.Id), person, at);

    /// <summary>
    /// Law 6: whether something was offered before its home rested, and somebody had never been a member there when it did.
    /// </summary>
    private bool CameAfterRest(CommunityId home, Instant? since, PersonId person, Instant at) =>
        since is { } offered
            && In(home, at).FirstOrDefault(e => e.Event is CommunityRested && e.At > offered) is { At: var rested }
            && !(FirstJoined(home, at).TryGetValue(person, out var joined) && joined < rested);

    /// <summary>Since when a note has been offered to its community or further, without a break.</summary>
    private Instant? OfferedSince(NoteId note)
    {
        var (isOffered, since) = (false, default(Instant?));
        foreach (var entry in _lines[StreamId.Of(note)])
        {
            isOffered = entry.Event is NoteOffered || (isOffered && entry.Event is not NoteWithdrawn);
            var decided = entry.Event
                switch { NoteOffered e => e.Audience, AudienceDecided e =>
                    e.Audience, NoteWithdrawn => Audience.Contributors, _ => default(Audience?) };
            if (decided is not null) since = isOffered && decided >= Audience.Community ? since ?? entry.At : null;
        }

        return since;
    }

    /// <summary>When people first came to be members of a community, under whatever key.</summary>
    private Dictionary<PersonId, Instant> FirstJoined(CommunityId community, Instant at) =>
        Once(_firstJoined, (community, at), () =>
    {
        var first = new Dictionary<PersonId, Instant>();
        foreach (var entry in In(community, at))
        {
            if (entry.Event is MemberJoined joined && !first.ContainsKey(joined.Person)) first.Add(joined.Person, entry.At);
            if (entry.Event is KeysMerged merged && first.TryGetValue(merged.Dropped, out var theirs))
                first[merged.Kept] = first.TryGetValue(merged.Kept, out var mine) ? Instant.Min(mine, theirs) : theirs;
        }

        return first;
    });

    private Charter CharterOf(CommunityId community, Instant at) => _lines[StreamId.Of(community)].Select(e => e.Event switch
    {
        CommunityProposed proposed => (e.At, proposed.Charter),
        CharterAmended never
            when _lines[StreamId.Of(community)]
                .Any(other => other.Event is CharterAmended { Supersedes: { } number } && number == never.Version) => default,
        CharterAmended amended => (At: amended.InForceFrom, amended.Charter),
        _ => default((Instant At, Charter? Charter)),
    }).Last(c => c.Charter is not null && c.At <= at).Charter!;

    private bool Belongs(Party? party, PersonId person, Instant at) => party switch
    {
        CommunityParty { Community: var community } =>
            Open(community, at) && IsMember(community, person, at) && !Barred(community, person, at),
        GroupParty { Group: var group } => _directory.ListsGroup(group) && _directory.GroupsOf(person, at).Contains(group),
        _ => false,
    };

    private bool Live(LinkId id, Instant at) => Link(id, at) is { } link && link.IsInForce(at) && Stands(link.A) && Stands(link.B)
        && new[] { link.A, link.B }.All(end => end is not CommunityParty { Community: var community } || Open(community, at));

    private bool Stands(Party? party) => party is not GroupParty { Group: var group } || _directory.ListsGroup(group);

    private static Party? Far(Link link, Party from) =>
        link.A is PersonParty || link.B is PersonParty ? null
        : link.A == from && link.Terms!.Carries is Flow.AToB or Flow.Both ? link.B
        : link.B == from && link.Terms!.Carries is Flow.BToA or Flow.Both ? link.A
        : null;

    private IEnumerable<Link> Links(Instant at) =>
        record.Where(l => l.Entry.Stream.Kind == StreamKind.Link).Select(l => LinkId.Of(l.Entry.Stream.Id)).Distinct()
        .Select(id => Link(id, at)).OfType<Link>();

    private static LinkId? Lowest(IEnumerable<LinkId> links) =>
        links.OrderBy(l => l.Value, StringComparer.Ordinal).Select(l => (LinkId?)l).FirstOrDefault();

    /// <summary>The links that have somebody at their far end to read the note.</summary>
    private IEnumerable<LinkId> Reaching(PracticeNote note, PersonId person, Instant at)
    {
        foreach (var link in Links(at))
            if (Live(link.Id, at) && note.NamedLinks?.Contains(link.Id) != false
                && Belongs(Far(link, Party.Of(note.Home)), person, at)) yield return link.Id;
        foreach (var step in note.OnwardSteps)
            if (Belongs(Leads(note, step, at), person, at)) yield return step.To;
    }

    /// <summary>Where a step leads; null where it does not count.</summary>
    private Party? Leads(PracticeNote note, OnwardStep step, Instant at) =>
        step.At <= at && note.NamedLinks?.Contains(step.Via) != false
            && Link(step.Via, at) is { Terms.Onward: Onward.OneStep } via && Link(step.To, at) is { } to
            && Far(via, Party.Of(note.Home)) is { } between && Live(via.Id, at) && Live(to.Id, at) && Live(via.Id, step.At)
                && Live(to.Id, step.At)
            ? Far(to, between)
            : null;

    /// <summary>The links that would have somebody at their far end to read the note, if they were live and carried it.</summary>
    private IEnumerable<LinkId> Broken(PracticeNote note, PersonId person, Instant at)
    {
        var home = Party.Of(note.Home);
        foreach (var link in Broken(home, person, at)) yield return link;
        foreach (var step in note.OnwardSteps.Where(s => s.At <= at))
        {
            if (Link(step.To, at) is not { } to || !(Belongs(to.A, person, at) || Belongs(to.B, person, at))) continue;
            var between = Link(step.Via, at) is { } via ? Far(via, home) : null;
            if (Link(step.Via, at) is not null && (between is null || !Live(step.Via, at) || !Live(step.Via, step.At)))
                yield return step.Via;
            if (!Live(step.To, at) || !Live(step.To, step.At) || (between is not null && Far(to, between) is null))
                yield return step.To;
        }
    }

    /// <summary>The home's own links that would have somebody at their far end, if they were live and ran that way.</summary>
    private IEnumerable<LinkId> Broken(Party home, PersonId person, Instant at)
    {
        foreach (var link in Links(at))
        {
            if (link.A != home && link.B != home) continue;
            if (Belongs(link.A == home ? link.B : link.A, person, at) && !(Live(link.Id, at) && Far(link, home) is not null))
                yield return link.Id;
        }
    }
}
