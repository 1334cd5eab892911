namespace CommunitiesOfPractice;

public sealed partial record Gathering
{
    /// <summary>
    /// What somebody may do on this gathering now, and why not the rest (law 11), in a stable order: what anybody does who may
    /// come, and what its communities and who looks after it do. Empty where nobody has called it. Each option says what it asks
    /// (<see cref="Option.Asks"/>).
    /// </summary>
    /// <param name="invitation">By what they may come.</param>
    /// <param name="homes">What they are to the communities that call it or are asked to: in what capacity, and what the record
    /// says.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public IReadOnlyList<Option> OptionsFor(
        InvitationEvidence invitation, IEnumerable<(Capacity By, CallingEvidence Home)> homes, Instant at)
    {
        Guard.Against.OutsideYears(at);
        return [.. ActsFor(Guard.Against.Null(invitation), [.. Guard.Against.Null(homes)])
            .Select(act => new Option(act, Ask(act, at)))];
    }

    private IEnumerable<GatheringAct> ActsFor(InvitationEvidence invitation, (Capacity By, CallingEvidence Home)[] homes)
    {
        if (Call is not { } call || Time is not { } time) yield break;
        var (by, words) = (invitation.Person, Unsaid.Words);
        yield return new SayYes(by, invitation);
        yield return new SayNo(by);
        yield return new SayCame(by, invitation, true);
        yield return new SayCame(by, invitation, false);
        yield return new OfferToDo(by, words, Unsaid.Date);
        foreach (var offer in Offers.Where(offer => offer.By == by)) yield return new TakeBackOfferToDo(by, offer.Number);
        yield return new SayNothingToWrite(by);
        foreach (var (party, home) in homes.Where(one => PartyOf(one.Home.Community) is not null))
        {
            yield return new AgreeToGathering(party, home);
            yield return new WithdrawFromGathering(party, home);
        }

        foreach (var home in homes.Select(one => one.Home).Where(home => CalledBy.Contains(home.Community))
            .OrderByDescending(home => home.MayLookAfter).Take(1))
        {
            yield return new TakeOnGathering(by, home);
            yield return new MoveGathering(by, home, Unsaid.Time, new(Unsaid.Time, true, time.Start, [], time.Source));
            yield return new ChangeCapacity(by, home, Unsaid.Number);
            yield return new ReviseGathering(by, home, words, call.Form, call.Place, call.Online);
            yield return new InviteGuest(by, home, Unsaid.Person);
            yield return new SayWhoCame(by, home, Unsaid.People);
            yield return new CancelGathering(by, home, words);
        }
    }
}
