namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// What nothing keeps anybody from (laws 2 and 8): leaving, saying no, and taking back what one gave. Where something has fallen
/// due in a stream and cannot be recorded, these go on, dated before it, and everything else waits. A proposal that is taken
/// back, and an objection that is satisfied, settle a decision whose time may be over: they wait.
/// </summary>
internal static class Narrowing
{
    public static bool Is(Act act) => act is
        Leave or TakeLeave or StepDown or StandDown or Unfollow or StopObserving or DeclineInvitation or DeclineToFound
        or WithdrawRequest or WithdrawSignature or WithdrawSecond or RevokeInvitation or RevokeProxy
        or SayNo or TakeBackOfferToDo
        or WithdrawQuestion or WithdrawAnswer or TakeBackWeHaveItToo or StopCarrying;
}
