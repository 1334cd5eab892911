namespace CommunitiesOfPractice;

/// <summary>
/// A community while events are applied to it: the one place where its state changes. Replaying a million events and doing one
/// act run the same code.
/// </summary>
internal sealed class Draft
{
    private readonly StreamId _stream;

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
        Door = community.Door;
        Docket = community.Docket.Edit();
        Agenda = community.Agenda.Edit();
    }

    public CommunityId Id { get; }

    public long Version { get; private set; }

    public Instant LastAt { get; private set; }

    public Instant LastActivity { get; private set; }

    public Life Life { get; set; }

    public ValueList<CharterVersion> Charters { get; set; }

    public PersistentMap<OfficeId, OfficeHistory>.Builder Offices { get; }

    public Roll.Builder Roll { get; }

    public Door Door { get; set; }

    public Docket.Builder Docket { get; }

    public Agenda.Builder Agenda { get; }

    public CharterVersion CharterInForce => Charters.Last(c => c.InForceFrom <= LastAt);

    public void Apply(Entry entry)
    {
        Replaying.CheckNext(_stream, Version, LastAt, entry);
        var (counting, present) = (Roll.Counting, Roll.Present);
        Version = entry.Version;
        LastAt = entry.At;
        if (entry.By is not null) LastActivity = entry.At;
        try
        {
            ((CommunityEvent)entry.Event).Apply(this, entry);
            if (Roll.Counting < counting) PetitionDue.CheckAll(this);
            if (Roll.Present == 0 != (present == 0)) Resting.Check(this);
        }
        catch (Exception fault) when (Replaying.IsMisfit(fault))
        {
            throw Replaying.Misfit(entry, fault);
        }
    }

    /// <summary>Somebody becomes a member; a bar or an absence that the record holds lives on.</summary>
    public void BeginMembership(PersonId person, HowJoined how, int charterAccepted)
    {
        Roll.Change(person, (at: LastAt, how, charterAccepted), static (s, by) => s with
        {
            Marks = s.Marks | Marks.Member,
            Since = by.at,
            How = by.how,
            CharterAccepted = by.charterAccepted,
        });
        if (Door.Requests.Has(person)) Door = Door with { Requests = Door.Requests.Without(person) };
        EndObserving(person, Clauses.How(how));
        EndFollowing(person, Clauses.How(how));
        if (Door.Invited.TryGet(person, out var invitation)) CloseInvitation(invitation);
    }

    /// <summary>A membership ends: it is kept among what is past, and a bar or an absence lives on.</summary>
    public void EndMembership(PersonId person, Clause under, FreeText? why)
    {
        Roll.Change(person, (person, at: LastAt, under, why), static (s, by) => new Standing
        {
            Marks = s.Marks & (Marks.Barred | Marks.Endless | Marks.Away),
            Affiliations = s.Affiliations,
            Past = s.Past.With(new Tenure(by.person, s.Since, Clauses.How(s.How)) { EndedAt = by.at, Ended = by.under, Why = by.why }),
        });
        Docket.Proxies.Remove(person);
        DropProxiesTo(person);
        EndStandingIn(person);
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
        foreach (var (giver, given) in Docket.Proxies.Entries.Where(e => e.Value.Any(proxy => proxy.Holder == holder)).ToArray())
        {
            if (given.Where(proxy => proxy.Holder != holder).ToValueList() is { Count: > 0 } rest) Docket.Proxies.Set(giver, rest);
            else Docket.Proxies.Remove(giver);
        }
    }

    /// <summary>A bar begins; one that stands already is replaced by the one that lasts longer.</summary>
    public void BeginBar(PersonId person, Instant? until, FreeText why, Entry entry)
    {
        if (Roll.Bars.Find(person) is { } standing)
        {
            if (standing.Until is null || until < standing.Until) return;
            Roll.Keep(standing with { EndedAt = entry.At, Ended = entry.Clause });
        }

        Roll.Bars.Set(person, new Tenure(person, entry.At, entry.Clause) { Until = until, Why = why });
        Mark(person, Marks.Barred, true);
        Roll.Mark(person, Marks.Endless, until is null);
        DropProxiesTo(person);
        Agenda.Set(new BarDue(person), until);
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
        if (Door.Invitations.Find(id) is not { } invitation) return;
        Door = Door with { Invitations = Door.Invitations.Without(id), Invited = Door.Invited.Without(invitation.Person) };
        Agenda.Set(new InvitationDue(id), null);
    }

    public OfficeHistory Office(OfficeId office) => Offices.Find(office) ?? OfficeHistory.None;

    /// <summary>
    /// Who can act for an office may have changed: an absent holder keeps the seat for a year, and whoever stands in does so only while no holder can act (law 4).
    /// </summary>
    public void Attend(OfficeId id)
    {
        var office = Office(id);
        foreach (var holder in office.Holders.Select(t => t.Holder))
        {
            if (Roll[holder].MayAct) Agenda.Set(new AbsenceDue(id, holder), null);
            else if (!Agenda.Has(new AbsenceDue(id, holder))) Agenda.Set(new AbsenceDue(id, holder), LastAt.Later(AbsenceDue.Longest));
        }

        var attended = office.Holders.Any(t => Roll[t.Holder].MayAct);
        Offices.Set(id, office with
        {
            UnattendedSince = attended ? null : office.UnattendedSince ?? LastAt,
            StandingIn = attended ? ValueList<Tenure>.Empty : office.StandingIn,
            StoodIn = attended && office.StandingIn.Count > 0 ? office.StoodIn.Concat(office.StandingIn.Select(t => t with { EndedAt = LastAt, Ended = Clauses.StandingIn })).ToValueList() : office.StoodIn,
        });
    }

    private void EndStandingIn(PersonId person)
    {
        foreach (var (id, office) in Offices.Entries.Where(o => o.Value.StandingIn.Any(t => t.Holder == person)).ToArray())
            Offices.Set(id, office with
            {
                StandingIn = office.StandingIn.Where(t => t.Holder != person).ToValueList(),
                StoodIn = office.StoodIn.With(office.StandingIn.First(t => t.Holder == person) with { EndedAt = LastAt, Ended = Clauses.Leaving }),
            });
    }

    private void End(PersistentMap<PersonId, Tenure>.Builder tenures, PersonId person, Clause under, Due? due)
    {
        if (tenures.Find(person) is not { } tenure) return;
        tenures.Remove(person);
        Roll.Keep(tenure with { EndedAt = LastAt, Ended = under });
        if (due is not null) Agenda.Set(due, null);
    }

    /// <summary>The groups that a source places somebody in now, in its order; what the same source said before has ended.</summary>
    public void Place(PersonId person, ValueList<Group> groups, string source)
    {
        var standing = Roll[person];
        var place = standing.Affiliations.TakeWhile(a => a.Source != source).Count();
        var said = groups.Distinct().Select(g => standing.Affiliations.FirstOrDefault(a => a.Source == source && a.Group == g) ?? new Affiliation(g, LastAt, source));
        Roll.Change(person, standing.Affiliations.Take(place).Concat(said).Concat(standing.Affiliations.Skip(place).Where(a => a.Source != source)).ToValueList(),
            static (s, affiliations) => s with { Affiliations = affiliations });
        foreach (var ended in standing.Affiliations.Where(a => a.Source == source && !groups.Contains(a.Group)))
            Roll.PastAffiliations.Set(person, (Roll.PastAffiliations.Find(person) ?? ValueList<Affiliation>.Empty).With(ended with { Until = LastAt }));
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
            Door = Door with { OpenTo = Door.OpenTo.With(mandate.From, new OpenDoor(mandate.From, mandate.Expires)) };
    }

    /// <summary>What somebody to be forgotten holds here ends; what was decided and counted stays.</summary>
    public void Forget(PersonId person, Entry entry)
    {
        if (Roll[person].IsMember) EndMembership(person, entry.Clause, null);
        EndObserving(person, entry.Clause);
        EndFollowing(person, entry.Clause);
        if (Door.Invited.TryGet(person, out var invitation)) CloseInvitation(invitation);
        if (Door.Requests.Has(person)) Door = Door with { Requests = Door.Requests.Without(person) };
        Roll.Companions.Remove(person);
        var founding = Life.Founding;
        if (Life.Status != Status.Proposed || !founding.Founders.Contains(person)) return;
        Refound(founding with
        {
            Consented = founding.Consented.Where(p => p != person).ToValueList(),
            Declined = founding.Declined.Where(p => p != person).Append(person).ToValueList(),
        });
    }

    /// <summary>What a second key of one person held passes to the first, unless the first holds it too.</summary>
    public void MergeKeys(OnePerson one, Entry entry)
    {
        var (kept, dropped) = one;
        var (mine, theirs) = (Roll[kept], Roll[dropped]);
        foreach (var (office, history) in Offices.Entries.ToArray())
        {
            if (!history.IsHeldBy(dropped)) continue;
            var passed = history.Holders.Where(t => t.Holder != dropped || !history.IsHeldBy(kept))
                .Select(t => t.Holder == dropped ? t with { Holder = kept } : t).ToValueList();
            Offices.Set(office, history with { Holders = passed });
            Agenda.Set(new TermDue(office, dropped), null);
            foreach (var tenure in passed.Where(t => t.Holder == kept)) Agenda.Set(new TermDue(office, kept), tenure.Until);
        }

        foreach (var (giver, given) in Docket.Proxies.Entries.ToArray())
            if (given.Any(proxy => proxy.Holder == dropped))
                Docket.Proxies.Set(giver, given.Select(proxy => proxy.Holder == dropped ? proxy with { Holder = kept } : proxy).Where(proxy => proxy.Holder != giver).ToValueList());
        foreach (var decision in Docket.AllOpen.ToArray()) Docket[decision.Id] = Merged(decision, one);
        if (Roll.Bars.Find(dropped) is { } bar)
        {
            EndBar(dropped, entry.Clause);
            BeginBar(kept, bar.Until, bar.Why!, entry);
        }

        var (leave, proxies) = (Roll.Leaves.Find(dropped), Docket.Proxies.Find(dropped)?.Where(proxy => proxy.Holder != kept).ToValueList());
        if (theirs.IsMember)
        {
            EndMembership(dropped, entry.Clause, null);
            if (!mine.IsMember)
            {
                BeginMembership(kept, theirs.How, theirs.CharterAccepted);
                Roll.Change(kept, theirs, static (s, other) => s with { Since = other.Since, Participation = other.Participation });
                Mark(kept, Marks.Unclaimed, theirs.IsUnclaimed);
                if (proxies is { Count: > 0 }) Docket.Proxies.Set(kept, proxies);
                if (leave is not null)
                {
                    Roll.Leaves.Set(kept, leave with { Holder = kept });
                    Mark(kept, Marks.OnLeave, true);
                    Agenda.Set(new LeaveDue(kept), leave.Until);
                }
            }
        }

        MergeFounders(one);
        EndObserving(dropped, entry.Clause);
        EndFollowing(dropped, entry.Clause);
        Roll.Change(kept, (kept, other: Roll[dropped]), static (s, by) => s with
        {
            Affiliations = s.Affiliations.Concat(by.other.Affiliations).Distinct().ToValueList(),
            Past = s.Past.Concat(by.other.Past.Select(t => t with { Holder = by.kept })).OrderBy(t => t.EndedAt).ToValueList(),
        });
        Roll.Change(dropped, 0, static (_, _) => Standing.None);
        MergeDoor(one);
        MergePetitions(one);
    }

    /// <summary>Two founders who are one person are asked once.</summary>
    private void MergeFounders(OnePerson one)
    {
        var founding = Life.Founding;
        if (Life.Status != Status.Proposed || !founding.Founders.Contains(one.Dropped)) return;
        var consented = one.Of(founding.Consented);
        Refound(founding with
        {
            Founders = one.Of(founding.Founders),
            Consented = consented,
            Declined = one.Of(founding.Declined).Where(p => !consented.Contains(p)).ToValueList(),
        });
    }

    /// <summary>One person holds one invitation, which is not their own, and has asked once: a refusal that still runs stands, and a member waits for nothing.</summary>
    private void MergeDoor(OnePerson one)
    {
        var (kept, dropped) = one;
        foreach (var made in Door.Invitations.Select(i => i.Value).Where(i => i.By == dropped).ToArray())
            Door = Door with { Invitations = Door.Invitations.With(made.Id, made with { By = kept }) };
        if (Door.Invited.TryGet(kept, out var own) && Door.Invitations.Find(own)!.By == kept) CloseInvitation(own);
        if (Door.Invited.TryGet(dropped, out var id) && Door.Invitations.Find(id) is { } invitation)
        {
            if (Roll[kept].IsMember || Door.Invited.Has(kept) || invitation.By == kept) CloseInvitation(id);
            else
                Door = Door with
                {
                    Invitations = Door.Invitations.With(id, invitation with { Person = kept }),
                    Invited = Door.Invited.Without(dropped).With(kept, id),
                };
        }

        if (Door.Requests.Find(dropped) is not { } request) return;
        Door = Door with { Requests = Door.Requests.Without(dropped) };
        if (Roll[kept].IsMember || (Door.Requests.Find(kept) is { } asked && !(WaitsUntil(request) > WaitsUntil(asked)))) return;
        Door = Door with { Requests = Door.Requests.With(kept, request with { Person = kept }) };
        Instant WaitsUntil(JoinRequest declined) => declined.AskAgainFrom is { } from && from > LastAt ? from : LastAt;
    }

    /// <summary>Two signatures of one person are one; the same number may be enough of fewer members.</summary>
    private void MergePetitions(OnePerson one)
    {
        foreach (var (id, petition) in Docket.Petitions.Entries.ToArray())
        {
            Docket.Petitions.Set(id, petition with { Proposal = petition.Proposal.Merged(one), By = one.Of(petition.By), Signatures = one.Of(petition.Signatures) });
            PetitionDue.Check(this, id);
        }
    }

    private void Refound(FoundingRound founding)
    {
        Life = Life with { Founding = founding };
        FoundingDue.Check(this);
    }

    private static Decision Merged(Decision decision, OnePerson one)
    {
        var (kept, dropped) = one;
        var objections = decision.Objections.Select(o => o with { By = one.Of(o.By) }).ToList();
        var objects = objections.Any(o => o.By == kept && o.Stands);
        var aside = objections.FindIndex(o => o.By == kept && o.State == ObjectionState.StoodAside);
        var poll = new Poll(decision.Ballots.Edit(), decision.Rule) { For = decision.For, Against = decision.Against };
        var ballot = poll.Ballots.Find(dropped);
        poll.Take(dropped);
        if (decision.Electorate?.Contains(kept) == true)
        {
            if (ballot is not null && !poll.Ballots.Has(kept)) poll.Cast(kept, ballot);
            if (objects && decision.Rule.ObjectionBallot is { } against) poll.Cast(kept, against);
        }

        var bothStand = decision.Candidates.Contains(kept) && decision.Candidates.Contains(dropped);
        return decision with
        {
            Proposal = decision.Proposal.Merged(one),
            By = one.Of(decision.By),
            Ballots = poll.Ballots.Freeze(),
            For = poll.For,
            Against = poll.Against,
            Recused = decision.Recused.TryGet(dropped, out var interest) && !decision.Recused.Has(kept) ? decision.Recused.With(kept, interest) : decision.Recused,
            Objections = objections.Where((o, i) => o.By != kept || o.State != ObjectionState.StoodAside || (!objects && i == aside)).ToValueList(),
            Advisers = one.Of(decision.Advisers),
            Advice = decision.Advice.Select(a => a with { From = one.Of(a.From) }).ToValueList(),
            Conclusion = decision.Conclusion is { } concluded ? concluded with { By = one.Of(concluded.By) } : null,

            // Once voting is open a ballot names candidates by their places, so both stay.
            CastingVoice = bothStand ? decision.CastingVoice : one.Of(decision.CastingVoice),
            Candidates = bothStand && decision.Phase != DecisionPhase.Notice ? decision.Candidates : one.Of(decision.Candidates),
        };
    }
}
