using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Events;
using CommunitiesOfPractice.Rules;

namespace CommunitiesOfPractice.Benchmarks;

/// <summary>
/// The history of one large community: 60,000 people join; then decision after decision is tabled and voted on by members at
/// random; of a hundred events between, 90 are ballots, four are members leaving or joining again, three declare how much they
/// take part, three accept the charter.
/// </summary>
public static class LargeCommunity
{
    /// <summary>How many people there are.</summary>
    public const int People = 60_000;

    private static readonly StreamId Stream = StreamId.Of(CommunityId.Of("everyone"));

    /// <summary>Somebody in it; keys look like those of a host.</summary>
    public static PersonId Person(int number) =>
        PersonId.Of("person-" + number.ToString("D6", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The first so many events. Each event holds its own text, as events that were read do.</summary>
    public static Entry[] History(int events)
    {
        var history = new Entry[events];
        var random = new Random(20150514);
        var member = new bool[People];
        var (at, version) = (Instant.FromUtc(2015, 5, 14, 9, 0), 0);

        void Add(Event happened, PersonId? by, Clause clause)
        {
            if (version == events) return;
            at += Duration.FromSeconds(20);
            history[version] = new Entry(Stream, ++version, at, by, clause, null, happened);
        }

        void Join(int who)
        {
            member[who] = true;
            Add(new MemberJoined(Person(who), HowJoined.Joined, 1, null), Person(who), Clauses.Joining);
        }

        Add(new CommunityProposed(
            "Everyone", Domain.Of("Learning from each other"),
                Charters.Informal().With(Matter.AnythingElse, new MembersBy(RuleNames.Majority)), [Person(0), Person(1)], 2, at
                    + Duration.FromDays(9), null, null),
            Person(0), Clauses.ProposingCommunity);
        Add(new CommunityFounded(), null, Clauses.FoundingQuorum);
        for (var who = 0; who < People; who++) Join(who);
        while (version < events)
        {
            var decision = new DecisionId(version + 1);
            Add(new DecisionTabled(
                decision, new Resolve("Meet every month."), Person(0), null, RuleNames.Majority, 1, at, at
                    + Duration.FromDays(7)),
                    Person(0), Clauses.Proposing);
            Add(new VotingOpened(decision), null, Clauses.VotingOpens);
            for (var i = 0; i < 25_000; i++)
            {
                var who = random.Next(People);
                switch (random.Next(100))
                {
                    case < 4 when member[who] && who > 1:
                        member[who] = false;
                        Add(new MemberLeft(Person(who), null), Person(who), Clauses.Leaving);
                        break;
                    case < 4 when !member[who]:
                        Join(who);
                        break;
                    case < 7 when member[who]:
                        Add(new ParticipationDeclared(Person(who), (Participation)random.Next(4)), Person(who),
                            Clauses.TakingPart);
                        break;
                    case < 10 when member[who]:
                        Add(new CharterAccepted(Person(who), 1), Person(who), Clauses.TakingPart);
                        break;
                    default:
                        Add(new BallotCast(decision, Person(who), new VoiceBallot((Voice)random.Next(3))), Person(who),
                            Clauses.Voting);
                        break;
                }
            }

            Add(new DecisionClosed(decision, new Result(Outcome.Failed, new VoiceCount(People, 20_000, 9_000, 11_000))), null,
                Clauses.NotCarried);
        }

        return history;
    }
}
