namespace CommunitiesOfPractice;

/// <summary>
/// A community while events are applied to it: the one place where its state changes. Replaying a million events and doing a
/// single act run the same code.
/// </summary>
internal sealed partial class Draft
{
    // How many acts are kept until somebody asks whether a member did them.
    private const int MostActs = 1000;

    private readonly StreamId _stream;

    // What was done since anybody began or ceased to count. To look up the standing of everybody who acted would take longer than
    // all else that replaying does.
    private Entry? _lastAct;
    private List<Entry>? _actsBefore;

    public Draft(Community community)
    {
        _stream = StreamId.Of(community.Id);
        Id = community.Id;
        Version = community.Version;
        LastAt = community.LastAt;
        LastActivity = community.LastActivity;
        Life = community.Life;
        Charters = community.Charters;
        Offices = community.Offices.Edit();
        Roll = community.Roll.Edit();
        Roll.Recounting = () => _ = LastActivity;
        Admissions = community.Admissions;
        Docket = community.Docket.Edit();
        Agenda = community.Agenda.Edit();
        SecondKeys = community.SecondKeys;
    }

    public CommunityId Id { get; }

    public long Version { get; private set; }

    public Instant LastAt { get; private set; }

    /// <summary>When somebody last acted who then was a member and counted. Not before the founding.</summary>
    public Instant LastActivity
    {
        get
        {
            if (_lastAct is null) return field;
            if (DidMember(_lastAct)) field = _lastAct.At;
            else if (_actsBefore?.FindLast(DidMember) is { } before) field = before.At;
            _lastAct = null;
            _actsBefore?.Clear();
            return field;
        }

        set;
    }

    public Life Life { get; set; }

    public ValueList<CharterVersion> Charters { get; set; }

    public PersistentMap<OfficeId, OfficeHistory>.Builder Offices { get; }

    public Roll.Builder Roll { get; }

    public Admissions Admissions { get; set; }

    public Docket.Builder Docket { get; }

    public Agenda.Builder Agenda { get; }

    public SecondKeys SecondKeys { get; private set; }

    public CharterVersion CharterInForce => Charters.Last(c => c.AppliesAt(LastAt));

    public void Apply(Entry entry)
    {
        Replaying.CheckNext(_stream, Version, LastAt, entry);
        var (counting, present) = (Roll.Counting, Roll.Present);
        Version = entry.Version;
        LastAt = entry.At;
        try
        {
            ((CommunityEvent)entry.Event).Apply(this, entry);
            if (entry.By is not null) Acted(entry);
            if (Roll.Counting != counting && Docket.Petitions.Count > 0) PetitionDue.CheckAll(this);
            if (Roll.Present == 0 != (present == 0)) Resting.Check(this);
        }
        catch (Exception fault) when (Replaying.IsMisfit(fault))
        {
            throw Replaying.Misfit(entry, fault);
        }
    }

    private void Acted(Entry entry)
    {
        if (_actsBefore is { Count: MostActs }) _ = LastActivity;
        if (_lastAct is not null) (_actsBefore ??= []).Add(_lastAct);
        _lastAct = entry;
    }

    private bool DidMember(Entry act) => Roll[act.By!.Value].Counts;

    /// <summary>Somebody becomes a member. A bar or an absence that the record holds lives on.</summary>
    public void BeginMembership(PersonId person, HowJoined how, int charterAccepted)
    {
        Roll.Change(person, (at: LastAt, how, charterAccepted), static (s, by) => s with
        {
            Marks = s.Marks | Marks.Member,
            Since = by.at,
            How = by.how,
            CharterAccepted = by.charterAccepted,
        });
        if (Admissions.Requests.Has(person)) Admissions = Admissions with { Requests = Admissions.Requests.Without(person) };
        EndObserving(person, Clauses.How(how));
        EndFollowing(person, Clauses.How(how));
        if (Admissions.Invited.TryGet(person, out var invitation)) CloseInvitation(invitation);
    }

    /// <summary>A membership ends: it is kept among what is past, and a bar or an absence lives on.</summary>
    public void EndMembership(PersonId person, Clause under, FreeText? why)
    {
        if (!Roll[person].IsMember) return;
        Roll.Change(person, (person, at: LastAt, under, why), static (s, by) => new Standing
        {
            Marks = s.Marks & (Marks.Barred | Marks.Endless | Marks.Away),
            Affiliations = s.Affiliations,
            Past = s.Past.With(
                new Tenure(TenureKind.Membership, by.person, s.Since, Clauses.How(s.How)) {
                    EndedAt = by.at, Ended = by.under, Why = by.why }),
        });
        Docket.Proxies.Remove(person);
        DropProxiesTo(person);
        if (Offices.Entries.Any(static o => o.Value.StandingIn.Count > 0)) EndStandingIn(person);
        if (!Roll.Leaves.Remove(person)) return;
        Agenda.Set(new LeaveDue(person), null);
    }

    /// <summary>A fact about somebody that decides whether they may act begins or ends.</summary>
    public void Mark(PersonId person, Marks mark, bool on)
    {
        Roll.Mark(person, mark, on);
        foreach (var office in Offices.Entries.Where(o => o.Value.IsHeldBy(person)).Select(o => o.Key).ToArray()) Attend(office);
    }

    /// <summary>A proxy falls for good when its holder leaves or is barred (law 3).</summary>
    private void DropProxiesTo(PersonId holder)
    {
        if (Docket.Proxies.Count == 0) return;
        foreach (var (giver, given) in Docket.Proxies.Entries.Where(e => e.Value.Any(proxy => proxy.Holder == holder)).ToArray())
        {
            if (given.Where(proxy => proxy.Holder != holder).ToValueList() is { Count: > 0 } rest)
                Docket.Proxies.Set(giver, rest);
            else Docket.Proxies.Remove(giver);
        }
    }

    /// <summary>A bar begins. It replaces a bar that is in force already, unless that bar lasts longer.</summary>
    public void BeginBar(PersonId person, Instant? until, FreeText why, Entry entry) =>
        BeginBar(new Tenure(TenureKind.Bar, person, entry.At, entry.Clause) { Until = until, Why = why }, entry);

    private void BeginBar(Tenure bar, Entry entry)
    {
        var person = bar.Holder;
        if (Roll.Bars.Find(person) is { } standing)
        {
            if (standing.Until is null || bar.Until < standing.Until) return;
            Roll.Keep(standing with { EndedAt = entry.At, Ended = entry.Clause });
        }

        Roll.Bars.Set(person, bar);
        Mark(person, Marks.Barred, true);
        Roll.Mark(person, Marks.Endless, bar.Until is null);
        DropProxiesTo(person);
        Agenda.Set(new BarDue(person), bar.Until);
        EndObserving(person, entry.Clause);
    }

    public void EndBar(PersonId person, Clause under)
    {
        if (Roll.Bars.Find(person) is { } bar) Roll.Keep(bar with { EndedAt = LastAt, Ended = under });
        Roll.Bars.Remove(person);
        Mark(person, Marks.Barred | Marks.Endless, false);
        Agenda.Set(new BarDue(person), null);
    }

    public void EndObserving(PersonId person, Clause under) => End(Roll.Observers, person, under, new ObservingDue(person));

    public void EndFollowing(PersonId person, Clause under) => End(Roll.Followers, person, under, null);

    public void CloseInvitation(InvitationId id)
    {
        if (Admissions.Invitations.Find(id) is not { } invitation) return;
        Admissions =
            Admissions with {
                Invitations = Admissions.Invitations.Without(id), Invited = Admissions.Invited.Without(invitation.Person) };
        Agenda.Set(new InvitationDue(id), null);
    }

    public OfficeHistory Office(OfficeId office) => Offices.Find(office) ?? OfficeHistory.None;

    /// <summary>
    /// Who can act for an office may have changed. An absent holder keeps the seat for a year, and anybody who stands in does so
    /// only while no holder can act (law 4).
    /// </summary>
    public void Attend(OfficeId id)
    {
        var office = Office(id);
        foreach (var holder in office.Holders.Select(t => t.Holder))
        {
            if (Roll[holder].MayAct) Agenda.Set(new AbsenceDue(id, holder), null);
            else if (!Agenda.Has(new AbsenceDue(id, holder)))
                Agenda.Set(new AbsenceDue(id, holder), LastAt.Later(AbsenceDue.Longest));
        }

        var attended = office.Holders.Any(t => Roll[t.Holder].MayAct);
        Offices.Set(id, office with
        {
            UnattendedSince = attended ? null : office.UnattendedSince ?? LastAt,
            StandingIn = attended ? ValueList<Tenure>.Empty : office.StandingIn,
            StoodIn = attended && office.StandingIn.Count > 0
                ? office.StoodIn.Concat(office.StandingIn.Select(t => t with { EndedAt = LastAt, Ended = Clauses.StandingIn }))
                    .ToValueList()
                : office.StoodIn,
        });
    }

    private void EndStandingIn(PersonId person)
    {
        foreach (var (id, office) in Offices.Entries.Where(o => o.Value.StandingIn.Any(t => t.Holder == person)).ToArray())
            Offices.Set(id, office with
            {
                StandingIn = office.StandingIn.Where(t => t.Holder != person).ToValueList(),
                StoodIn =
                    office.StoodIn.With(
                        office.StandingIn.First(t => t.Holder == person) with { EndedAt = LastAt, Ended = Clauses.Leaving }),
            });
    }

    private void End(PersistentMap<PersonId, Tenure>.Builder tenures, PersonId person, Clause under, Due? due)
    {
        if (tenures.Find(person) is not { } tenure) return;
        tenures.Remove(person);
        Roll.Keep(tenure with { EndedAt = LastAt, Ended = under });
        if (due is not null) Agenda.Set(due, null);
    }

    /// <summary>
    /// The groups that a source places somebody in now, in its order. What the same source said before has ended.
    /// </summary>
    public void Place(PersonId person, ValueList<DirectoryGroup> groups, string source)
    {
        var standing = Roll[person];
        var place = standing.Affiliations.TakeWhile(a => a.Source != source).Count();
        var said = groups.Distinct()
            .Select(g => standing.Affiliations.FirstOrDefault(a => a.Source == source && a.Group == g)
                ?? new Affiliation(g, LastAt, source));
        Roll.Change(
            person, standing.Affiliations.Take(place).Concat(said)
                .Concat(standing.Affiliations.Skip(place).Where(a => a.Source != source)).ToValueList(),
            static (s, affiliations) => s with { Affiliations = affiliations });
        foreach (var ended in standing.Affiliations.Where(a => a.Source == source && !groups.Contains(a.Group)))
            Roll.PastAffiliations.Set(
                person, (Roll.PastAffiliations.Find(person) ?? ValueList<Affiliation>.Empty).With(ended with { Until = LastAt }));
    }

    /// <summary>A mandate is used up: it can never be used again.</summary>
    public void UseMandate(Mandate mandate, LineageKind how, DecisionId? under = null)
    {
        Life = Life with
        {
            MandatesUsed = Life.MandatesUsed.With(mandate.Id),
            Lineage = Life.Lineage.With(new(how, mandate.From, LastAt, under)),
        };
        if (how == LineageKind.SplitFrom)
            Admissions =
                Admissions with { OpenTo = Admissions.OpenTo.With(mandate.From, new MoveWindow(mandate.From, mandate.Expires)) };
    }

    /// <summary>What somebody to be forgotten holds here ends. What was decided and counted stays.</summary>
    public void Forget(PersonId person, Entry entry)
    {
        if (Roll[person].IsMember) EndMembership(person, entry.Clause, null);
        EndObserving(person, entry.Clause);
        EndFollowing(person, entry.Clause);
        if (Admissions.Invited.TryGet(person, out var invitation)) CloseInvitation(invitation);
        if (Admissions.Requests.Has(person)) Admissions = Admissions with { Requests = Admissions.Requests.Without(person) };
        Roll.Companions.Remove(person);
        var founding = Life.Founding;
        if (Life.Status != Status.Proposed || !founding.Founders.Contains(person)) return;
        Refound(founding with
        {
            Consented = founding.Consented.Where(p => p != person).ToValueList(),
            Declined = founding.Declined.Where(p => p != person).Append(person).ToValueList(),
        });
    }

    private void Refound(FoundingRound founding)
    {
        Life = Life with { Founding = founding };
        FoundingDue.Check(this);
    }
}
