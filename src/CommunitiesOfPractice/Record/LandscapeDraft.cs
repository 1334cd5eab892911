using System.Collections.Immutable;

namespace CommunitiesOfPractice;

/// <summary>The next landscape while lines are applied, one after the other.</summary>
internal sealed class LandscapeDraft(Landscape before, ImmutableSortedSet<(Instant At, StreamId On)> dueBefore)
{
    // A community is put together by the draft that replays its events, and is finished when all of them are read.
    private readonly Dictionary<StreamId, (DueAt? DueBefore, Draft Draft)> _communities = [];
    private ImmutableSortedSet<(Instant At, StreamId On)>.Builder? _due;

    public long Position { get; private set; } = before.Position;

    public Numbered<Community>.Draft Communities { get; } = before.CommunityStates.Edit();

    public Numbered<Link>.Draft Links { get; } = before.LinkStates.Edit();

    public Numbered<IShared>.Draft Shared { get; } = before.SharedStates.Edit();

    public Numbered<Adoption>.Draft Adoptions { get; } = before.AdoptionStates.Edit();

    public Numbered<Gathering>.Draft Gatherings { get; } = before.GatheringStates.Edit();

    public ImmutableSortedSet<(Instant At, StreamId On)> Due => _due?.ToImmutable() ?? dueBefore;

    /// <summary>The entry of a line that comes next; null where the line was read before.</summary>
    /// <exception cref="RecordException">A position is skipped, or the line tells of another kind of stream than the stream it is
    /// in.</exception>
    public Entry? Next(Recorded line)
    {
        if (Guard.Against.Null(line).Position <= Position) return null;
        if (line.Position != Position + 1) throw new RecordException($"Line {line.Position} does not follow line {Position}.");
        Position = line.Position;
        return Replaying.CheckLine(line.Entry);
    }

    /// <summary>Goes on to a position that lies ahead, without what lies between.</summary>
    public void Pass(long position) => Position = Math.Max(Position, position);

    public void Apply(Recorded line)
    {
        if (Next(line) is not { } entry) return;
        switch (entry.Stream.Kind)
        {
            case StreamKind.Community: DraftOf(entry.Stream).Apply(entry); break;
            case StreamKind.Link: ApplyToLink(entry); break;
            case StreamKind.Adoption: ApplyToAdoption(entry); break;
            case StreamKind.Gathering: ApplyToGathering(entry); break;
            default: ApplyToShared(entry); break;
        }
    }

    /// <summary>A community while its events are applied.</summary>
    public Draft DraftOf(StreamId community)
    {
        if (_communities.TryGetValue(community, out var known)) return known.Draft;
        var number = Communities.NumberOf(community);
        var state = number >= 0 ? Communities[number] : Community.Unknown(CommunityId.Of(community));
        var draft = new Draft(state);
        _communities.Add(community, (((IStreamState)state).NextDue, draft));
        return draft;
    }

    public (int Number, Link? Before, Link After) ApplyToLink(Entry entry) =>
        Apply(Links, entry, static stream => Link.Unknown(LinkId.Of(stream)));

    public (int Number, IShared? Before, IShared After) ApplyToShared(Entry entry)
    {
        var number = Shared.NumberOf(entry.Stream);
        var before = number >= 0 ? Shared[number] : null;
        var after = (before ?? Unwritten(entry.Stream)).After(entry);
        Schedule(entry.Stream, before?.NextDue, after.NextDue);
        return (Put(Shared, number, after), before, after);
    }

    public void ApplyToAdoption(Entry entry) => Apply(Adoptions, entry, static stream => Adoption.Unknown(AdoptionId.Of(stream)));

    public void ApplyToGathering(Entry entry) =>
        Apply(Gatherings, entry, static stream => Gathering.Unknown(GatheringId.Of(stream)));

    /// <summary>A stream as so many more lines, that come next in the record, left it.</summary>
    public void Put(IStreamState state, int lines)
    {
        Position += lines;
        switch (state)
        {
            case Community community: Put(Communities, community); break;
            case Link link: Put(Links, link); break;
            case IShared item: Put(Shared, item); break;
            case Adoption adoption: Put(Adoptions, adoption); break;
            case Gathering gathering: Put(Gatherings, gathering); break;
        }
    }

    /// <summary>The landscape after the lines that were applied; the same as before, where there were none.</summary>
    public Landscape Freeze()
    {
        if (Position == before.Position) return before;
        foreach (var (stream, (due, draft)) in _communities)
        {
            var community = new Community(draft);
            Put(Communities, Communities.NumberOf(stream), community);
            Schedule(stream, due, ((IStreamState)community).NextDue);
        }

        _communities.Clear();
        return Landscape.Of(this);
    }

    private (int Number, TState? Before, TState After) Apply<TState>(
        Numbered<TState>.Draft states, Entry entry, Func<StreamId, TState> unknown)
        where TState : class, IStreamState<TState>
    {
        var number = states.NumberOf(entry.Stream);
        var state = number >= 0 ? states[number] : null;
        var after = (state ?? unknown(entry.Stream)).Apply(entry);
        Schedule(entry.Stream, state?.NextDue, after.NextDue);
        return (Put(states, number, after), state, after);
    }

    private void Put<TState>(Numbered<TState>.Draft states, TState state)
        where TState : class, IStreamState
    {
        var number = states.NumberOf(state.Stream);
        Schedule(state.Stream, number >= 0 ? states[number].NextDue : null, state.NextDue);
        Put(states, number, state);
    }

    private static int Put<TState>(Numbered<TState>.Draft states, int number, TState state)
        where TState : class, IStreamState
    {
        if (number < 0) return states.Add(state);
        states[number] = state;
        return number;
    }

    private static IShared Unwritten(StreamId stream) =>
        stream.Kind == StreamKind.Note ? PracticeNote.Unknown(NoteId.Of(stream)) : Question.Unknown(QuestionId.Of(stream));

    private void Schedule(StreamId stream, DueAt? was, DueAt? due)
    {
        if (was?.At == due?.At) return;
        _due ??= dueBefore.ToBuilder();
        if (was is { } passed) _due.Remove((passed.At, stream));
        if (due is { } next) _due.Add((next.At, stream));
    }
}
