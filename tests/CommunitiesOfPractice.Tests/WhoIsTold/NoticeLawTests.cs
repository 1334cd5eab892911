using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.WhoIsTold;

/// <summary>
/// Over stories of several communities: whom each line concerns is told, and nobody else; nobody is told of what they may not
/// read at that moment; and nobody is told twice, however the lines come.
/// </summary>
public sealed class NoticeLawTests
{
    [Fact]
    public void Nobody_concerned_is_passed_over_and_nobody_is_told_what_they_may_not_know()
    {
        var told = new Dictionary<NoticeKind, int>();
        Prop.ForAll(Federations.Arbitrary(50), story =>
        {
            foreach (var moment in story.Run().Where(moment => moment.Done.Events.Count > 0))
            {
                var lines = moment.After.Record.Skip(moment.Before.Record.Count).ToArray();
                var now = lines[^1].Entry.At;
                var notices = Notices.After(
                    moment.Before.Commons.Landscape, lines, moment.After.Commons, now, now);
                var plain = new PlainNotices(moment.Before, moment.After, now);
                var people = moment.After.Directory.People.Concat(notices.Select(notice => notice.To)).Distinct().ToArray();
                var expected = lines.SelectMany(line => people.SelectMany(person => plain.Of(person, line.Entry)
                    .Select(kind => (person, line.Entry.Stream, (long?)line.Entry.Version, kind)))).Order();
                Assert.Equal(expected, notices.Select(n => (n.To, n.On, n.Line, n.Kind)).Order());
                Assert.All(notices, notice => Assert.True(notice.MayBeToldTo(
                    new Caller(notice.To, now, moment.After.Commons, moment.After.Directory))));
                foreach (var notice in notices) told[notice.Kind] = told.GetValueOrDefault(notice.Kind) + 1;
            }
        }).Check(LawTests.Config(60));

        // The stories come to most of what there is to tell.
        Assert.Superset(
            new HashSet<NoticeKind>
            {
                NoticeKind.DecisionOpened, NoticeKind.DecisionEnded, NoticeKind.MandateToCarryOut, NoticeKind.NoteRestricted,
                NoticeKind.GatheringCalled,
            },
            told.Keys.ToHashSet());
    }

    [Fact]
    public void However_the_lines_come_everybody_is_told_the_same_and_once()
    {
        Prop.ForAll(Federations.Arbitrary(40), story =>
        {
            var end = story.Run().Select(moment => moment.After).LastOrDefault() ?? story.Beginning();
            var last = end.Record.Select(line => line.Entry.At).DefaultIfEmpty(Federations.Start).Max();
            var (whole, parts, twice) = (new InMemoryNoticeBook(), new InMemoryNoticeBook(), new InMemoryNoticeBook());
            Tell(whole, [end.Record.Count]);
            Tell(parts, Enumerable.Range(1, end.Record.Count));
            Tell(twice, [end.Record.Count]);
            Tell(twice, [end.Record.Count]);
            foreach (var person in end.Directory.People)
            {
                var expected = KeysOf(whole, person);
                Assert.Equal(expected, KeysOf(parts, person));
                Assert.Equal(expected, KeysOf(twice, person));
                Assert.Equal(expected.Distinct(), expected);
            }

            void Tell(InMemoryNoticeBook book, IEnumerable<int> ends)
            {
                var before = Landscape.Empty;
                foreach (var until in ends)
                {
                    var lines = end.Record.Skip((int)before.Position).Take(until - (int)before.Position).ToArray();
                    var notices = Notices.After(before, lines, end.Commons, last, last);
                    var told = book.Told().AsTask().Result;
                    Assert.True(book.Tell(told, notices, new(until, last)).AsTask().Result);
                    before = before.After(lines);
                }
            }
        }).Check(LawTests.Config(40));

        static string[] KeysOf(InMemoryNoticeBook book, PersonId person) =>
            [.. book.Of(person, Instant.MinValue).AsTask().Result.Select(notice => notice.Key).Order(StringComparer.Ordinal)];
    }
}
