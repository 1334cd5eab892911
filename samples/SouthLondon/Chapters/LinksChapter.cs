namespace SouthLondon;

/// <summary>
/// Maternity links with two networks and with Sepsis, and Sepsis with Acute deterioration: each end agrees by its own authority.
/// </summary>
public static class LinksChapter
{
    public static readonly LinkId Sims = LinkId.Of("maternity-sims");
    public static readonly LinkId LabourWardLeads = LinkId.Of("maternity-labour-ward-leads");
    public static readonly LinkId Sepsis = LinkId.Of("maternity-sepsis");
    public static readonly LinkId Deterioration = LinkId.Of("sepsis-deterioration");

    public static void Tell(Story story)
    {
        story.On(2015, 7, 6);
        story.Telling.Chapter(story.Words["links.title"], story.Now);
        var (maternity, sepsis, deterioration) =
            (FoundingChapter.Maternity, FoundingChapter.Sepsis, FoundingChapter.Deterioration);
        var terms =
            new LinkTerms(Flow.AToB) {
                Attribution = Attribution.ByRole, Purpose = "What we learn about bleeding after birth reaches your members." };
        var overlap = new LinkTerms(Flow.Both, Onward.OneStep) { Purpose = "Sepsis after birth belongs to both of us." };
        var early = new LinkTerms(Flow.Both) { Purpose = "Spotting it in time is the same work." };

        // Nobody links two communities alone: a convener who tries is told how it is done.
        var alone = story[maternity].Conveners.First();
        story.Refused(
            Sepsis, new OfferLink(story[maternity].AsMember(alone, story.Now)!, Party.Of(sepsis), LinkKind.Overlap, overlap),
            story.Words["links.alone", story.Named(alone)]);

        var offers = Mandated(story, maternity,
            new SettleLink(Sims, new LinkMatter(LinkStep.Offer, Party.Of(People.Sims), LinkKind.Network, terms)),
            new SettleLink(
                LabourWardLeads, new LinkMatter(LinkStep.Offer, Party.Of(People.LabourWardLeads), LinkKind.Network, terms)),
            new SettleLink(Sepsis, new LinkMatter(LinkStep.Offer, Party.Of(sepsis), LinkKind.Overlap, overlap)));
        foreach (
            var (link, network, mandate) in new[] {
                (Sims, People.Sims, offers[0]), (LabourWardLeads, People.LabourWardLeads, offers[1]) })
        {
            story.Do(link, new OfferLink(new ByMandate(mandate), Party.Of(network), LinkKind.Network, terms));
            var speaker = story.People.All.Last(p => People.NetworkOf(p.Role) == network).Key;
            story.Do(link, new AcceptLink(new AsSpokesperson(new Spokesperson(network, speaker, People.DirectoryName))));
        }

        story.Do(Sepsis, new OfferLink(new ByMandate(offers[2]), Party.Of(sepsis), LinkKind.Overlap, overlap));
        var (question, answer) = (story.Words["links.question"], story.Words["links.answer"]);
        story.Do(Sepsis, new AskAboutLink(Member(story, sepsis), question));
        story.Do(Sepsis, new AnswerAboutLink(Member(story, maternity), 1, answer));
        story.Telling.Say(story.Words["links.asked", question]);
        story.Telling.Say(story.Words["links.answered", answer]);

        var answers = Mandated(story, sepsis,
            new SettleLink(Sepsis, new LinkMatter(LinkStep.Accept, Party.Of(maternity), LinkKind.Overlap, overlap)),
            new SettleLink(Deterioration, new LinkMatter(LinkStep.Offer, Party.Of(deterioration), LinkKind.Overlap, early)));
        story.Do(Sepsis, new AcceptLink(new ByMandate(answers[0])));
        story.Do(Deterioration, new OfferLink(new ByMandate(answers[1]), Party.Of(deterioration), LinkKind.Overlap, early));
        var last =
            Mandated(
                story, deterioration,
                    new SettleLink(Deterioration, new LinkMatter(LinkStep.Accept, Party.Of(sepsis), LinkKind.Overlap, early)));
        story.Do(Deterioration, new AcceptLink(new ByMandate(last[0])));
        foreach (
            var (link, end) in new[] {
                (Sepsis, maternity), (Sepsis, sepsis), (Deterioration, sepsis), (Deterioration, deterioration) })
            story.Do(link, new BeginBroking(Member(story, end)));
        story.Telling.Good(story.Words["links.brokers"]);

        story.Telling.Table(
            story.Words["links.table"],
            [
                story.Words["links.between"], story.Words["links.and"], story.Words["links.kind"], story.Words["links.carries"],
                story.Words["links.onward"],
            ],
            story.Links.Select(l => new[]
            {
                story.Named(l.A!), story.Named(l.B!), story.Words.Of(l.Kind), story.Words.Of(l.Terms!.Carries),
                story.Words.Of(l.Terms.Onward),
            }));
    }

    /// <summary>What the members decided, as the mandates that they gave for it, in the order of the proposals.</summary>
    public static IReadOnlyList<Mandate> Mandated(Story story, CommunityId community, params Proposal[] proposals)
    {
        var by = story[community].Charter[Matter.Open] is HolderOf
            ? story[community].Conveners.First()
            : story[community].Members.First();
        var decisions = story.Carry(community, by, proposals, "So that nobody reinvents it.");
        return [.. decisions.Select(id => story[community].Mandates.Single(m => m.Decision == id))];
    }

    /// <summary>A member who may act, for their community.</summary>
    private static AsMember Member(Story story, CommunityId community) =>
        story[community].Members.Reverse().Select(m => story[community].AsMember(m, story.Now)!).First(m => m.Evidence.MayAct);
}
