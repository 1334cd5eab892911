using CommunitiesOfPractice.Rules;

namespace SouthLondon;

/// <summary>People from many organisations and professions become members, each by an act of their own.</summary>
public static class JoiningChapter
{
    public static void Tell(Story story)
    {
        story.On(2015, 1, 12);
        story.Telling.Chapter(story.Words["joining.title"], story.Now);
        foreach (var planned in story.Place.Communities)
        {
            foreach (var person in story.People.In(FoundingChapter.RolesFor(planned.Id)))
                if (!story[planned.Id].IsMember(person.Key)) ComeIn(story, planned.Id, person);
            Settle(story, planned.Id);
        }

        var partner = story.People.In("Lived-experience partner").First(p => story[FoundingChapter.Maternity].IsMember(p.Key));
        story.Do(FoundingChapter.Maternity, new DeclareParticipation(partner.Key, Participation.Core));
        story.Telling.Good(story.Words["joining.partner", story.Named(partner.Key)]);
        var watcher = story.People.In("Librarian or knowledge specialist").Last().Key;
        story.Do(FoundingChapter.Delirium, new Observe(watcher));
        story.Do(FoundingChapter.Sepsis, new Follow(watcher));
        story.Telling.Say(story.Words["joining.watcher", story.Named(watcher)]);
        Show(story);
    }

    /// <summary>The way in differs with the charter: join, ask and be approved, or be invited and accept.</summary>
    private static void ComeIn(Story story, CommunityId community, Someone person)
    {
        var evidence = story.People.Directory.EvidenceFor(person.Key, story.Now);
        var join = new Join(person.Key, evidence);
        if (story[community].Ask(join, story.Now).Allowed)
        {
            story.Do(community, join);
            return;
        }

        if (story[community].Charter.Joining is JoiningByInvitation)
        {
            story.Do(community, new Invite(story[community].Members.First(), person.Key));
            story.Do(
                community, new Accept(person.Key, story[community].Invitations.Single(i => i.Person == person.Key).Id, evidence));
            return;
        }

        story.Do(
            community,
                new RequestToJoin(person.Key, [FreeText.Of($"I work as {person.Role} and want to learn how others do it.")]));
    }

    /// <summary>
    /// A request waits for the person that the charter names. That may be the convener, and there may be none yet. Then a
    /// member who offers fills the vacancy, unless a member objects. A community never waits for an appointment from outside.
    /// </summary>
    private static void Settle(Story story, CommunityId community)
    {
        if (!story[community].Requests.Any()) return;
        var approver = story[community].Members.First();
        if (story[community].Charter[Matter.Admit] is HolderOf { Office: var office })
        {
            story.Do(community, new OfferToServe(approver, office));
            story.AfterDays(8);
            story.Settle(community);
        }

        foreach (var request in story[community].Requests.ToArray())
            story.Do(community, new ApproveRequest(approver, request.Person));
        foreach (var person in story[community].Members.ToArray())
            story.Do(
                community, new ReportMover(person, story.People.Directory.GroupsOf(person, story.Now), People.DirectoryName));
    }

    private static void Show(Story story) => story.Telling.Table(
        story.Words["joining.table"],
        [
            story.Words["joining.community"], story.Words["joining.charter"], story.Words["joining.how"],
            story.Words["joining.members"], story.Words["joining.organisations"], story.Words["joining.professions"],
        ],
        story.Communities.Select(c => new[]
        {
            c.Name,
            c.Charter.Name,
            c.Charter.Joining switch
            {
                OpenJoining => story.Words["joining.open"],
                JoiningOnRequest => story.Words["joining.request"],
                JoiningByInvitation => story.Words["joining.invitation"],
                _ => story.Words["joining.professional"],
            },
            story.Words.Number(c.MemberCount),
            Different(story, c, p => p.Organisation?.Code),
            Different(story, c, p => p.Role),
        }));

    private static string Different(Story story, Community community, Func<Someone, string?> by) =>
        story.Words.Number(community.Members.Select(m => by(story.People[m])).Where(x => x is not null).Distinct().Count());
}
