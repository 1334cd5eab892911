namespace CommunitiesOfPractice;

internal sealed partial class Draft
{
    /// <summary>
    /// Two keys are one person, for good (law 13). All that the second key had passes to the first, except what the first had
    /// already. What is closed stays as it was recorded.
    /// </summary>
    public void MergeKeys(OnePerson one, Entry entry)
    {
        SecondKeys = SecondKeys.With(one);
        MergeOffices(one);
        MergeStandings(one, entry);
        foreach (var office in Offices.Entries.Where(o => o.Value.IsHeldBy(one.Kept)).Select(o => o.Key).ToArray())
            Attend(office);
        MergeCompanions(one);
        MergeProxies(one);
        MergeFounders(one);
        MergeAdmissions(one);
        foreach (var decision in Docket.AllOpen.ToArray())
        {
            Docket[decision.Id] = Merged(decision, one);
            if (decision.Phase == DecisionPhase.Open) Certainty.Check(this, decision.Id);
        }

        MergePetitions(one);
    }

    /// <summary>
    /// Seats pass, and so do terms that are over. Of two seats in one office, one stays. An absence goes on since it began.
    /// </summary>
    private void MergeOffices(OnePerson one)
    {
        var (kept, dropped) = one;
        foreach (var (office, history) in Offices.Entries.ToArray())
        {
            if (!history.Holders.Concat(history.Past).Concat(history.StandingIn).Concat(history.StoodIn)
                .Any(t => t.Holder == dropped)) continue;
            var holders = history.Holders.Where(t => t.Holder != dropped || !history.IsHeldBy(kept)).Select(Passed).ToValueList();
            Offices.Set(office, history with
            {
                Holders = holders,
                Past = history.Past.Select(Passed).ToValueList(),
                StandingIn =
                    history.StandingIn.Where(t => t.Holder != dropped || history.StandingIn.All(other => other.Holder != kept))
                        .Select(Passed).ToValueList(),
                StoodIn = history.StoodIn.Select(Passed).ToValueList(),
            });
            Agenda.Set(new TermDue(office, dropped), null);
            var absence = new[] { kept, dropped }.Max(holder => Agenda.When(new AbsenceDue(office, holder)));
            Agenda.Set(new AbsenceDue(office, dropped), null);
            Agenda.Set(new AbsenceDue(office, kept), absence);
            foreach (var tenure in holders.Where(t => t.Holder == kept)) Agenda.Set(new TermDue(office, kept), tenure.Until);
        }

        Tenure Passed(Tenure tenure) => tenure.Holder == dropped ? tenure with { Holder = kept } : tenure;
    }

    /// <summary>Membership, leave, a bar, observing and following, with what they were before.</summary>
    private void MergeStandings(OnePerson one, Entry entry)
    {
        var (kept, dropped) = one;
        var (mine, theirs) = (Roll[kept], Roll[dropped]);
        Roll.Change(dropped, 0, static (_, _) => Standing.None);
        Roll.Change(kept, theirs.HeldBy(kept), static (s, other) => s.And(other));
        if (Roll.PastAffiliations.Find(dropped) is { } past)
        {
            Roll.PastAffiliations.Remove(dropped);
            Roll.PastAffiliations.Set(kept, (Roll.PastAffiliations.Find(kept) ?? []).Concat(past).ToValueList());
        }

        if (Roll.Leaves.Find(dropped) is { } leave)
        {
            Roll.Leaves.Remove(dropped);
            Agenda.Set(new LeaveDue(dropped), null);
            if (!mine.IsMember)
            {
                Roll.Leaves.Set(kept, leave with { Holder = kept });
                Agenda.Set(new LeaveDue(kept), leave.Until);
            }
        }

        if (Roll.Bars.Find(dropped) is { } bar)
        {
            Roll.Bars.Remove(dropped);
            Agenda.Set(new BarDue(dropped), null);
            BeginBar(bar with { Holder = kept }, entry);
        }

        var comes = !Roll[kept].IsMember;
        Pass(Roll.Followers, comes, null);
        Pass(Roll.Observers, comes && !Roll[kept].IsBarred, person => new ObservingDue(person));
        if (comes) return;
        EndObserving(kept, entry.Clause);
        EndFollowing(kept, entry.Clause);

        void Pass(PersistentMap<PersonId, Tenure>.Builder tenures, bool goesOn, Func<PersonId, Due>? due)
        {
            if (tenures.Find(dropped) is not { } tenure) return;
            tenures.Remove(dropped);
            if (due is not null) Agenda.Set(due(dropped), null);
            if (tenures.Has(kept)) return;
            tenure = tenure with { Holder = kept };
            if (!goesOn)
            {
                Roll.Keep(tenure with { EndedAt = entry.At, Ended = entry.Clause });
                return;
            }

            tenures.Set(kept, tenure);
            if (due is not null) Agenda.Set(due(kept), tenure.Until);
        }
    }

    /// <summary>The person that they accompany, and the person who accompanies them: always somebody else.</summary>
    private void MergeCompanions(OnePerson one)
    {
        foreach (
            var (newcomer, companion) in Roll.Companions.Entries.Where(
                pair => pair.Key == one.Dropped || pair.Value == one.Dropped).ToArray())
        {
            Roll.Companions.Remove(newcomer);
            if (one.Of(newcomer) != one.Of(companion) && !Roll.Companions.Has(one.Of(newcomer)))
                Roll.Companions.Set(one.Of(newcomer), one.Of(companion));
        }
    }

    /// <summary>Proxies that they hold, and that they gave: in one matter the first key's, and none to themselves.</summary>
    private void MergeProxies(OnePerson one)
    {
        var (kept, dropped) = one;
        var given = (Docket.Proxies.Find(kept) ?? []).Concat(Docket.Proxies.Find(dropped) ?? []).GroupBy(proxy => proxy.For)
            .Select(matter => matter.First());
        if (Docket.Proxies.Remove(dropped)) Docket.Proxies.Set(kept, given.ToValueList());
        foreach (var (giver, proxies) in Docket.Proxies.Entries.ToArray())
        {
            if (giver != kept && !proxies.Any(proxy => proxy.Holder == dropped)) continue;
            var held = proxies.Select(proxy => proxy with { Holder = one.Of(proxy.Holder) }).Where(proxy => proxy.Holder != giver)
                .ToValueList();
            if (held.Count > 0) Docket.Proxies.Set(giver, held);
            else Docket.Proxies.Remove(giver);
        }
    }

    /// <summary>Two founders who are one person are asked once.</summary>
    private void MergeFounders(OnePerson one)
    {
        var founding = Life.Founding;
        if (!founding.Founders.Contains(one.Dropped)) return;
        var consented = one.Of(founding.Consented);
        Refound(founding with
        {
            Founders = one.Of(founding.Founders),
            Consented = consented,
            Declined = one.Of(founding.Declined).Where(p => !consented.Contains(p)).ToValueList(),
        });
    }

    /// <summary>
    /// One person holds one invitation, which is not their own, and has asked once. A refusal that still runs remains, and a
    /// member waits for nothing.
    /// </summary>
    private void MergeAdmissions(OnePerson one)
    {
        var (kept, dropped) = one;
        foreach (var made in Admissions.Invitations.Select(i => i.Value).Where(i => i.By == dropped).ToArray())
            Admissions = Admissions with { Invitations = Admissions.Invitations.With(made.Id, made with { By = kept }) };
        if (Admissions.Invited.TryGet(kept, out var own) && (Roll[kept].IsMember || Admissions.Invitations.Find(own)!.By == kept))
            CloseInvitation(own);
        if (Admissions.Invited.TryGet(dropped, out var id) && Admissions.Invitations.Find(id) is { } invitation)
        {
            if (Roll[kept].IsMember || Admissions.Invited.Has(kept) || invitation.By == kept) CloseInvitation(id);
            else
                Admissions = Admissions with
                {
                    Invitations = Admissions.Invitations.With(id, invitation with { Person = kept }),
                    Invited = Admissions.Invited.Without(dropped).With(kept, id),
                };
        }

        var (mine, theirs) = (Admissions.Requests.Find(kept), Admissions.Requests.Find(dropped));
        var waiting = mine is null || WaitsUntil(theirs) > WaitsUntil(mine) ? theirs : mine;
        Admissions = Admissions with { Requests = Admissions.Requests.Without(dropped).Without(kept) };
        if (waiting is not null && !Roll[kept].IsMember)
            Admissions = Admissions with { Requests = Admissions.Requests.With(kept, waiting with { Person = kept }) };
        Instant WaitsUntil(JoinRequest? declined) => declined?.AskAgainFrom is { } from && from > LastAt ? from : LastAt;
    }

    /// <summary>Two signatures of one person are one. The same number may be enough where there are fewer members.</summary>
    private void MergePetitions(OnePerson one)
    {
        foreach (var (id, petition) in Docket.Petitions.Entries.ToArray())
        {
            Docket.Petitions.Set(
                id, petition with {
                    Proposal = petition.Proposal.Merged(one), By = one.Of(petition.By),
                        Signatures = one.Of(petition.Signatures) });
            PetitionDue.Check(this, id);
        }
    }

    private static Decision Merged(Decision decision, OnePerson one)
    {
        var bothStand = decision.Candidates.Contains(one.Kept) && decision.Candidates.Contains(one.Dropped);
        var merged = decision with
        {
            Proposal = decision.Proposal.Merged(one),
            By = one.Of(decision.By),
            Advisers = one.Of(decision.Advisers),
            Advice = decision.Advice.Select(a => a with { From = one.Of(a.From) }).ToValueList(),
            Conclusion = decision.Conclusion is { } concluded ? concluded with { By = one.Of(concluded.By) } : null,

            // Once voting is open a ballot names candidates by their places, so both stay: two options of one person.
            CastingVoice = bothStand && decision.Phase != DecisionPhase.Notice
                ? decision.CastingVoice
                : one.Of(decision.CastingVoice),
            Candidates = bothStand && decision.Phase != DecisionPhase.Notice ? decision.Candidates : one.Of(decision.Candidates),
        };

        // What lies in a sealed box was counted in when voting closed, and stays.
        return decision.Phase == DecisionPhase.Sealed ? merged : WithOnePlace(merged, one);
    }

    /// <summary>
    /// One place and one ballot: the first key's, where it has one, else the second's. A person who objects under either key no
    /// longer votes for it. A person that it concerns under either key has no vote.
    /// </summary>
    private static Decision WithOnePlace(Decision decision, OnePerson one)
    {
        var (kept, dropped) = one;
        var objections =
            decision.Objections.Select(
                o => o with { By = one.Of(o.By), SecondedBy = one.Of(o.SecondedBy).Where(p => p != one.Of(o.By)).ToValueList() })
                    .ToList();
        var concernsThem = decision.Proposal.Concerns == kept;
        if (concernsThem)
            objections = objections.Where(o => o.By != kept)
                .Select(o => o with { SecondedBy = o.SecondedBy.Where(p => p != kept).ToValueList() }).ToList();
        var objects = objections.Any(o => o.By == kept && o.Stands);
        var aside = objections.FindIndex(o => o.By == kept && o.State == ObjectionState.StoodAside);
        var poll = new Poll(decision.Ballots.Edit(), decision.Rule) { For = decision.For, Against = decision.Against };
        var ballot = poll.Ballots.Find(dropped);
        poll.Take(dropped);
        if (concernsThem) poll.Take(kept);
        else if (ballot is not null && !poll.Ballots.Has(kept)) poll.Cast(kept, ballot);
        if (objects && poll.Ballots.Has(kept) && decision.Rule.ObjectionBallot is { } against) poll.Cast(kept, against);
        return decision with
        {
            Electorate = decision.Electorate?.Merged(one, concernsThem),
            Ballots = poll.Ballots.Freeze(),
            For = poll.For,
            Against = poll.Against,
            Recused = decision.Recused.TryGet(dropped, out var interest)
                ? decision.Recused.Without(dropped).With(kept, decision.Recused.Find(kept) ?? interest)
                : decision.Recused,
            Objections =
                objections.Where((o, i) => o.By != kept || o.State != ObjectionState.StoodAside || (!objects && i == aside))
                    .ToValueList(),
        };
    }
}
