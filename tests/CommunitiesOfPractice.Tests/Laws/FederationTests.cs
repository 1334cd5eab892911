using CommunitiesOfPractice.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Laws;

/// <summary>Whole stories over several streams keep the laws of sharing: communities, the links between them, notes and adoptions, under one host.</summary>
public sealed class FederationTests
{
    [Theory]
    [InlineData(40, 60)]
    [InlineData(80, 60)]
    public void Whatever_anybody_tries_anywhere_every_law_of_sharing_is_kept(int steps, int cases)
    {
        Prop.ForAll(Federations.Arbitrary(steps), story =>
        {
            if (Testing.Laws.Check(story) is { } broken) throw new InvalidOperationException($"{broken}\n{story}");
        }).Check(LawTests.Config(cases));
    }

    [Fact]
    public void Every_act_on_a_link_a_note_and_an_adoption_is_a_deed()
    {
        var acts = typeof(Act).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && (t.IsSubclassOf(typeof(LinkAct)) || t.IsSubclassOf(typeof(NoteAct)) || t.IsSubclassOf(typeof(AdoptionAct)))).Select(t => t.Name).ToArray();
        Assert.Empty(acts.Except(Enum.GetNames<Deed>()));
        Assert.All(Federations.Charters, charter => Assert.Empty(charter.Check(2)));
    }

    /// <summary>Stories are worth something only if they get somewhere: this keeps the generator honest.</summary>
    [Fact]
    public void Stories_get_somewhere()
    {
        var moments = Federations.Stories(70).Sample(100, new Rnd(20160301, 1999), 50).SelectMany(s => s.Run()).ToList();
        var happened = moments.SelectMany(m => m.Done.Events).GroupBy(e => e.Event.GetType().Name).ToDictionary(g => g.Key, g => g.Count());
        var reached = moments.Where(m => m.On?.Kind == StreamKind.Note && m.Done.Allowed).GroupBy(m => m.After[NoteId.Of(m.On!.Value.Id)].EffectiveAudience(m.At)).ToDictionary(g => g.Key, g => g.Count());
        Assert.InRange(moments.Count(m => m.Done.Allowed), moments.Count / 3, moments.Count);
        foreach (var audience in Enum.GetValues<Audience>()) Assert.InRange(reached.GetValueOrDefault(audience), 25, int.MaxValue);
        Assert.InRange(happened.GetValueOrDefault(nameof(OnwardStepTaken)), 8, int.MaxValue);
        Assert.InRange(happened.GetValueOrDefault(nameof(LinkAgreed)), 80, int.MaxValue);
        Assert.InRange(happened.GetValueOrDefault(nameof(OutcomeReported)), 20, int.MaxValue);
        Assert.Empty(typeof(Event).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && (t.IsSubclassOf(typeof(LinkEvent)) || t.IsSubclassOf(typeof(NoteEvent)) || t.IsSubclassOf(typeof(AdoptionEvent)))).Select(t => t.Name).Except(happened.Keys));
    }
}
