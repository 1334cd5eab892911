namespace CommunitiesOfPractice;

/// <summary>An invitation expires.</summary>
internal sealed record InvitationDue(InvitationId Invitation) : CommunityDue
{
    public override int Rank => 10;

    public override string Of => DueOrder.Of(Invitation.Number);

    internal override Ruling Fall(Sitting sitting) =>
        sitting.Allow(
            Clauses.InvitationExpired, new Witness(WitnessKind.Invitation, Invitation.ToString()),
                new InvitationEnded(Invitation));
}
