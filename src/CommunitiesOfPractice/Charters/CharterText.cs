using System.Globalization;

namespace CommunitiesOfPractice;

/// <summary>One sentence of a charter, printed from the object that decides.</summary>
/// <param name="Subject">What it is about: stable, so that two versions can be laid side by side.</param>
/// <param name="Sentence">What it says, in plain English.</param>
public sealed record CharterSentence(string Subject, string Sentence);

/// <summary>What changes between two versions of a charter.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Before">What was said; null where nothing was.</param>
/// <param name="After">What is said now; null where nothing is.</param>
public sealed record CharterChange(string Subject, string? Before, string? After);

public sealed partial record Charter
{
    /// <summary>
    /// What no charter can take away (law 6): printed with every charter, and in no clause that an amendment could change.
    /// </summary>
    public static ValueList<CharterSentence> Entrenched { get; } =
    [
        new("voluntary membership", "Nobody is a member but by an act of their own."),
        new("leaving", "A member may leave at any time, at once, without a reason and without a penalty."),
        new("appeal", "Somebody who was declined, barred or removed may appeal to the members."),
        new("no one alone", "Nobody is removed, suspended, barred or recalled unless two other people vote for it. Nothing amends, closes, merges or splits the community unless two people vote for it, or one where only one has a vote. More must vote for it than against it."),
        new("second call", "When too few take part in a decision to amend this charter, admit or invite somebody, fill an office or hear an appeal, it may be called once more. Then those who take part decide: at least two people, or one where only one has a vote."),
        new("away", "Somebody the host no longer lists is away, and is not counted until they are listed again."),
    ];

    /// <summary>The whole charter in plain English, each sentence from the object that decides; the entrenched sentences first.</summary>
    public ValueList<CharterSentence> Sentences() => Entrenched.Concat(OwnSentences()).ToValueList();

    /// <summary>How this charter differs from an earlier one, sentence by sentence; empty where they say the same.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="before"/> is null.</exception>
    public ValueList<CharterChange> DifferenceFrom(Charter before)
    {
        var (then, now) = (Guard.Against.Null(before).BySubject(), BySubject());
        var subjects = before.OwnSentences().Concat(OwnSentences()).Select(s => s.Subject).Distinct();
        return subjects
            .Select(subject => new CharterChange(subject, Find(then, subject), Find(now, subject)))
            .Where(change => change.Before != change.After)
            .ToValueList();
    }

    private static string? Find(Dictionary<string, string> sentences, string subject) =>
        sentences.TryGetValue(subject, out var sentence) ? sentence : null;

    private Dictionary<string, string> BySubject() => OwnSentences().GroupBy(s => s.Subject).ToDictionary(g => g.Key, g => g.First().Sentence);

    private IEnumerable<CharterSentence> OwnSentences()
    {
        yield return new("joining", Joining.Sentence + ".");
        yield return new("invitations", $"Somebody who is invited may accept within {DecisionRule.In(Joining.ForOthers.InvitationsStand)}.");
        foreach (var clause in Matters.OrderBy(m => m.Matter))
            yield return new("matter: " + clause.Words, clause.Sentence);
        foreach (var named in Rules.OrderBy(r => r.Name, StringComparer.Ordinal))
            yield return new("rule: " + named.Name, $"{Capital(named.Name)}: {named.Rule.Sentence.TrimEnd('.')}.");
        foreach (var office in Offices.OrderBy(o => o.Id)) yield return new("office: " + office.Id, office.Sentence);
        yield return new("appeals", $"Appeals are heard by the members, by {Appeals}, if made within {DecisionRule.In(AppealWithin)}.");
        yield return new("removal", $"Nobody is removed or barred without at least {DecisionRule.In(RemovalNotice)} of notice to reply in.");
        yield return new("petition", $"Signatures of at least {PetitionShare} of the members bring a matter before everyone.");
        yield return new("observers", ObserversWelcome
            ? $"Observers are welcome{(ObserversRead ? ", and read what members read" : "")}; they do not vote."
            : "Observers are not admitted.");
        yield return new("dormancy", $"After {DecisionRule.In(DormantAfter)} without an act by a member, any member may ask whether to revive the community.");
        yield return new("patience", $"When nobody who holds an office could act for {DecisionRule.In(Patience)}, any member may offer to stand in. When nobody is left for as long, the community rests.");
        yield return new("attribution", $"A role or organisation is named only while at least {SmallestGroup.ToString(CultureInfo.InvariantCulture)} members share it.");
        yield return new("sharing", $"A practice note is offered to {(DefaultAudience == Audience.Community ? "the community" : "its contributors")} unless they say otherwise"
            + (EndorsedFirst ? ", and endorsed before it goes further." : "."));
        yield return new("moving", $"After a merger, members of the other community may move here for {DecisionRule.In(MoveWithin)}.");
        if (ReviewBy is { } review)
            yield return new("review", string.Format(CultureInfo.InvariantCulture, "This charter is looked at again by {0:d MMMM uuuu}.", review.InUtc().Date));
    }

    internal static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);

    internal static string In(Matter matter) => matter switch
    {
        Matter.Admit => "approving a request to join",
        Matter.Invite => "inviting somebody",
        Matter.Remove => "removing or barring somebody",
        Matter.Elect => "filling an office",
        Matter.Recall => "recalling somebody from an office",
        Matter.Endorse => "endorsing a practice note",
        Matter.WidenToLinked => "sharing a note with linked communities",
        Matter.WidenToSystem => "sharing a note with everyone the host lists",
        Matter.WidenToPublic => "making a note public",
        Matter.Link => "making, changing or ending a link",
        Matter.Gather => "calling a gathering",
        Matter.Open => "putting a matter before the members",
        Matter.ChangeStage => "declaring the stage of the community",
        Matter.Close => "closing or reviving the community",
        Matter.Merge => "merging or splitting",
        Matter.Amend => "amending this charter",
        Matter.AnythingElse => "anything else",
        _ => throw new ArgumentOutOfRangeException(nameof(matter), matter, "No such matter."),
    };
}
