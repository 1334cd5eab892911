using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>One link: its terms, and what somebody at either end may do about it.</summary>
public class LinkModel(Visit visit) : IntranetPage(visit)
{
    public LinkId Id => LinkId.Of((string)RouteData.Values["link"]!);

    public Link Link => Visit.All[Id];

    public IReadOnlyList<Option> Deeds =>
        [.. Visit.Capacities().Where(c => Link.SideOf(c.Capacity.For) is not null).SelectMany(c => For(c.Capacity)).Select(act => new Option(act, Link.Ask(act, Visit.Now)))
            .GroupBy(o => TrustIntranet.Deeds.Key(o.Act)).Select(same => same.OrderByDescending(o => o.Answer.Allowed).First())];

    /// <summary>The first question without an answer, where the reader belongs to the end that was asked.</summary>
    public (int Number, Capacity By)? Unanswered =>
        Link.Questions.ToList().FindIndex(q => q.Answer is null) is >= 0 and var at
        && Visit.Capacities().Select(c => c.Capacity).FirstOrDefault(c => Link.Ask(new AnswerAboutLink(c, at + 1, Option.Placeholder), Visit.Now).Allowed) is { } by ? (at + 1, by) : null;

    protected override bool Exists => Key.Fits(RouteData.Values["link"] as string) && Visit.MaySee(Link);

    public Task<IActionResult> OnPostDeedAsync(string? deed, string? words) => Do(StreamId.Of(Id), Deeds, deed, words);

    public async Task<IActionResult> OnPostAnswerAsync(string? reply)
    {
        var words = Text("reply", reply, "Write an answer");
        return ModelState.IsValid && Unanswered is { } question ? await Do(StreamId.Of(Id), new AnswerAboutLink(question.By, question.Number, words), "Answered.") : Faulty();
    }

    private IEnumerable<LinkAct> For(Capacity by) => by is AsStaff ? [] : Link.Status switch
    {
        LinkStatus.Offered when Link.A == by.For => [new WithdrawOffer(by)],
        LinkStatus.Offered => [new AcceptLink(by), new DeclineLink(by), new AskAboutLink(by, Option.Placeholder)],
        LinkStatus.Agreed => [new PauseLink(by), new EndLink(by), new BeginBroking(by), new StopBroking(by.Person!.Value)],
        LinkStatus.Paused => [new ResumeLink(by), new EndLink(by)],
        _ => [],
    };
}
