using CommunitiesOfPractice.Rules;
using Microsoft.AspNetCore.Mvc;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>Asks to join, with answers to what the charter asks.</summary>
/// <param name="visit">The request.</param>
public class AskModel(Visit visit) : CommunityPage(visit)
{
    /// <summary>What the charter asks.</summary>
    public IReadOnlyList<string> Questions => QuestionsOf(Community.Charter.Joining);

    /// <summary>Asks to join.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var answers = Questions.Select((_, i) => Sent.Text("answer" + i, T["ask-page.missing"])).ToValueList();
        return ModelState.IsValid
            ? await Do(On, new RequestToJoin(Visit.Me!.Value, answers), T["ask-page.done"], Home)
            : Faulty();
    }

    private static IReadOnlyList<string> QuestionsOf(JoiningRule rule) => rule switch
    {
        JoiningOnRequest asks => asks.Questions,
        JoiningOnBelonging belonging => QuestionsOf(belonging.Others),
        _ => [],
    };
}
