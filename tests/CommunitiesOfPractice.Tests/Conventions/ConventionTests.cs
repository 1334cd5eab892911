using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using CommunitiesOfPractice.Counting;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Conventions;

/// <summary>What holds for every type of the library, checked on the assembly itself.</summary>
public class ConventionTests
{
    private const BindingFlags Every = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly Assembly Core = typeof(Community).Assembly;

    private static readonly Type[] Ours =
        [.. Core.GetTypes().Where(t => t.Namespace?.StartsWith("CommunitiesOfPractice", StringComparison.Ordinal) == true
        && t.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !t.Name.StartsWith('<'))];

    private static readonly Type[] Public = [.. Ours.Where(t => t.IsVisible)];

    public static TheoryData<Type> Hierarchies =>
        [typeof(Act), typeof(NoteAct), typeof(Event), typeof(CommunityEvent), typeof(LinkEvent), typeof(NoteEvent),
            typeof(QuestionAct), typeof(QuestionEvent), typeof(AdoptionEvent), typeof(Party), typeof(NoteContent),
            typeof(MandateMatter), typeof(LinkAct), typeof(AdoptionAct), typeof(Capacity), typeof(Proposal), typeof(DecisionRule),
                typeof(Quorum),
            typeof(Authority), typeof(JoiningRule), typeof(Ballot), typeof(CountingMethod), typeof(Due)];

    [Theory]
    [MemberData(nameof(Hierarchies))]
    public void Nobody_outside_can_add_a_case(Type hierarchy)
    {
        if (!hierarchy.IsVisible) return;
        // The copy constructor of a record is protected: what closes a record is an abstract member that only this assembly can
        // implement.
        Assert.True(hierarchy.IsAbstract);
        Assert.Contains(Members(hierarchy), m => m.IsAbstract && (m.IsAssembly || m.IsFamilyAndAssembly));
        Assert.All(
            hierarchy.GetConstructors(Every).Where(c => !c.IsStatic && !IsCopy(c)), c =>
                Assert.False(c.IsPublic || c.IsFamily || c.IsFamilyOrAssembly));
    }

    [Fact]
    public void What_may_be_done_on_a_stream_is_an_act_and_every_act_may_be_done_on_one()
    {
        Type[] on = [typeof(IActOn<Community>), typeof(IActOn<Link>), typeof(IActOn<PracticeNote>), typeof(IActOn<Adoption>),
            typeof(IActOn<Gathering>), typeof(IActOn<Question>)];
        Assert.All(on, kind => Assert.Contains(kind.GetMethods(Every), m => m.IsAbstract && m.IsAssembly));
        Assert.Equal(
            Ours.Where(t => t.IsSubclassOf(typeof(Act)) && !t.IsAbstract).OrderBy(t => t.Name),
            Ours.Where(t => !t.IsAbstract && on.Any(kind => kind.IsAssignableFrom(t))).OrderBy(t => t.Name));
        Assert.Equal(
            [StreamKind.Community, StreamKind.Link, StreamKind.Note, StreamKind.Adoption, StreamKind.Gathering,
                StreamKind.Question],
            ActShape.Find("merge-keys")!.On);
    }

    [Theory]
    [MemberData(nameof(Hierarchies))]
    public void Every_case_is_sealed_or_a_closed_hierarchy_itself(Type hierarchy)
    {
        var cases = Ours.Where(t => t.IsSubclassOf(hierarchy)).ToArray();
        Assert.NotEmpty(cases);
        Assert.All(
            cases, c =>
                Assert.True(
                    c.IsSealed || (c.IsAbstract && Members(c).Any(m => m.IsAbstract && (m.IsAssembly || m.IsFamilyAndAssembly))),
                        c.Name));
    }

    [Theory]
    [MemberData(nameof(Hierarchies))]
    public void Every_case_compares_by_value(Type hierarchy)
    {
        foreach (var one in Ours.Where(t => t.IsSubclassOf(hierarchy) && !t.IsAbstract))
        {
            Assert.True(IsRecord(one), $"{one.Name} is no record.");
            foreach (var field in Fields(one))
                Assert.False(
                    typeof(IEnumerable).IsAssignableFrom(field.FieldType) && field.FieldType != typeof(string)
                        && !ComparesByValue(field.FieldType),
                    $"{one.Name}.{field.Name} is a {field.FieldType.Name}, which does not compare by value.");
        }
    }

    [Fact]
    public void Nothing_public_can_be_changed()
    {
        foreach (var type in Public.Where(t => !t.IsEnum))
        {
            Assert.All(
                type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static), f =>
                    Assert.True(f.IsLiteral, $"{type.Name}.{f.Name} is a public field."));
            foreach (
                var property in type.GetProperties(
                    BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                if (property.SetMethod is { IsPublic: true } setter)
                    Assert.True(
                        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)),
                            $"{type.Name}.{property.Name} can be set.");
                Assert.False(
                    IsMutable(property.PropertyType),
                        $"{type.Name}.{property.Name} is a {property.PropertyType.Name}, which can be changed.");
            }
        }
    }

    [Fact]
    public void No_inexact_number_and_no_foreign_clock_is_anywhere_in_the_assembly()
    {
        Type[] banned =
            [typeof(double), typeof(float), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan)];
        foreach (var type in Ours)
        {
            Assert.All(Fields(type), f => Assert.DoesNotContain(f.FieldType, banned));
            foreach (var method in type.GetMethods(Every))
            {
                Assert.DoesNotContain(method.ReturnType, banned);
                Assert.All(method.GetParameters(), p => Assert.DoesNotContain(p.ParameterType, banned));
            }
        }
    }

    public static TheoryData<Type> Ids =>
        [typeof(PersonId), typeof(CommunityId), typeof(OfficeId), typeof(Clause), typeof(Duty), typeof(StreamId)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_id_that_was_never_given_says_so_and_none_can_be_empty(Type id)
    {
        var none = Activator.CreateInstance(id)!;
        Assert.Equal("(none)", none.ToString());
        Assert.Equal(none, Activator.CreateInstance(id));
        var value = id.GetProperty("Value") ?? id.GetProperty("Id") ?? id.GetProperty("Name")!;
        Assert.IsType<InvalidOperationException>(
            Assert.Throws<TargetInvocationException>(() => value.GetValue(none)).InnerException);
        if (id.GetMethod("Of", [typeof(string)]) is not { } of) return;
        foreach (var wrong in new[] { null, "", " ", " x", "x ", "a\nb", new string('x', 129) })
            Assert.IsType<ArgumentException>(
                Assert.Throws<TargetInvocationException>(() => of.Invoke(null, [wrong])).InnerException, exactMatch: false);
    }

    [Fact]
    public void Ids_cannot_be_mixed_up()
    {
        Type[] ids =
            [typeof(PersonId), typeof(CommunityId), typeof(OfficeId), typeof(DecisionId), typeof(InvitationId),
                typeof(PetitionId), typeof(StreamId), typeof(Clause)];
        foreach (var id in ids)
        {
            Assert.True(id.IsValueType);
            Assert.DoesNotContain(
                id.GetMethods(BindingFlags.Public | BindingFlags.Static), m => m.Name is "op_Implicit" or "op_Explicit");
        }
    }

    [Fact]
    public void Every_member_of_every_enum_is_spelled_once()
    {
        foreach (var type in Public.Where(t => t.IsEnum))
        {
            var spell = typeof(Names).GetMethod(nameof(Names.Of))!.MakeGenericMethod(type);
            var spellings = Enum.GetValues(type).Cast<object>().Select(value => (string)spell.Invoke(null, [value])!).ToArray();
            Assert.All(spellings, s => Assert.Matches("^[a-z]+(-[a-z]+)*$", s));
            Assert.Equal(spellings.Length, spellings.Distinct().Count());
        }
    }

    [Fact]
    public void Every_condition_has_words()
    {
        foreach (var condition in Enum.GetValues<Condition>())
            Assert.DoesNotContain(
                "missing.", Wording.English.Lack(new MissingCondition(condition, "x")), StringComparison.Ordinal);
    }

    /// <summary>The root is what a user says first; what happened, and what few ask for, have namespaces of their own.</summary>
    [Fact]
    public void Each_room_has_its_namespace()
    {
        foreach (var type in Public.Where(t => !t.IsNested))
        {
            var isEvent = type.IsSubclassOf(typeof(Event));
            Assert.True(isEvent == (type.Namespace == "CommunitiesOfPractice.Events"), type.FullName);
            Assert.True(
                type.IsSubclassOf(typeof(CommunitiesOfPractice.Counting.CountingMethod)) is false
                    || type.Namespace == "CommunitiesOfPractice.Counting", type.FullName);
            Assert.True(
                type.IsSubclassOf(typeof(DecisionRule)) is false
                    || type.Namespace == "CommunitiesOfPractice.Rules", type.FullName);
        }

        Assert.Equal(
            ["", ".Counting", ".Disclosure", ".Events", ".Interchange", ".Rules", ".Storage", ".Trials"],
            Public.Select(t => t.Namespace!["CommunitiesOfPractice".Length..]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(
            Public.Where(t => !t.IsNested).Select(t => t.Name), Public.Where(t => !t.IsNested).Select(t => t.Name).Distinct());
    }

    /// <summary>A host imports the framework's namespaces beside ours.</summary>
    [Fact]
    public void No_name_of_ours_is_one_of_the_frameworks()
    {
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .SelectMany(path => Assembly.Load(Path.GetFileNameWithoutExtension(path)).GetExportedTypes())
                .Where(type => !type.IsNested).Select(type => type.Name).ToHashSet();
        Assert.True(framework.Count > 2_000);
        Assert.Empty(Public.Where(type => !type.IsNested && framework.Contains(type.Name)).Select(type => type.Name));
    }

    /// <summary>
    /// A clause that says that something is not so says it in its name, in its id and in its text; and so does no other id.
    /// </summary>
    [Fact]
    public void A_clause_says_the_same_in_its_name_its_id_and_its_text()
    {
        foreach (var property in typeof(Clauses).GetProperties().Where(p => p.PropertyType == typeof(Clause)))
        {
            var clause = (Clause)property.GetValue(null)!;
            var words = Wording.English.Rule(clause).ToLowerInvariant();
            var (name, id) =
                (SaysNot.IsMatch(property.Name),
                    clause.Id.Split('.')[1].Split('-').Intersect(["no", "not", "nobody", "nothing", "none", "lacking"]).Any());
            Assert.True(name == id, $"{property.Name} is {clause.Id}");
            if (id) Assert.Matches("\\b(no|not|nobody|nothing|none|neither|nor|cannot|only|too few)\\b", words);
        }
    }

    private static readonly System.Text.RegularExpressions.Regex SaysNot =
        new("(^|[a-z])(No|Not|Nobody|Nothing|Lacking)([A-Z]|$)");

    [Fact]
    public void Every_clause_has_a_sentence_and_an_id_of_its_own()
    {
        Assert.All(Clauses.All, clause => Assert.NotEqual(clause.Id, Wording.English.Rule(clause)));
        Assert.Equal(Clauses.All.Count, Clauses.All.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public void An_act_refuses_default_and_null_where_it_is_made_or_where_it_is_ruled_upon(Type act)
    {
        var sample = Record.Samples.Acts.First(one => one.GetType() == act);
        var constructor = act.GetConstructors().Single(c => !IsCopy(c));
        var parameters = constructor.GetParameters();
        for (var gap = 0; gap < parameters.Length; gap++)
        {
            var values = parameters.Select(p => act.GetProperty(p.Name!)!.GetValue(sample)).ToArray();
            var nothing = parameters[gap].ParameterType.IsValueType
                ? Activator.CreateInstance(parameters[gap].ParameterType)
                : null;
            values[gap] = nothing;
            Act made;
            try
            {
                made = (Act)constructor.Invoke(values);
            }
            catch (TargetInvocationException thrown) when (thrown.InnerException is ArgumentException)
            {
                continue;
            }

            Assert.NotEmpty(Answers(made));
        }
    }

    // What each thing of its kind answers to an act: those of a world with some of each, and one of which nothing is known.
    private static Answer[] Answers(Act act)
    {
        var (world, at) = (World.Value, Instant.FromUtc(2030, 1, 1, 0, 0));
        return act switch
        {
            IActOn<Community> a =>
                [.. world.Communities.Append(Community.Unknown(CommunityId.Of("unknown")))
                    .Select(community => community.Do(a, at).Answer)],
            LinkAct a => [.. world.Links.Append(Link.Unknown(LinkId.Of("unknown"))).Select(link => link.Do(a, at).Answer)],
            IActOn<PracticeNote> a =>
                [.. world.Notes.Append(PracticeNote.Unknown(NoteId.Of("unknown"))).Select(note => note.Do(a, at).Answer)],
            IActOn<Adoption> a =>
                [.. world.Adoptions.Append(Adoption.Unknown(AdoptionId.Of("unknown")))
                    .Select(adoption => adoption.Do(a, at).Answer)],
            IActOn<Gathering> a =>
                [.. new[] { Gatherings.Callers.Called().State, Gathering.Unknown(GatheringId.Of("unknown")) }
                    .Select(gathering => gathering.Do(a, at).Answer)],
            IActOn<Question> a =>
                [.. new[] { Questions.Askers.Answered().State, Question.Unknown(QuestionId.Of("unknown")) }
                    .Select(question => question.Do(a, at).Answer)],
            _ => throw new InvalidOperationException($"{act} is an act on nothing."),
        };
    }

    private static readonly Lazy<Testing.Federation> World =
        new(() => Testing.Federations.Arbitrary(80).Generator.Sample(40, new FsCheck.Rnd(20150514, 1999), 50)
        .Select(story => story.Run().Last().After)
            .First(world => world.Links.Count() > 1 && world.Notes.Count() > 1 && world.Adoptions.Any()));

    public static TheoryData<Type> Acts => [.. ActShape.All.Select(shape => shape.Type)];

    public static TheoryData<Type> Proposals => [.. Ours.Where(t => t.IsSubclassOf(typeof(Proposal)) && !t.IsAbstract)];

    [Theory]
    [MemberData(nameof(Proposals))]
    public void A_proposal_refuses_default_and_null_where_it_is_made_or_tabled(Type proposal)
    {
        var scenario = Testing.Scenario.Founded(CommunitiesOfPractice.Charters.Informal());
        var constructor = proposal.GetConstructors().Single(c => !IsCopy(c));
        var parameters = constructor.GetParameters();
        for (var gap = 0; gap < parameters.Length; gap++)
        {
            var values = parameters.Select(p => Samples.Of(p.ParameterType)).ToArray();
            values[gap] = parameters[gap].ParameterType.IsValueType
                ? Activator.CreateInstance(parameters[gap].ParameterType)
                : null;
            Proposal made;
            try
            {
                made = (Proposal)constructor.Invoke(values);
            }
            catch (TargetInvocationException thrown) when (thrown.InnerException is ArgumentException)
            {
                continue;
            }

            var after = scenario.Community.Do(new Propose(Testing.Scenario.Person(1), made), scenario.Now).After;
            after.Settle(Years.Last);
            Assert.False(string.IsNullOrWhiteSpace(made.Sentence));
        }
    }

    private static IEnumerable<MethodInfo> Members(Type type)
    {
        for (var at = type; at is not null && at.Assembly == Core; at = at.BaseType!)
            foreach (
                var member in at.GetMethods(Every)
                    .Where(m => !type.GetMethods(BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Public)
                .Any(o => o != m && o.GetBaseDefinition() == m.GetBaseDefinition() && !o.IsAbstract)))
                yield return member;
    }

    private static bool IsCopy(ConstructorInfo constructor) =>
        constructor.GetParameters() is [var only] && only.ParameterType == constructor.DeclaringType;

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static IEnumerable<FieldInfo> Fields(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    private static bool ComparesByValue(Type type) =>
        type.GetInterfaces()
            .Any(i =>
                i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEquatable<>) && i.GenericTypeArguments[0] == type);

    private static bool IsMutable(Type type) =>
        type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() is var open
            && (open == typeof(List<>) || open == typeof(Dictionary<,>) || open == typeof(HashSet<>) || open == typeof(IList<>)
                || open == typeof(ICollection<>)
                || open == typeof(IDictionary<,>)));
}

/// <summary>A well-formed value of each type that acts and proposals are made of.</summary>
internal static class Samples
{
    public static object? Of(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare == typeof(PersonId)) return Testing.Scenario.Person(1);
        if (bare == typeof(CommunityId)) return CommunityId.Of("stroke");
        if (bare == typeof(OfficeId)) return Office.Convener;
        if (bare == typeof(FreeText)) return FreeText.Of("Words");
        if (bare == typeof(string)) return "directory";
        if (bare == typeof(Instant)) return Instant.FromUtc(2031, 1, 1, 0, 0);
        if (bare == typeof(Duration)) return Duration.FromDays(1);
        if (bare == typeof(Domain)) return Domain.Of("A concern");
        if (bare == typeof(Charter)) return CommunitiesOfPractice.Charters.ByConsent();
        if (bare == typeof(Proposal)) return Cast.Tea;
        if (bare == typeof(Ballot)) return VoiceBallot.For;
        if (bare == typeof(Mandate))
            return new Mandate(
                CommunityId.Of("stroke"), new(3), StreamId.Of(CommunityId.Of("maternity")), MandatePurpose.Merge,
                    Instant.MinValue, Instant.MaxValue);
        if (bare == typeof(MembershipEvidence))
            return new MembershipEvidence(CommunityId.Of("stroke"), Testing.Scenario.Person(1), 3, true, false);
        if (bare == typeof(DirectoryEvidence)) return new DirectoryEvidence("directory", Instant.MinValue, []);
        if (bare == typeof(ValueList<FreeText>)) return ValueList<FreeText>.Empty;
        if (bare == typeof(ValueList<PersonId>)) return ValueList.Of(Testing.Scenario.Person(1));
        if (bare == typeof(ValueList<DirectoryGroup>)) return ValueList.Of(Cast.Trust);
        if (bare == typeof(ValueList<BallotPile>)) return ValueList<BallotPile>.Empty;
        if (bare == typeof(Lot)) return new Lot("a seed that nobody can guess");
        if (bare == typeof(JointMatter)) return new JointMatter([CommunityId.Of("stroke"), CommunityId.Of("maternity")], "Words");
        if (bare == typeof(LinkId)) return LinkId.Of("l-1");
        if (bare == typeof(LinkMatter)) return new LinkMatter(LinkStep.End, Party.Of(CommunityId.Of("stroke")));
        if (bare == typeof(NoteId)) return NoteId.Of("n-1");
        if (bare == typeof(EndorseMatter)) return new EndorseMatter(1);
        if (bare == typeof(WidenMatter)) return new WidenMatter(1, Audience.Public, null);
        if (bare == typeof(PassOnMatter)) return new PassOnMatter(LinkId.Of("l-1"), LinkId.Of("l-2"));
        if (bare == typeof(GatheringId)) return GatheringId.Of("g-1");
        if (bare == typeof(GatheringCall)) return Gatherings.Callers.To();
        if (bare == typeof(int)) return 1;
        if (bare == typeof(Stage)) return Stage.Coalescing;
        if (bare.IsValueType) return Activator.CreateInstance(bare);
        throw new NotSupportedException($"There is no sample of {type.Name}: add one.");
    }
}
