namespace CommunitiesOfPractice;

/// <summary>
/// The states of all streams of one kind, numbered in the order in which they began. It never changes. A stream is found by its
/// id in a table of numbers that is at most two thirds full. Only the states hold the ids.
/// </summary>
internal sealed class Numbered<TState>
    where TState : class, IStreamState
{
    // An entry of a table is a number and one, or nought.
    private readonly Pages<int> _table;

    private Numbered(Pages<int> table, Pages<TState> states) => (_table, States) = (table, states);

    public static Numbered<TState> Empty { get; } = new(Pages<int>.Empty, Pages<TState>.Empty);

    public Pages<TState> States { get; }

    public int Count => States.Count;

    /// <summary>A stream's number; -1 where nothing is recorded of it.</summary>
    public int NumberOf(StreamId stream)
    {
        if (_table.Count == 0) return -1;
        for (var place = Place(stream, _table.Count); ; place = Next(place, _table.Count))
        {
            var number = _table[place] - 1;
            if (number < 0 || States[number].Stream == stream) return number;
        }
    }

    public TState? Find(StreamId stream) => NumberOf(stream) is >= 0 and var number ? States[number] : null;

    public IEnumerable<TState> All()
    {
        for (var number = 0; number < Count; number++) yield return States[number];
    }

    public Draft Edit() => new(this);

    private static int Place(StreamId stream, int size) => Hash(stream) & (size - 1);

    private static int Next(int place, int size) => (place + 1) & (size - 1);

    private static int Hash(StreamId stream) => StableHashing.Of(stream.Id);

    /// <summary>The next states while lines are applied.</summary>
    internal sealed class Draft(Numbered<TState> before)
    {
        private readonly Pages<TState>.Draft _states = before.States.Edit();
        private Pages<int>.Draft _table = before._table.Edit();
        private StreamId _last;
        private int _lastNumber = -1;
        private bool _changed;

        public int Count => _states.Count;

        public TState this[int number]
        {
            get => _states[number];
            set
            {
                _states.At(number) = value;
                _changed = true;
            }
        }

        /// <summary>A stream's number; -1 where nothing is recorded of it.</summary>
        public int NumberOf(StreamId stream)
        {
            if (stream == _last) return _lastNumber;
            if (_table.Count == 0) return -1;
            for (var place = Place(stream, _table.Count); ; place = Next(place, _table.Count))
            {
                var number = _table[place] - 1;
                if (number < 0) return -1;
                if (_states[number].Stream != stream) continue;
                (_last, _lastNumber) = (stream, number);
                return number;
            }
        }

        public int Add(TState state)
        {
            if ((_states.Count + 1) * 3L > _table.Count * 2L) Grow();
            var number = _states.Add(state);
            (_last, _lastNumber, _changed) = (state.Stream, number, true);
            Put(_last, number);
            return number;
        }

        public Numbered<TState> Freeze() => _changed ? new(_table.Freeze(), _states.Freeze()) : before;

        private void Grow()
        {
            var size = Math.Max(8, _table.Count * 2);
            _table = Pages<int>.Empty.Edit();
            for (var i = 0; i < size; i++) _table.Add(0);
            for (var number = 0; number < _states.Count; number++) Put(_states[number].Stream, number);
        }

        private void Put(StreamId stream, int number)
        {
            var place = Place(stream, _table.Count);
            while (_table[place] != 0) place = Next(place, _table.Count);
            _table.At(place) = number + 1;
        }
    }
}
