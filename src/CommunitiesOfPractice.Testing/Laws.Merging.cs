namespace CommunitiesOfPractice.Testing;

public static partial class Laws
{
    /// <summary>
    /// Law 13: the key that somebody goes by changes nothing. The story is told twice. The first time, a person goes by one key
    /// all the way. The second time, that key is found to be a second key of theirs on the way, and from then on they act by the
    /// other. Both times every act has the same answer, and the same follows from it, apart from the key.
    /// </summary>
    /// <param name="story">What happens.</param>
    /// <param name="step">After how many steps.</param>
    /// <param name="person">Whose key it is: one of the people of the story.</param>
    public static BrokenLaw? KeysAreNames(Story story, int step, int person)
    {
        Guard.Against.Null(story);
        var old = Scenario.Person(1 + Acts.Among(person, Acts.People));

        // The new key has the place of the old one in every order of keys.
        var fresh = PersonId.Of(old.Value + "-again");
        var nobody = PersonId.Of("nobody");
        var (once, now) = story.Begins();
        var twice = once;
        var isReplaced = false;
        for (var i = 0; i < story.Steps.Count; i++)
        {
            if (i == Acts.Among(step, story.Steps.Count))
            {
                // Told that somebody else's key is theirs as well, nothing changes, and both histories are as long.
                var (renamed, replaced) =
                    (once.Do(new MergeKeys(old, nobody, "esr"), now), twice.Do(new MergeKeys(fresh, old, "esr"), now));
                if (renamed.Allowed != replaced.Allowed) return new(13, $"{old} could not be replaced: {replaced.Text}");
                if (!renamed.Allowed) return null;
                (once, twice, isReplaced) = (renamed.After, replaced.After, true);
            }

            now = Acts.When(story.Steps[i], once, now);
            var act = Acts.Of(story.Steps[i], once, now, story.Charter);
            if ((isReplaced ? By(act, old, fresh) : act) is not { } also) continue;
            var (first, second) = (once.Do(act, now), twice.Do(also, now));
            if (first.Allowed != second.Allowed || first.Clause != second.Clause)
                return new(13, $"{act} was answered by {first.Clause}, and under another key by {second.Clause}.");
            var (told, alike) = (Told(first.Events), Told(second.Events).Select(line => line.Replace(fresh.Value, old.Value)));
            if (!told.SequenceEqual(alike))
                return new(
                    13,
                    $"After {act}, something else followed under another key: {string.Join("\n", told.Except(alike))}\nand not "
                        + string.Join("\n", alike.Except(told)));
            (once, twice, now) = (first.After, second.After, Instant.Max(now, first.After.LastAt));
        }

        return null;
    }

    // Null for an act on something that cannot be: it has no JSON that reads.
    private static IActOn<Community>? By(IActOn<Community> act, PersonId old, PersonId fresh)
    {
        try
        {
            return (IActOn<Community>)ActJson.Read(ActJson.ToText((Act)act).Replace(old.Value + "\"", fresh.Value + "\""));
        }
        catch (RecordException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Told(ValueList<Entry> lines) => lines.Select(RecordJson.ToText);
}
