using static CommunitiesOfPractice.Tests.Practice.NoteScenario;

namespace CommunitiesOfPractice.Tests.Practice;

/// <summary>What somebody may do with a note now, as a host draws its buttons from it.</summary>
public sealed class NoteOptionsTests
{
    private static string[] Open(NoteScenario story, PersonId person) =>
        [.. story.Note.OptionsFor(story.As(person), story.Now).Where(o => o.Answer.Allowed).Select(o => o.Act.GetType().Name)];

    [Fact]
    public void A_member_may_draft_and_a_stranger_may_not()
    {
        Assert.Equal(["DraftNote"], Open(Unknown(), Author));
        Assert.Empty(Open(Unknown(), Stranger));
    }

    [Fact]
    public void Each_sees_what_is_theirs_to_do()
    {
        Assert.Equal(["ReviseNote", "GiveConsent", "OfferNote", "LeaveNote", "WithdrawNote"], Open(Drafted(), Author));
        Assert.Equal(["ReviseNote", "RevokeConsent", "Endorse", "Narrow", "LeaveNote", "WithdrawNote"], Open(Offered(), Author));
        Assert.Equal(["ReviewNote", "Endorse", "RecordFinding"], Open(Offered(), Peer));
        Assert.Empty(Open(Offered(), Stranger));
        Assert.Equal(["RevokeConsent", "LeaveNote"], Open(Withdrawn(), Author));
    }

    [Fact]
    public void What_is_refused_says_why_and_what_would_help()
    {
        var story = Offered();
        var options = story.Note.OptionsFor(story.As(Author), story.Now);
        Assert.All(options, o => Assert.Equal(story.Note.Ask((IActOn<PracticeNote>)o.Act, story.Now), o.Answer));
        var widen = options.First(o => o.Act is Widen { What.Audience: Audience.System });
        Assert.Equal((Clauses.MembersDecide, new Propose(Author, new WidenNote(Id, new(1, Audience.System, null)))),
            (widen.Answer.Clause, widen.Answer.Remedy?.Act));
    }
}
