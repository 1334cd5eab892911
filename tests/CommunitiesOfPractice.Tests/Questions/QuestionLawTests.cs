using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;
using static CommunitiesOfPractice.Tests.Questions.Askers;

namespace CommunitiesOfPractice.Tests.Questions;

/// <summary>
/// The laws of questions, over stories that anybody tells: people who may read one and who may not, who asked or answered it and
/// who did not, in any order.
/// </summary>
public sealed class QuestionLawTests
{
    [Fact]
    public void No_story_breaks_a_law() => Prop.ForAll(
        QuestionStories.Arbitrary(60), story => Testing.Laws.Check(story) is { } broken
            ? throw new ScenarioException($"{broken}\n{story}")
            : true).Check(LawTests.Config(400));

    [Fact]
    public void A_story_replays_to_where_it_ended() => Prop.ForAll(QuestionStories.Arbitrary(60), story =>
    {
        var moments = story.Run().ToArray();
        var lines = story.Beginning().Events.Concat(moments.SelectMany(moment => moment.Done.Events));
        Assert.Equal(moments.Length == 0 ? story.Beginning().After : moments[^1].After, Question.Replay(lines));
    }).Check(LawTests.Config(200));

    [Fact]
    public void Stories_come_to_every_act_and_to_every_rule()
    {
        var (done, seen) = (new HashSet<Type>(), new HashSet<Clause>());
        foreach (var moment in QuestionStories.Arbitrary(60).Generator.Sample(400, new Rnd(20150514, 1999), 50)
            .SelectMany(story => story.Run()))
        {
            seen.Add(moment.Done.Clause);
            if (moment.Done.Allowed) done.Add(moment.Act.GetType());
        }

        // A question is asked once, where a story begins.
        Assert.Equal(
            [nameof(AskQuestion)],
            typeof(Act).Assembly.GetTypes()
                .Where(type => typeof(IActOn<Question>).IsAssignableFrom(type) && type is { IsClass: true, IsAbstract: false })
                .Except(done).Select(type => type.Name).Order());
        Assert.Empty(
            Clauses.All.Where(clause => clause.Id.StartsWith("question.", StringComparison.Ordinal)).Except(seen)
                .Except([Clauses.QuestionNotAsked, Clauses.WhoMayAsk, Clauses.AskingQuestion, Clauses.NobodyAtQuestion])
                .Select(clause => clause.Id));
    }

    /// <summary>What somebody is offered is answered as asking answers, and every option that is allowed can be done.</summary>
    [Fact]
    public void What_is_offered_is_what_may_be_done()
    {
        var tried = new HashSet<Type>();
        foreach (var moment in QuestionStories.Arbitrary(40).Generator.Sample(60, new Rnd(20150514, 1999), 50)
            .SelectMany(story => story.Run().Take(20)))
        {
            var (question, at) = (moment.After, Instant.Max(moment.At, moment.After.LastAt));
            foreach (var person in new[] { question.Asker!.Person, Ben, Chloe })
            {
                var options = question.OptionsFor(
                    Reading(person), Home(person, stewards: person == Chloe),
                    [Carrying(person), Carrying(person, link: LinkId.Of("l-2"))],
                    at);
                Assert.Equal(options.Count, options.Select(option => option.Key).Distinct().Count());
                foreach (var option in options)
                {
                    Assert.Equal(question.Ask((IActOn<Question>)option.Act, at), option.Answer);
                    var done = question.Do((IActOn<Question>)option.WithWords("Tea"), at);
                    if (!option.Answer.Allowed) continue;
                    tried.Add(option.Act.GetType());
                    Assert.Equal(option.Answer, done.Answer);
                }
            }
        }

        // What points elsewhere names another stream, and what the host does is no option.
        Assert.Equal(
            [nameof(AskQuestion), nameof(PointQuestionToNote), nameof(PointToQuestion)],
            typeof(Act).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(QuestionAct)) && !type.IsAbstract).Except(tried)
                .Select(type => type.Name).Order());
    }
}
