using CommunitiesOfPractice.Rules;
using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>Asks to join, with answers to what the charter asks.</summary>
public class AskModel(Visit visit) : CommunityPage(visit)
{
    public IReadOnlyList<string> Questions => QuestionsOf(Community.Charter.Joining);

    public async Task<IActionResult> OnPostAsync()
    {
        var answers = Questions.Select((_, i) => Sent.Text("answer" + i, "Answer the question")).ToValueList();
        return ModelState.IsValid
            ? await Do(On, new RequestToJoin(Visit.Me!.Value, answers), "You have asked to join.", Home)
            : Faulty();
    }

    private static IReadOnlyList<string> QuestionsOf(JoiningRule rule) => rule switch
    {
        JoiningOnRequest asks => asks.Questions,
        JoiningOnBelonging belonging => QuestionsOf(belonging.Others),
        _ => [],
    };
}
