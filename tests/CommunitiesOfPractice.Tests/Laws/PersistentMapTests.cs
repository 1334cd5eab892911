namespace CommunitiesOfPractice.Tests.Laws;

/// <summary>
/// The map under every state against a dictionary: keys that collide included, and no old version ever changes.
/// </summary>
public sealed class PersistentMapTests
{
    private sealed record Clashing(int Number, int Spread) : IStableHash
    {
        int IStableHash.StableHash => Spread switch { 0 => 7, 1 => Number % 3, 2 => Number << 28, _ => StableHashing.Of(Number) };
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_map_is_a_dictionary_whose_old_versions_stay(int spread)
    {
        var random = new Random(20150514 + spread);
        var (map, expected) = (PersistentMap<Clashing, int>.Empty, new Dictionary<Clashing, int>());
        var versions = new List<(PersistentMap<Clashing, int> Map, Dictionary<Clashing, int> Expected)>();
        for (var step = 0; step < 4000; step++)
        {
            var key = new Clashing(random.Next(step < 3000 ? 120 : 12), spread);
            if (random.Next(5) < 3)
            {
                map = map.With(key, step);
                expected[key] = step;
            }
            else
            {
                map = map.Without(key);
                expected.Remove(key);
            }

            Assert.Equal(expected.Count, map.Count);
            Assert.Equal(expected.ContainsKey(key), map.Has(key));
            if (step % 40 == 0) versions.Add((map, new(expected)));
        }

        foreach (var version in versions) Same(version.Map, version.Expected);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_differs_between_two_maps_holds_every_key_that_does(int spread)
    {
        var random = new Random(2015 + spread);
        for (var round = 0; round < 200; round++)
        {
            var before = PersistentMap<Clashing, object>.Empty.Edit();
            for (var i = random.Next(200); i > 0; i--) before.Set(new(random.Next(300), spread), new object());
            var (one, edit, changed) = (before.Freeze(), before.Freeze().Edit(), new HashSet<Clashing>());
            for (var i = random.Next(6); i > 0; i--)
            {
                var key = new Clashing(random.Next(300), spread);
                if (random.Next(3) > 0) edit.Set(key, new object());
                else edit.Remove(key);
                changed.Add(key);
            }

            var (other, there, back) = (edit.Freeze(), new HashSet<Clashing>(), new HashSet<Clashing>());
            other.AddDifferences(one, there);
            one.AddDifferences(other, back);
            Assert.Equal(there, back);
            var differ = changed.Where(key => one.Find(key) != other.Find(key)).ToArray();
            Assert.Subset(there, differ.ToHashSet());
            if (spread == 3) Assert.InRange(there.Count, differ.Length, differ.Length * 3);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_builder_is_a_dictionary_and_leaves_what_it_was_made_from_alone(int spread)
    {
        var random = new Random(1998 + spread);
        var (map, expected) = (PersistentMap<Clashing, int>.Empty, new Dictionary<Clashing, int>());
        var versions = new List<(PersistentMap<Clashing, int> Map, Dictionary<Clashing, int> Expected)>();
        for (var round = 0; round < 120; round++)
        {
            var builder = map.Edit();
            for (var step = 0; step < random.Next(30); step++)
            {
                var key = new Clashing(random.Next(60), spread);
                switch (random.Next(4))
                {
                    case 0:
                        Assert.Equal(expected.Remove(key), builder.Remove(key));
                        break;
                    case 1:
                        builder.Place(key) += step;
                        expected[key] = expected.GetValueOrDefault(key) + step;
                        break;
                    case 2:
                        builder.Set(key, round);
                        expected[key] = round;
                        break;
                    default:
                        // A version taken in between is not touched by what the builder does next.
                        versions.Add((builder.Freeze(), new(expected)));
                        break;
                }

                Assert.Equal(expected.Count, builder.Count);
            }

            map = builder.Freeze();
            versions.Add((map, new(expected)));
        }

        foreach (var version in versions) Same(version.Map, version.Expected);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Maps_are_equal_whatever_the_order_in_which_they_were_filled(int spread)
    {
        var random = new Random(spread);
        for (var round = 0; round < 200; round++)
        {
            var keys = Enumerable.Range(0, random.Next(40)).Select(i => new Clashing(i, spread)).ToArray();
            var one = keys.Aggregate(PersistentMap<Clashing, int>.Empty, (map, key) => map.With(key, key.Number));
            random.Shuffle(keys);
            var other = keys.Append(new(999, spread))
                .Aggregate(PersistentMap<Clashing, int>.Empty, (map, key) => map.With(key, key.Number));
            Assert.False(one.Equals(other));
            Assert.True(one.Equals(other.Without(new(999, spread))));
            if (keys.Length > 0) Assert.False(one.Equals(other.Without(keys[0])));
        }
    }

    private static void Same(PersistentMap<Clashing, int> map, Dictionary<Clashing, int> expected)
    {
        Assert.Equal(expected.Count, map.Count);
        Assert.Equal(expected.OrderBy(e => e.Key.Number), map.OrderBy(e => e.Key.Number));
        foreach (var (key, value) in expected) Assert.Equal(value, map.Find(key));
    }
}
