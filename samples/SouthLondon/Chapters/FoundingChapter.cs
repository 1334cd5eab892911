using CommunitiesOfPractice.Rules;

namespace SouthLondon;

/// <summary>
/// The design group frames each domain with its first members; six communities are founded under different charters.
/// </summary>
public static class FoundingChapter
{
    public static readonly CommunityId Medication = CommunityId.Of("cop-medication");
    public static readonly CommunityId Deterioration = CommunityId.Of("cop-deterioration");
    public static readonly CommunityId Maternity = CommunityId.Of("cop-maternity");
    public static readonly CommunityId Sepsis = CommunityId.Of("cop-sepsis");
    public static readonly CommunityId Candour = CommunityId.Of("cop-candour");
    public static readonly CommunityId Delirium = CommunityId.Of("cop-delirium");

    public static void Tell(Story story)
    {
        story.Telling.Chapter(story.Words["founding.title"], story.Now);
        story.Telling.Say(story.Words["founding.how"]);
        foreach (var planned in story.Place.Communities) Found(story, planned);

        // Nobody answers for somebody else, and silence is not consent: a seventh proposal lapses.
        var quiet = CommunityId.Of("cop-handover");
        var (proposer, asked) = (story.People.All[40].Key, story.People.All[41].Key);
        story.Do(
            quiet, new ProposeCommunity(
                proposer, "Handover", Domain.Of("What is lost between shifts"), Charters.Informal(), [proposer, asked], 2,
                    story.Now + Duration.FromDays(14)));
        story.AfterDays(15);
        story.Settle(quiet);
        story.Telling.Say(story.Words["founding.lapsed", story.Words.Of(story[quiet].Status)]);
    }

    /// <summary>Who brings a community together, by the roles its domain concerns.</summary>
    public static string[] RolesFor(CommunityId community) => community.Value switch
    {
        "cop-medication" =>
            ["Medication safety officer", "Pharmacist", "Resident doctor", "Patient safety specialist", "Care home manager"],
        "cop-deterioration" => ["Critical care outreach nurse", "Resident doctor", "Paramedic", "Improvement adviser"],
        "cop-maternity" =>
            ["Consultant obstetrician", "Midwife", "Obstetric anaesthetist", "Labour ward lead", "Lived-experience partner",
                "Educationalist", "Improvement adviser"],
        "cop-sepsis" => ["Resident doctor", "Paramedic", "Critical care outreach nurse", "Care home manager", "Carer"],
        "cop-candour" =>
            ["Patient safety specialist", "Lived-experience partner", "Consultant obstetrician",
                "Librarian or knowledge specialist"],
        _ => ["Carer", "Pharmacist", "Care home manager"],
    };

    private static void Found(Story story, PlannedCommunity planned)
    {
        story.AfterDays(4);
        var founders = RolesFor(planned.Id).Take(4).Select(role => story.People.In(role).First().Key).ToArray();
        story.Do(planned.Id, new ProposeCommunity(
            founders[0], planned.Name,
            Domain.Of(planned.SharedConcern) with { InScope = [FreeText.Of(planned.Domain)] },
            CharterFor(story, planned.Id), ValueList.Of(founders), 3,
            story.Now + Duration.FromDays(21)) { Sponsor = planned.HostedBy });
        foreach (var founder in founders.Skip(1)) story.Do(planned.Id, new ConsentToFound(founder));
        var community = story[planned.Id];
        story.Telling.Good(story.Words[
            "founding.founded", community.MemberCount, planned.Name, community.Charter.Name, story.Words.Of(community.Stage)]);
    }

    /// <summary>A ready charter each, edited where the community wants something else.</summary>
    private static Charter CharterFor(Story story, CommunityId community) => community.Value switch
    {
        "cop-medication" => Charters.Elected(),
        "cop-deterioration" => Charters.Informal(),
        "cop-maternity" => Charters.FederatedCircle(
            People.Profession("Consultant obstetrician"), People.Profession("Midwife"),
                People.Profession("Obstetric anaesthetist"), People.Profession("Labour ward lead")),
        "cop-sepsis" => Charters.ByConsent() with { Joining = new OpenJoining() },
        "cop-candour" => Charters.ByConsent() with
        {
            Name = story.Words["founding.charter.invitation"], Joining = new JoiningByInvitation(),
        },
        _ => Charters.Informal() with { Name = story.Words["founding.charter.watching"], ObserversRead = true },
    };
}
