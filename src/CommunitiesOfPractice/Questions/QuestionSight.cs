// Who may see that a question is there, and what an act on it rests on.
namespace CommunitiesOfPractice;

public sealed partial record Question
{
    /// <summary>
    /// Whether somebody may see that this question is there: those who may read it, its asker, those who answered it, and the
    /// members of its community. Somebody who may not is told what they would be told if there were none.
    /// </summary>
    /// <param name="caller">Who.</param>
    /// <exception cref="ArgumentNullException"><paramref name="caller"/> is null.</exception>
    public Answer MaySee(Caller caller)
    {
        Guard.Against.Null(caller);
        return Version > 0
            && (caller.ReadingOf(Id).MayRead || IsBy(caller.Person)
                || Answers.Any(answer => answer.Giver.Person == caller.Person)
                || caller.Landscape[Home].IsMember(caller.Person))
            ? new Answer(true, Clauses.SeeingQuestion, Self)
            : Caller.NotThere(Clauses.SeeingQuestion, Self);
    }
}
