namespace CommunitiesOfPractice.Tests.Sharing;

/// <summary>The sharing rule a second time, slow and obvious: it walks the lines up to the instant for every fact it needs, and keeps nothing.</summary>
internal sealed class Reference(IReadOnlyList<Recorded> lines, HostDirectory directory)
{
    public IEnumerable<NoteId> Notes => lines.Where(l => l.Entry.Event is NoteDrafted).Select(l => NoteId.Of(l.Entry.Stream.Id));

    /// <summary>The lines that stood at an instant, for a question about the past.</summary>
    public Reference Before(Instant instant) => new([.. lines.Where(l => l.Entry.At <= instant)], directory);

    public bool Allowed(PersonId? reader, NoteId id, Instant at) => Settle(reader, id, at).Split(' ')[0] is "contributor" or "public" or "member" or "system" or "linked";

    /// <summary>The step, the witness, and what is missing.</summary>
    public string Settle(PersonId? reader, NoteId id, Instant at)
    {
        if (Note(id) is not { } note) return $"unknown note:{id} known-note";
        var home = note.Home;
        if (!Founded(home, at)) return $"unknown community:{home} known-home";
        if (reader is { } key && !directory.Lists(key, at)) return $"unknown person:{key} known-reader";
        if (note.Status == NoteStatus.Withdrawn) return $"withdrawn note:{id} not-withdrawn";
        if (reader is { } author && note.Contributors.Any(c => c.Person == author)) return $"contributor person:{author} -";
        if (note.Status == NoteStatus.Draft) return $"draft note:{id} offered";
        if (note.EmbargoUntil > at && !(reader is { } convener && Convenes(home, convener, at) && !Barred(home, convener, at) && Open(home, at)))
            return $"embargo note:{id} embargo-ended";
        var audience = new[] { note.Decided, note.Restriction is null ? Audience.Public : Audience.Contributors, Found(note, at) }
            .Concat(note.Contributors.Select(c => Ceiling(c, at))).Append(note.Contributors.Count == 0 ? Audience.Contributors : Audience.Public).Min();
        if (audience == Audience.Public) return $"public note:{id} -";
        if (reader is not { } person) return note.Restriction is null ? $"nothing-applies note:{id} sign-in" : $"nothing-applies note:{id} no-restriction";
        if (Barred(home, person, at)) return $"barred community:{home} no-bar";
        if (audience >= Audience.Community && Reads(home, person, at)) return $"member community:{home} -";
        if (audience >= Audience.System) return $"system person:{person} -";
        if (audience >= Audience.Linked && Reaching(note, person, at).Min is { } link) return $"linked link:{link} -";

        if (note.Restriction is not null) return $"nothing-applies note:{id} no-restriction";
        bool Admits(Audience a) => a >= Audience.System || (a >= Audience.Community && Reads(home, person, at)) || (a >= Audience.Linked && Reaching(note, person, at).Count > 0);
        if (Admits(note.Decided))
        {
            if (note.Contributors.Count == 0) return $"nothing-applies note:{id} wider-consent";
            var stopsShort = note.Contributors.Where(c => !Admits(Ceiling(c, at))).Select(c => c.Person.Value).Order(StringComparer.Ordinal).FirstOrDefault();
            return stopsShort is null ? $"nothing-applies note:{id} wider-finding" : $"nothing-applies person:{stopsShort} wider-consent";
        }

        if (audience >= Audience.Linked && Broken(note, person, at).Min is { } broken) return $"nothing-applies link:{broken} live-link";
        return audience >= Audience.Community && Open(home, at) ? $"nothing-applies community:{home} membership" : $"nothing-applies note:{id} wider-audience";
    }

    private PracticeNote? Note(NoteId id) => Lines(StreamId.Of(id)) is { Length: > 0 } mine ? PracticeNote.Replay(mine) : null;

    private Link? Link(LinkId id, Instant at) => Lines(StreamId.Of(id)).Where(e => e.At <= at).ToArray() is { Length: > 0 } mine ? CommunitiesOfPractice.Link.Replay(mine) : null;

    private Entry[] Lines(StreamId stream) => [.. lines.Select(l => l.Entry).Where(e => e.Stream == stream)];

    private IEnumerable<Entry> In(CommunityId community, Instant at) => Lines(StreamId.Of(community)).Where(e => e.At <= at);

    private static Audience Ceiling(Contribution c, Instant at) => c.Consent is { } consent && (consent.Until is not { } until || at < until) ? consent.Ceiling : Audience.Contributors;

    private static Audience Found(PracticeNote note, Instant at)
    {
        var mine = note.Findings.Where(f => f.Edition == note.Edition && f.At <= at).ToArray();
        return mine.Length == 0 ? Audience.Community : mine.Where(f => f.At == mine.Max(g => g.At)).Min(f => f.Audience);
    }

    private bool Founded(CommunityId community, Instant at) => In(community, at).Any(e => e.Event is CommunityFounded);

    private Instant? Closed(CommunityId community, Instant at) => In(community, at).FirstOrDefault(e => e.Event is CommunityClosed)?.At;

    private bool Open(CommunityId community, Instant at) => Founded(community, at) && Closed(community, at) is null;

    private readonly record struct Holding(Instant? MemberSince, bool Claimed, Instant? Observes, Instant? Bar, Instant? Convenes);

    /// <summary>What somebody holds in a community at an instant: since when they are a member, whether the place is claimed, and until when they observe, are barred, convene.</summary>
    private Holding Standing(CommunityId community, PersonId person, Instant at)
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
                case ObservingBegan e: Set(e.Person, s => new(s.MemberSince, s.Claimed, e.Until ?? Instant.MaxValue, s.Bar, s.Convenes)); break;
                case ObservingEnded e: Set(e.Person, s => new(s.MemberSince, s.Claimed, null, s.Bar, s.Convenes)); break;
                case OfficeTakenUp e when e.Office == Office.Convener: Set(e.Holder, s => new(s.MemberSince, s.Claimed, s.Observes, s.Bar, e.Until ?? Instant.MaxValue)); break;
                case OfficeLeft e when e.Office == Office.Convener: Set(e.Holder, s => new(s.MemberSince, s.Claimed, s.Observes, s.Bar, null)); break;
                case CommunityImported:
                    foreach (var member in people.Where(p => p.Value.MemberSince is not null).Select(p => p.Key).ToArray())
                        Set(member, s => new(s.MemberSince, false, s.Observes, s.Bar, s.Convenes));
                    break;
                case PlaceClaimed e: Set(e.Person, s => new(s.MemberSince, true, s.Observes, s.Bar, s.Convenes)); break;
                case KeysMerged e:
                    var theirs = people.GetValueOrDefault(e.Dropped);
                    if (theirs.MemberSince is not null)
                        Set(e.Kept, s => s.MemberSince is null ? new(theirs.MemberSince, theirs.Claimed, null, s.Bar, s.Convenes) : s);
                    if (theirs.Convenes > entry.At) Set(e.Kept, s => s.Convenes > entry.At ? s : new(s.MemberSince, s.Claimed, s.Observes, s.Bar, theirs.Convenes));
                    if (theirs.Bar > entry.At) Bar(e.Kept, theirs.Bar == Instant.MaxValue ? null : theirs.Bar);
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

        return people.TryGetValue(person, out var mine) ? mine : new Holding(null, true, null, null, null);
    }

    private bool Barred(CommunityId community, PersonId person, Instant at) => Standing(community, person, at).Bar > at;

    private bool Convenes(CommunityId community, PersonId person, Instant at) => Standing(community, person, at).Convenes > at;

    private bool Reads(CommunityId community, PersonId person, Instant at)
    {
        var standing = Standing(community, person, at);
        if (Closed(community, at) is { } closed) return standing.MemberSince <= closed && standing.Claimed;
        var charter = Lines(StreamId.Of(community)).Select(e => e.Event switch
        {
            CommunityProposed proposed => (e.At, proposed.Charter),
            CharterAmended amended => (At: amended.InForceFrom, amended.Charter),
            _ => default((Instant At, Charter? Charter)),
        }).Last(c => c.Charter is not null && c.At <= at).Charter!;
        return (standing.MemberSince is not null && standing.Claimed) || (standing.Observes > at && charter.ObserversRead);
    }

    private bool Belongs(Party? party, PersonId person, Instant at) => party switch
    {
        CommunityParty { Community: var community } => Open(community, at) && Standing(community, person, at) is { MemberSince: not null, Claimed: true } && !Barred(community, person, at),
        GroupParty { Group: var group } => directory.ListsGroup(group) && directory.GroupsOf(person, at).Contains(group),
        _ => false,
    };

    private bool Live(LinkId id, Instant at) => Link(id, at) is { } link && link.IsInForce(at) && Stands(link.A) && Stands(link.B)
        && new[] { link.A, link.B }.All(end => end is not CommunityParty { Community: var community } || Open(community, at));

    private bool Stands(Party? party) => party is not GroupParty { Group: var group } || directory.ListsGroup(group);

    private static Party? Far(Link link, Party from) =>
        link.A is PersonParty || link.B is PersonParty ? null
        : link.A == from && link.Terms!.Carries is Flow.AToB or Flow.Both ? link.B
        : link.B == from && link.Terms!.Carries is Flow.BToA or Flow.Both ? link.A
        : null;

    private IEnumerable<Link> Links(Instant at) => lines.Where(l => l.Entry.Stream.Kind == StreamKind.Link).Select(l => LinkId.Of(l.Entry.Stream.Id)).Distinct()
        .Select(id => Link(id, at)).Where(l => l is not null).Select(l => l!);

    private SortedLinks Reaching(PracticeNote note, PersonId person, Instant at)
    {
        var (found, home) = (new SortedLinks(), Party.Of(note.Home));
        foreach (var link in Links(at))
            if (Live(link.Id, at) && note.NamedLinks?.Contains(link.Id) != false && Far(link, home) is { } far && Belongs(far, person, at)) found.Add(link.Id);
        foreach (var step in note.OnwardSteps)
        {
            if (step.At > at || note.NamedLinks?.Contains(step.Via) == false || Link(step.Via, at) is not { } via || Link(step.To, at) is not { } to) continue;
            if (via.Terms!.Onward == Onward.OneStep && Far(via, home) is { } between && Far(to, between) is { } far && Belongs(far, person, at)
                && Live(via.Id, at) && Live(to.Id, at) && Live(via.Id, step.At) && Live(to.Id, step.At)) found.Add(to.Id);
        }

        return found;
    }

    private SortedLinks Broken(PracticeNote note, PersonId person, Instant at)
    {
        var (found, home) = (new SortedLinks(), Party.Of(note.Home));
        foreach (var link in Links(at))
        {
            if (link.A != home && link.B != home) continue;
            if (Belongs(link.A == home ? link.B : link.A, person, at) && !(Live(link.Id, at) && Far(link, home) is not null)) found.Add(link.Id);
        }

        foreach (var step in note.OnwardSteps.Where(s => s.At <= at))
        {
            if (Link(step.To, at) is not { } to || !(Belongs(to.A, person, at) || Belongs(to.B, person, at))) continue;
            var between = Link(step.Via, at) is { } via ? Far(via, home) : null;
            if (Link(step.Via, at) is not null && (between is null || !Live(step.Via, at) || !Live(step.Via, step.At))) found.Add(step.Via);
            if (!Live(step.To, at) || !Live(step.To, step.At) || (between is not null && Far(to, between) is null)) found.Add(step.To);
        }

        return found;
    }

    /// <summary>Links, of which the lowest id counts.</summary>
    private sealed class SortedLinks : List<LinkId>
    {
        public LinkId? Min => Count == 0 ? null : this.OrderBy(l => l.Value, StringComparer.Ordinal).First();
    }
}
