using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using FsCheck.Xunit;

namespace CommunitiesOfPractice.Tests.Laws;

[Properties(Arbitrary = [typeof(Values)])]
public class ValueTests
{
    [Property]
    public bool A_share_is_reached_by_itself_and_not_exceeded_by_itself(Ratio share) =>
        share.IsReachedBy(share.Numerator, share.Denominator) && !share.IsExceededBy(share.Numerator, share.Denominator);

    [Property]
    public bool An_empty_electorate_meets_no_threshold_and_no_quorum(Threshold threshold, Quorum quorum) =>
        !threshold.IsMet(new VoiceCount(0, 0, 0, 0)) && !quorum.IsReached(new Turnout(new VoiceCount(0, 0, 0, 0), _ => []));

    [Property]
    public bool A_ballot_in_an_event_is_read_as_it_was_written(PersonId person, Ballot ballot)
    {
        var entry =
            new Entry(
                StreamId.Of(CommunityId.Of("maternity")), 1, Instant.FromUtc(2015, 5, 14, 9, 0), person, Clauses.Voting, null,
            new BallotCast(new DecisionId(1), person, ballot));
        return RecordJson.Read(RecordJson.ToText(entry)) == entry;
    }

    [Property]
    public bool Words_and_groups_are_read_as_they_were_written(
        PersonId person, FreeText words, DirectoryGroup group, OfficeId office)
    {
        Act[] acts = [new Leave(person, words), new DeclareAffiliations(person, [group]), new StepDown(person, office, words)];
        return acts.All(act => ActJson.Read(ActJson.ToText(act)) == act);
    }
}
