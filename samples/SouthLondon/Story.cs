using CommunitiesOfPractice.Events;

namespace SouthLondon;

/// <summary>
/// The story and everything in it: the communities as they are now, the record of all that happened, and the calendar. The
/// chapters do everything by acts. The story only checks that each act comes out as it is told.
/// </summary>
public sealed class Story
{
    private static readonly Action<Story>[] Told =
    [
        FoundingChapter.Tell, JoiningChapter.Tell, GatheringsChapter.Tell, ConvenersChapter.Tell, RefusalChapter.Tell,
        CharterChapter.Tell, LinksChapter.Tell, RecallChapter.Tell, SharingChapter.Tell, WhatCameChapter.Tell,
        SpreadingChapter.Tell, QuestionsChapter.Tell, ReadingChapter.Tell, FarewellChapter.Tell, RecordChapter.Tell,
    ];

    private Landscape _landscape = Landscape.Empty;
    private readonly List<Entry> _record = [];
    private Commons? _commons;

    private Story(Telling telling)
    {
        Telling = telling;
        Place = Place.SouthLondon();
        People = new People(Place, Now);
    }

    /// <summary>How many chapters there are.</summary>
    public static int Chapters => Told.Length;

    public Telling Telling { get; }

    /// <summary>The words that it is told in.</summary>
    public Words Words => Telling.Words;

    public Place Place { get; }

    public People People { get; }

    public Instant Now { get; private set; } = Instant.FromUtc(2014, 11, 3, 9, 0);

    public IReadOnlyList<Entry> Record => _record;

    public IEnumerable<Community> Communities => Place.Communities.Select(c => this[c.Id]);

    public Community this[CommunityId id] => _landscape[id];

    public Link this[LinkId id] => _landscape[id];

    public PracticeNote this[NoteId id] => _landscape[id];

    public Adoption this[AdoptionId id] => _landscape[id];

    public Gathering this[GatheringId id] => _landscape[id];

    public Question this[QuestionId id] => _landscape[id];

    public IEnumerable<Adoption> Adoptions => _landscape.Adoptions;

    public IEnumerable<Link> Links => _landscape.Links;

    /// <summary>How somebody is shown: the key and the role.</summary>
    public string Named(PersonId key) => Words["telling.person", key, People[key].Role];

    /// <summary>What a stream is the history of, as it is now.</summary>
    public object? State(StreamId stream) => _landscape.StateOf(stream);

    /// <summary>Everything that happened, compiled into one view of who may read what.</summary>
    public Commons Commons() => _commons = (_commons ?? CommunitiesOfPractice.Commons.Empty.With(People.Directory))
        .After(_record.Select((line, i) => new Recorded(i + 1, line)).Skip((int)(_commons?.Position ?? 0)));

    /// <summary>Somebody at this moment, with what the record and the directory say of them.</summary>
    public Caller Caller(PersonId person) => new(person, Now, Commons(), People.Directory);

    public static Story Tell(Telling telling)
    {
        var story = new Story(telling);
        foreach (var chapter in Told) chapter(story);
        Ending.Tell(telling);
        return story;
    }

    /// <summary>Time passes, up to a morning.</summary>
    public void On(int year, int month, int day) => Now = Instant.Max(Now, Instant.FromUtc(year, month, day, 9, 0));

    public void AfterDays(int days) => Now += Duration.FromDays(days);

    /// <summary>Something is done, a minute after what was done before.</summary>
    /// <exception cref="StoryException">It is refused.</exception>
    public void Do(CommunityId community, IActOn<Community> act) => Do(StreamId.Of(community), (Act)act);

    /// <inheritdoc cref="Do(CommunityId, IActOn{Community})"/>
    public void Do(LinkId link, IActOn<Link> act) => Do(StreamId.Of(link), (Act)act);

    /// <inheritdoc cref="Do(CommunityId, IActOn{Community})"/>
    public void Do(NoteId note, IActOn<PracticeNote> act) => Do(StreamId.Of(note), (Act)act);

    /// <inheritdoc cref="Do(CommunityId, IActOn{Community})"/>
    public void Do(AdoptionId adoption, IActOn<Adoption> act) => Do(StreamId.Of(adoption), (Act)act);

    /// <inheritdoc cref="Do(CommunityId, IActOn{Community})"/>
    public void Do(GatheringId gathering, IActOn<Gathering> act) => Do(StreamId.Of(gathering), (Act)act);

    /// <inheritdoc cref="Do(CommunityId, IActOn{Community})"/>
    public void Do(QuestionId question, IActOn<Question> act) => Do(StreamId.Of(question), (Act)act);

    /// <summary>Gatherings are told who may not come any more, and who may again.</summary>
    public void TellGatherings()
    {
        foreach (var fact in Commons().FactsForGatherings(Now).ToArray()) Do(fact.On, fact.Act);
    }

    /// <summary>Something is tried, and refused; the answer is shown.</summary>
    /// <exception cref="StoryException">It is allowed.</exception>
    public Answer Refused(CommunityId community, IActOn<Community> act, string attempt) =>
        Refused(this[community].Ask(act, Now), attempt);

    /// <inheritdoc cref="Refused(CommunityId, IActOn{Community}, string)"/>
    public Answer Refused(NoteId note, IActOn<PracticeNote> act, string attempt) => Refused(this[note].Ask(act, Now), attempt);

    /// <inheritdoc cref="Refused(CommunityId, IActOn{Community}, string)"/>
    public Answer Refused(LinkId link, IActOn<Link> act, string attempt) => Refused(this[link].Ask(act, Now), attempt);

    /// <summary>An answer that is a refusal is shown.</summary>
    /// <exception cref="StoryException">It is none.</exception>
    public Answer Refused(Answer answer, string attempt)
    {
        if (answer.Allowed) throw new StoryException($"{attempt}: allowed under {answer.Clause}.");
        Telling.Refusal(attempt, answer, answer.Witness is { } witness ? Words.Witness(this, witness) : null);
        return answer;
    }

    /// <summary>What has fallen due is recorded.</summary>
    public void Settle(CommunityId community) => Took(_landscape.Settle(StreamId.Of(community), Now), null);

    /// <summary>The decision that was tabled last.</summary>
    public Decision Latest(CommunityId community) => this[community].OpenDecisions.Last();

    /// <summary>Puts a proposal before the members, waits for its notice, lets members vote, and waits for its close.</summary>
    public Decision Decide(CommunityId community, PersonId by, Proposal proposal, string why, int against = 0)
    {
        Do(community, new Propose(by, proposal, why));
        var decision = Latest(community);
        Vote(community, decision.Id, against);
        return Close(community, decision.Id);
    }

    /// <summary>Puts several proposals before the members at once; each decided by itself, all carried.</summary>
    /// <exception cref="StoryException">One is not carried.</exception>
    public IReadOnlyList<DecisionId> Carry(CommunityId community, PersonId by, IEnumerable<Proposal> proposals, string why)
    {
        var decisions = new List<DecisionId>();
        foreach (var proposal in proposals)
        {
            Do(community, new Propose(by, proposal, why));
            decisions.Add(Latest(community).Id);
        }

        foreach (var decision in decisions) Vote(community, decision);
        foreach (var decision in decisions.Select(id => Close(community, id)))
            if (decision.Result!.Outcome != Outcome.Carried)
                throw new StoryException($"{decision.Proposal.Sentence} ended {decision.Result.Outcome}");
        return decisions;
    }

    /// <summary>Every member who may vote does: the first so many against, all others for.</summary>
    public void Vote(CommunityId community, DecisionId decision, int against = 0)
    {
        Now = Instant.Max(Now, this[community].Decision(decision)!.OpensAt);
        Settle(community);
        foreach (var member in this[community].Members.ToArray())
        {
            var voice = against > 0 ? VoiceBallot.Against : VoiceBallot.For;
            if (!this[community].Ask(new Vote(member, decision, voice), Now).Allowed) continue;
            Do(community, new Vote(member, decision, voice));
            against--;
        }
    }

    /// <summary>Waits for a decision to close.</summary>
    public Decision Close(CommunityId community, DecisionId decision)
    {
        if (this[community].Decision(decision)!.Phase != DecisionPhase.Closed)
        {
            Now = Instant.Max(Now, this[community].Decision(decision)!.ClosesAt);
            Settle(community);
        }

        return this[community].Decision(decision)!;
    }

    /// <summary>The ballots of a decision, from the record, which anyone can count again.</summary>
    public IEnumerable<CommunitiesOfPractice.Counting.Ballot> Ballots(CommunityId community, DecisionId decision) => _record
        .Where(e => e.Stream == StreamId.Of(community))
        .Select(e => e.Event).OfType<BallotCast>()
        .Where(b => b.Decision == decision)
        .GroupBy(b => b.Person)
        .Select(votes => votes.Last().Ballot);

    private Instant Next() => Now += Duration.FromMinutes(1);

    private void Do(StreamId on, Act act) => Took(_landscape.Do(on, act, Next()), act);

    private void Took(Done<Landscape> done, Act? act)
    {
        if (!done.Allowed) throw new StoryException($"{act} was refused: {done.Text}");
        _landscape = done.After;
        _record.AddRange(done.Events);
    }
}

/// <summary>The story did not come out as it is told.</summary>
public sealed class StoryException : Exception
{
    public StoryException()
    {
    }

    public StoryException(string message)
        : base(message)
    {
    }

    public StoryException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
