using CommunitiesOfPractice.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;
using static CommunitiesOfPractice.Tests.Sharing.NoteStories;
using static CommunitiesOfPractice.Tests.Sharing.Town;

namespace CommunitiesOfPractice.Tests.Sharing;

/// <summary>
/// An attacker outside, over random communities and notes. They see every note at every time, across links of every terms. They
/// have the list of members with their roles and organisations at every time. They know when each contribution was recorded,
/// which credit is whose contribution, and who every other contributor is. Where nobody has let themself be named, at least the
/// smallest group could be the contributor all the same.
/// </summary>
public sealed class AttributionTests
{
    private const int PeopleCount = 16, Days = 40;
    private static readonly DirectoryGroup[] Roles = [DirectoryGroup.Profession("midwife"), DirectoryGroup.Profession("doctor")];
    private static readonly DirectoryGroup[] Organisations =
        [DirectoryGroup.Organisation("RJZ"), DirectoryGroup.Organisation("RJ1")];
    private static readonly Attribution[] Choices =
        [Attribution.ByRole, Attribution.ByRole, Attribution.ByOrganisation, Attribution.Unattributed, Attribution.Named];
    private static readonly CommunityId Home = CommunityId.Of("maternity");
    private static readonly PracticeContent Content = new("Weigh it", "Weighing", "A ward", PracticeOutcome.Worked, "Scales");

    private static readonly Gen<Story> Stories =
        from facts in Gen.Choose(0, 1_000_000).ArrayOf(PeopleCount)
        from steps in Gen.Choose(0, 1_000_000).ArrayOf(14)
        from smallest in Gen.Choose(2, 5)
        from chathamHouse in Gen.Choose(0, 9)
        select new Story(facts, steps, smallest, chathamHouse == 0);

    private delegate int Counting(Town town, ValueList<DirectoryGroup> groups, Instant since, Instant at);

    internal sealed record Story(int[] Facts, int[] Steps, int Smallest, bool ChathamHouse);

    /// <summary>One thing that was shown of a contribution, and when.</summary>
    private sealed record Sight(Instant At, DirectoryGroup? Group, PersonId? Named, int Others);

    /// <summary>
    /// All that was ever shown of one contributor, of whom the attacker knows the day on which they were recorded.
    /// </summary>
    private sealed record Trail(PersonId Contributor, Instant Since, List<Sight> Sights, List<PersonId> Others);

    private static int Honest(Town town, ValueList<DirectoryGroup> groups, Instant since, Instant at) =>
        town.Sharing(groups, since, at);

    [Fact]
    public void Nobody_outside_singles_out_a_contributor_who_is_not_named()
    {
        var (roles, organisations, both) = (0, 0, 0);
        var stories = Prop.ForAll(Stories.ToArbitrary(), story =>
        {
            foreach (var trail in Told(story, Honest, inside: false))
            {
                var groups = trail.Sights.Select(s => s.Group).OfType<DirectoryGroup>().Distinct().ToArray();
                if (trail.Sights.Any(s => s.Named is not null) || groups.Length == 0) continue;
                var candidates = Candidates(story, trail);
                Assert.True(
                    candidates.Count >= story.Smallest,
                        $"{candidates.Count} could be the contributor shown by {string.Join(" and ", groups)}; the least is "
                            + $"{story.Smallest}.");
                roles += groups.Any(g => g.Kind == GroupKind.Profession) ? 1 : 0;
                organisations += groups.Any(g => g.Kind == GroupKind.Organisation) ? 1 : 0;
                both += groups.Length > 1 ? 1 : 0;
            }
        });
        LawTests.CheckUntilSeen(
            stories, 300, () => [("shown by role", roles, 20), ("by organisation", organisations, 20), ("by both", both, 1)]);
    }

    [Fact]
    public void Nobody_inside_singles_out_a_contributor_who_is_not_named_there_though_they_see_what_is_shown_outside_too() =>
        Prop.ForAll(Stories.ToArbitrary(), story =>
    {
        var outside = Told(story, Honest, inside: false).ToDictionary(t => t.Contributor);
        foreach (var trail in Told(story, Honest, inside: true))
        {
            var all = trail with { Sights = [.. trail.Sights, .. outside[trail.Contributor].Sights] };
            if (all.Sights.Any(s => s.Named is not null) || all.Sights.All(s => s.Group is null)) continue;
            // What is shown outside rests on what was told outside alone; what is shown inside, on both. The last that was shown
            // inside holds for all before it.
            if (trail.Sights.LastOrDefault(s => s.Group is not null) is not { } last) continue;
            var upTo = all with { Sights = [.. all.Sights.Where(s => s.At <= last.At)] };
            Assert.True(Candidates(story, upTo).Count >= story.Smallest);
        }
    }).Check(LawTests.Config(200));

    [Fact]
    public void Whoever_could_be_the_contributor_would_have_been_shown_exactly_so()
    {
        var swapped = 0;
        LawTests.CheckUntilSeen(
            Prop.ForAll(Stories.ToArbitrary(), story => swapped += Swapped(story)), 60, () => [("swapped", swapped, 6)]);
    }

    /// <summary>
    /// Found by the law above: of five who could be the contributor, one contributed to the same note four days later, and let
    /// themself be named.
    /// </summary>
    [Fact]
    public void Whoever_contributes_later_would_have_been_shown_exactly_so_until_then() => Assert.Equal(1, Swapped(new(
        [749619, 64100, 161261, 32843, 287127, 557564, 982934, 560730, 589530, 597014, 695910, 871319, 526299, 143650, 671270,
            260940],
        [45161, 567408, 49983, 111800, 502322, 559274, 955165, 715481, 69606, 875079, 761179, 585812, 493572, 143612],
        Smallest: 5, ChathamHouse: false)));

    [Fact]
    public void Under_the_chatham_house_rule_what_leaves_is_the_same_whoever_contributed_and_however_many() =>
        Prop.ForAll(Stories.ToArbitrary(), story =>
    {
        foreach (var trail in Told(story with { ChathamHouse = true }, Honest, inside: false))
            Assert.All(trail.Sights, s => Assert.True(s is { Group: null, Named: null }));
    }).Check(LawTests.Config(50));

    [Fact]
    public void The_attacker_is_not_harmless_newcomers_as_cover_give_somebody_away() =>
        Assert.True(Caught((town, groups, _, at) => town.Sharing(groups, at, at)));

    [Fact]
    public void The_attacker_is_not_harmless_forgetting_what_was_told_gives_somebody_away() =>
        Assert.True(Caught((town, groups, since, at) => groups.Max(g => town.Sharing([g], since, at))));

    [Fact]
    public void The_attacker_is_not_harmless_counting_the_other_contributors_as_cover_gives_somebody_away() =>
        Assert.True(Caught((town, groups, since, at) => town.Sharing(groups, since, at) + 3));

    /// <summary>
    /// Takes the first contributor who was shown by a group and never named: as many others as there must be could stand in their
    /// place, and whoever sees what was told sees no difference. Of somebody who is a contributor themself from some later time,
    /// that is what was told until the contributor was last shown by a group. Zero where nobody was shown so, else one.
    /// </summary>
    private static int Swapped(Story story)
    {
        var told = Told(story, Honest, inside: false);
        if (told.Find(t => t.Sights.All(s => s.Named is null) && t.Sights.Any(s => s.Group is not null)) is not { } trail)
            return 0;
        var last = trail.Sights.Last(s => s.Group is not null).At;
        var same = Candidates(story, trail).Where(other => other != trail.Contributor).Count(other =>
        {
            var otherwise = Told(story, Honest, inside: false, trail.Contributor, other);
            var until = trail.Others.Contains(other) ? last : Instant.MaxValue;
            return Seen(told, trail.Contributor, until).SequenceEqual(Seen(otherwise, other, until));
        });
        Assert.True(same >= story.Smallest - 1, $"{same} others would have been shown so; the least is {story.Smallest - 1}.");
        return 1;
    }

    /// <summary>What was seen of this contributor until then, and after it what was seen of the others.</summary>
    private static IEnumerable<(bool Theirs, Sight Sight)> Seen(List<Trail> trails, PersonId contributor, Instant until) =>
        from trail in trails.OrderByDescending(t => t.Contributor == contributor)
        from sight in trail.Sights
        where sight.At <= until
        select (trail.Contributor == contributor, sight);

    /// <summary>Whether the attacker has somebody, in some community, where the count is this one.</summary>
    private static bool Caught(Counting counting)
    {
        var caught = false;
        Prop.ForAll(Stories.ToArbitrary(), story =>
        {
            caught |= Told(story, counting, inside: false).Any(t =>
                t.Sights.All(s => s.Named is null) && t.Sights.Any(s => s.Group is not null)
                    && Candidates(story, t).Count < story.Smallest);
        }).Check(LawTests.Config(300));
        return caught;
    }

    /// <summary>
    /// Everybody who could be the contributor: a member when it was recorded and whenever they were shown since, all that time in
    /// each group they were shown by; and none of those who, when last they were shown by a group, were known to have contributed
    /// beside them.
    /// </summary>
    private static List<PersonId> Candidates(Story story, Trail trail)
    {
        var town = TownOf(story);
        var others = trail.Others.Take(trail.Sights.Last(s => s.Group is not null).Others).ToHashSet();
        return town.People.Where(
            person => !others.Contains(person)
                && trail.Sights.All(s => s.Group is not { } group || town.Could(person, [group], trail.Since, s.At))).ToList();
    }

    private static Town TownOf(Story story)
    {
        var town = new Town();
        foreach (var (fact, number) in story.Facts.Select((f, i) => (f, i)))
        {
            var (role, organisation, joins, stays, moves) =
                (fact % 5 == 0 ? 1 : 0, fact / 5 % 5 == 0
                    ? 1 : 0, fact / 25 % 4 == 0 ? fact / 100 % Days : 0, fact / 25 % 5, fact / 125 % 7);
            town.Member(Person(number), joins, stays == 0 ? joins + 10 + fact / 1000 % 20 : 10_000);
            if (stays == 0) town.Member(Person(number), joins + 35);
            var moved = moves == 0 ? 5 + fact / 2000 % 30 : 10_000;
            town.Placed(Person(number), Roles[role], -100, moves == 1 ? moved - 5 : 10_000)
                .Placed(Person(number), Organisations[organisation], -100, moved);
            if (moves == 0) town.Placed(Person(number), Organisations[1 - organisation], moved);
        }

        return town;
    }

    /// <summary>
    /// The story of a note, and what is seen of it after each step and on the days between. In the place of one person, another
    /// may act; nothing else differs.
    /// </summary>
    private static List<Trail> Told(Story story, Counting counting, bool inside, PersonId? instead = null, PersonId? by = null)
    {
        PersonId Somebody(int number) =>
            Person(number % PeopleCount) is var person && person == instead ? by!.Value : person == by ? instead!.Value : person;
        PersonId InPlaceOf(PersonId person) => person == by ? instead!.Value : person;
        var town = TownOf(story);
        var author = Somebody(story.Facts[0]);
        var start = story.Facts[1] % 8;
        var note = PracticeNote.Unknown(NoteId.Of("n"))
            .Doing(ShowingTests.Drafting(
                RoleOf(story, InPlaceOf(author)), OrganisationOf(story, InPlaceOf(author)), story.ChathamHouse, Content) with
        {
            By = ShowingTests.As(author),
        }, start);
        var trails = new List<Trail>();
        for (var (day, step) = (start, 0); day < Days; day++)
        {
            if (step < story.Steps.Length && story.Steps[step] % 3 != 0)
            {
                var number = story.Steps[step++];
                var person = note.Contributors.Count > 0 && number / 3 % 4 != 0
                    ? note.Contributors[number / 12 % note.Contributors.Count].Person
                    : Somebody(number / 12);
                var (inner, outer) = (Choices[number / 60 % Choices.Length], Choices[number / 300 % Choices.Length]);
                if (outer == Attribution.Named && number / 1500 % 4 != 0) outer = Attribution.ByRole;
                IActOn<PracticeNote> act = (number / 7 % 8) switch
                {
                    0 when note.Contributors.Count > 0 && note.PastAttributions.Count < 3 =>
                        new NameContributor(
                            ShowingTests.As(note.Contributors[0].Person), Somebody(number / 24),
                                RoleOf(story, InPlaceOf(Somebody(number / 24))),
                                OrganisationOf(story, InPlaceOf(Somebody(number / 24)))),
                    1 => new ReviseNote(person, Content with { Why = "Because " + number }),
                    2 when number % 2 == 0 => new LeaveNote(person),
                    _ => new GiveConsent(
                        person, new(Audience.Public, number / 11 % 4 == 0 ? Day(day + 12) : null) {
                            Inside = inner, Outside = outer }),
                };
                note = note.Do(act, Day(day)).After;
            }
            else
            {
                step++;
            }

            Look(note, town, story, counting, inside, Day(day), trails);
        }

        return trails;
    }

    private static DirectoryGroup? RoleOf(Story story, PersonId person) =>
        Number(person) is var n && story.Facts[n] / 9 % 9 == 0 ? null : Roles[story.Facts[n] % 5 == 0 ? 1 : 0];

    private static DirectoryGroup? OrganisationOf(Story story, PersonId person) =>
        Number(person) is var n && story.Facts[n] / 8 % 9 == 0 ? null : Organisations[story.Facts[n] / 5 % 5 == 0 ? 1 : 0];

    private static int Number(PersonId person) => int.Parse(person.Value[2..], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>
    /// What is shown of each contributor today, across a link of each kind of terms: the attacker is told whose credit is whose,
    /// by a look at each of them alone.
    /// </summary>
    private static void Look(
        PracticeNote note, Town town, Story story, Counting counting, bool inside, Instant at, List<Trail> trails)
    {
        foreach (var past in note.PastAttributions)
        {
            if (trails.All(t => t.Contributor != past.Person)) trails.Add(new(past.Person, past.Since, [], []));
            var trail = trails.Single(t => t.Contributor == past.Person);
            foreach (var other in note.PastAttributions)
                if (other.Person != past.Person && !trail.Others.Contains(other.Person)) trail.Others.Add(other.Person);
        }

        if (!inside && note.Contributors.Any(c => c.CeilingAt(at) < Audience.Linked)) return;
        foreach (var contribution in note.Contributors)
            foreach (var most in inside ? [Attribution.Named] : Enum.GetValues<Attribution>())
            {
                var reader =
                    new Readership(inside, story.Smallest, (groups, since, _) => counting(town, groups, since, at), _ => true) {
                        AtMost = most };
                var credit = note.Shown(Reason, reader, at).Credits;
                var alone = (note with { Contributors = [contribution] }).Shown(Reason, reader, at).Credits;
                Assert.Subset(credit.ToHashSet(), alone.ToHashSet());
                if (alone is [var one])
                    Trailed(trails, contribution.Person).Sights.Add(
                        new(at, one.Group, one.Person, note.PastAttributions.Count - 1));
                else Trailed(trails, contribution.Person).Sights.Add(new(at, null, null, note.PastAttributions.Count - 1));
            }
    }

    private static Trail Trailed(List<Trail> trails, PersonId person) => trails.Single(t => t.Contributor == person);
}
