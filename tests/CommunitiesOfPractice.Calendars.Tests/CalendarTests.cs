using System.Text;
using Ical.Net;

namespace CommunitiesOfPractice.Calendars.Tests;

/// <summary>What an entry says, and how it changes, so that calendars take over what changed and nothing else.</summary>
public sealed class CalendarTests(SecondReader second) : IClassFixture<SecondReader>
{
    private const string WildLine = "Blood loss 👩🏽‍⚕️ — 500 ml, or more; who \\ weighs?";
    private const string Wild = WildLine + "\nFirst line break\r\nsecond: \"quoted\"\u0007 end";
    private const string WildRead = WildLine + "\nFirst line break\nsecond: \"quoted\" end";

    [Fact]
    public void An_entry_says_what_when_where_and_that_it_is_private()
    {
        var book = new Book();
        book.Call();
        book.Yes(Book.Ben);
        var entry = book.EntryFor(Book.Ben, o =>
        {
            o.UidDomain = "intranet.example";
            o.Address = gathering => new($"https://intranet.example/gatherings/{gathering.Id}");
        });
        Assert.Equal("g-1@intranet.example", entry.Uid);
        Assert.Equal("Weigh it together", entry.Summary);
        Assert.Equal("Seminar room 2", entry.Location);
        Assert.Equal("Online: https://meet.example/weigh-it\nForm: Peer assist", entry.Description);
        Assert.Equal("https://intranet.example/gatherings/g-1", entry.Url!.ToString());
        Assert.Equal(("PRIVATE", "CONFIRMED", 0), (entry.Class, entry.Status, entry.Sequence));
        var calendar = Calendar.Load(book.TextFor(Book.Ben, o => o.ProductId = "-//Trust//Intranet//EN"))!;
        Assert.Equal(("PUBLISH", "2.0", "-//Trust//Intranet//EN"), (calendar.Method, calendar.Version, calendar.ProductId));
    }

    [Fact]
    public void A_move_a_new_place_and_a_cancellation_raise_the_sequence_and_an_answer_does_not()
    {
        var book = new Book();
        book.Call();
        Is(0, "CONFIRMED");
        book.Yes(Book.Ben);
        Is(0, "CONFIRMED");
        book.Move("2026-05-21 14:00");
        Is(1, "TENTATIVE");
        book.Yes(Book.Ben);
        Is(1, "CONFIRMED");
        book.Revise("Seminar room 3");
        Is(2, "CONFIRMED");
        book.Yes(Book.Chloe, Book.Dev);
        book.No(Book.Chloe);
        Is(2, "CONFIRMED");
        book.Cancel();
        Is(3, "CANCELLED");

        void Is(int sequence, string status)
        {
            var entry = book.EntryFor(Book.Ben);
            Assert.Equal(("g-1@communities-of-practice", sequence, status), (entry.Uid, entry.Sequence, entry.Status));
        }
    }

    [Fact]
    public void Its_stamps_are_of_the_record_and_the_same_gatherings_give_the_same_text()
    {
        var book = new Book();
        book.Call();
        var before = book.TextFor(Book.Ben);
        book.Now += Duration.FromDays(3);
        Assert.Equal(before, book.TextFor(Book.Ben));
        Stamped(book.Now - Duration.FromDays(3));
        book.Yes(Book.Ben);
        Stamped(book.Now - Duration.FromDays(3));
        book.Move("2026-05-21 14:00");
        book.Now += Duration.FromDays(3);
        Stamped(book.Now - Duration.FromDays(3));

        void Stamped(Instant at)
        {
            var entry = book.EntryFor(Book.Ben);
            Assert.Equal((at.ToDateTimeUtc(), at.ToDateTimeUtc()), (entry.DtStamp!.AsUtc, entry.LastModified!.AsUtc));
        }
    }

    [Fact]
    public void Who_waits_is_told_so_and_has_no_online_address()
    {
        var book = new Book();
        book.Call();
        book.Yes(Book.Ben, Book.Chloe, Book.Dev);
        var entry = book.EntryFor(Book.Dev);
        Assert.Equal(("TENTATIVE", "You are waiting for a place.\nForm: Peer assist"), (entry.Status, entry.Description));
        book.No(Book.Ben);
        entry = book.EntryFor(Book.Dev);
        Assert.Equal(
            ("CONFIRMED", "Online: https://meet.example/weigh-it\nForm: Peer assist"), (entry.Status, entry.Description));
        Assert.Equal("Form: Peer assist", book.EntryFor(Book.Ben).Description);
    }

    [Fact]
    public void Who_is_to_confirm_is_told_by_when_on_the_clock_of_the_place()
    {
        var book = new Book();
        book.Call();
        book.Yes(Book.Ben);
        book.Move("2026-05-21 14:00");
        Assert.StartsWith(
            "It has moved. Say yes again by 21 May 2026, 14:00 (Europe/London), or you lose your place.\n",
            book.EntryFor(Book.Ben).Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_one_says_why_and_no_longer_how_to_come()
    {
        var book = new Book();
        book.Call();
        book.Yes(Book.Ben);
        book.Cancel(Wild);
        var entry = book.EntryFor(Book.Ben);
        Assert.Equal("Cancelled: " + WildRead + "\nForm: Peer assist", entry.Description);
    }

    [Fact]
    public void Words_come_back_as_they_were_in_lines_of_75_octets()
    {
        var book = new Book();
        book.Call(Book.Assist() with { Purpose = Wild, Place = Wild, Online = Wild });
        var text = book.TextFor(Book.Amina);
        var entry = book.EntryFor(Book.Amina);
        Assert.Equal(WildLine, entry.Summary);
        Assert.Equal(WildRead, entry.Location);
        Assert.Equal(WildRead + "\nOnline: " + WildRead + "\nForm: Peer assist", entry.Description);
        IsFolded(text);
    }

    [NodeFact]
    public void A_second_reader_reads_the_same_words_and_marks()
    {
        var book = new Book();
        book.Call(Book.Assist() with { Purpose = Wild, Place = Wild, Online = Wild });
        book.Cancel(Wild);
        var calendar = second.Read(book.TextFor(Book.Amina, o => o.Address = _ => new("https://intranet.example/a,b;c?d=e")));
        var entry = Assert.Single(calendar.Entries);
        Assert.Equal(
            new(
                "g-1@communities-of-practice", Instant.FromUtc(2026, 5, 14, 13, 0).ToUnixTimeSeconds(),
                Instant.FromUtc(2026, 5, 14, 15, 0).ToUnixTimeSeconds(), "Europe/London", book.Now.ToUnixTimeSeconds(), 1,
                "CANCELLED", "PRIVATE", WildLine, WildRead,
                WildRead + "\nCancelled: " + WildRead + "\nForm: Peer assist", "https://intranet.example/a,b;c?d=e"),
            entry);
        Assert.Equal(("PUBLISH", null), (calendar.Method, calendar.Name));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("👶")]
    [InlineData("words ")]
    [InlineData("é,;\\")]
    public void Long_words_are_folded_between_characters_and_shortened_in_the_summary(string bit)
    {
        for (var extra = 0; extra < 4; extra++)
        {
            var purpose = (new string('a', extra) + string.Concat(Enumerable.Repeat(bit, 400))).Trim();
            var book = new Book();
            book.Call(Book.Assist() with { Purpose = purpose });
            IsFolded(book.TextFor(Book.Ben));
            var entry = book.EntryFor(Book.Ben);
            Assert.Equal(purpose + "\nForm: Peer assist", entry.Description);
            Assert.InRange(entry.Summary!.Length, 190, 201);
            Assert.EndsWith("…", entry.Summary, StringComparison.Ordinal);
            Assert.StartsWith(entry.Summary[..^1], purpose, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_the_host_restricts_is_left_out()
    {
        var book = new Book();
        book.Call();
        book.Yes(Book.Ben);
        book.Do(new PlaceRestriction("caldicott-guardian", "A patient could be known", book.Now + Duration.FromDays(30), "ig"));
        var entry = book.EntryFor(Book.Ben);
        Assert.Equal(("Peer assist", "Seminar room 2"), (entry.Summary, entry.Location));
        Assert.DoesNotContain("Weigh", book.TextFor(Book.Ben), StringComparison.Ordinal);

        // Who has no place is not told when it is, so there is nothing to put in a calendar.
        Assert.Empty(Calendar.Load(book.TextFor(Book.Chloe))!.Events);
    }

    [Theory]
    [InlineData(ChathamHouse.None)]
    [InlineData(ChathamHouse.Part)]
    [InlineData(ChathamHouse.All)]
    public void It_names_nobody_to_anybody(ChathamHouse rule)
    {
        var book = new Book();
        book.Call(Book.Assist() with { Rule = rule, Guests = [Book.Dev] });
        book.Yes(Book.Ben, Book.Chloe, Book.Dev);
        foreach (var _ in new[] { "moved", "cancelled" })
        {
            foreach (var person in Book.Everybody)
            {
                var text = book.TextFor(person).Replace("\r\n ", "", StringComparison.Ordinal);
                Assert.Contains("BEGIN:VEVENT", text, StringComparison.Ordinal);
                Assert.All(Book.Everybody, named => Assert.DoesNotContain(named.Value, text, StringComparison.OrdinalIgnoreCase));
                Assert.All(
                    ["ATTENDEE", "ORGANIZER", "CONTACT", "A ramp"],
                    word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
                Assert.Equal(rule != ChathamHouse.None, text.Contains("The Chatham House Rule holds", StringComparison.Ordinal));
            }

            if (book.ShownTo(Book.Ben).Single().Sequence == 0) book.Move("2026-05-21 14:00");
            else book.Cancel();
        }
    }

    [Theory]
    [InlineData(ChathamHouse.None)]
    [InlineData(ChathamHouse.All)]
    public void It_is_the_same_to_the_letter_when_others_answer(ChathamHouse rule)
    {
        var book = new Book();
        book.Call(Book.Assist() with { Rule = rule });
        book.Yes(Book.Ben);
        var (placed, none) = (book.TextFor(Book.Ben), book.TextFor(Book.Dev));
        book.Now += Duration.FromDays(1);
        book.Yes(Book.Chloe);
        book.No(Book.Chloe);
        Assert.Equal((placed, none), (book.TextFor(Book.Ben), book.TextFor(Book.Dev)));
    }

    [Fact]
    public void Every_form_and_rule_has_words()
    {
        foreach (var form in Enum.GetValues<GatheringForm>())
            foreach (var rule in Enum.GetValues<ChathamHouse>())
            {
                var book = new Book();
                book.Call(Book.Assist() with { Form = form, Rule = rule });
                Assert.Contains("Form: ", book.EntryFor(Book.Ben).Description, StringComparison.Ordinal);
            }
    }

    [Fact]
    public void Several_are_in_the_order_in_which_they_take_place()
    {
        var book = new Book();
        foreach (var (id, day) in new[] { ("a", 20), ("b", 10), ("c", 10) })
            book.Call(Book.Assist($"2026-05-{day} 14:00"), GatheringId.Of(id));
        Assert.Equal(
            ["b", "c", "a"],
            book.TextFor(Book.Ben).Split("\r\n").Where(line => line.StartsWith("UID:", StringComparison.Ordinal))
                .Select(line => line["UID:".Length..].Split('@')[0]));
    }

    [Fact]
    public void What_cannot_be_a_domain_is_refused()
    {
        var options = new GatheringCalendarOptions();
        foreach (var domain in new[] { "", " ", "a b", "a@b" })
            Assert.Throws<ArgumentException>(() => options.UidDomain = domain);
        Assert.Throws<ArgumentNullException>(() => GatheringCalendar.ToICalendar(null!, options, Instant.MinValue));
        Assert.Throws<ArgumentNullException>(() => GatheringCalendar.ToICalendar([], null!, Instant.MinValue));
    }

    private static void IsFolded(string text)
    {
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.All(text.Split("\r\n"), line =>
        {
            Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line);
            Assert.DoesNotContain('\n', line);
            Assert.DoesNotContain(line, char.IsControl);
            Assert.DoesNotContain('\uFFFD', line);
        });
    }
}
