using CommunitiesOfPractice.Counting;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Testing;

/// <summary>
/// Generators of the library's values, well formed and of every kind. Register the class with FsCheck (<c>[Properties(Arbitrary =
/// [typeof(Values)])]</c>), or take a generator from it. Acts and whole histories are in <see cref="Histories"/>.
/// </summary>
public static class Values
{
    private static readonly GroupKind[] Kinds =
        [GroupKind.Organisation, GroupKind.Profession, GroupKind.Setting, GroupKind.Borough, GroupKind.Network];

    private static readonly Denominator[] Denominators = [Denominator.Eligible, Denominator.TookPart, Denominator.Decisive];

    /// <summary>One of twenty people, so that they meet again.</summary>
    public static Arbitrary<PersonId> People() => Gen.Choose(1, 20).Select(Scenario.Person).ToArbitrary();

    /// <summary>One of a few communities.</summary>
    public static Arbitrary<CommunityId> Communities() =>
        Gen.Elements("maternity", "sepsis", "delirium", "candour").Select(CommunityId.Of).ToArbitrary();

    /// <summary>An office that the ready charters know, or do not.</summary>
    public static Arbitrary<OfficeId> Offices() =>
        Gen.Elements(Office.Convener, Office.Deputy, Office.Broker, Office.Facilitator, OfficeId.Of("librarian")).ToArbitrary();

    /// <summary>One of a few groups of every kind.</summary>
    public static Arbitrary<DirectoryGroup> Groups() =>
        (from kind in Gen.Elements(Kinds) from code in Gen.Elements("RJ1", "RJZ", "RAX") select new DirectoryGroup(kind, code))
            .ToArbitrary();

    /// <summary>Words as people write them, some with quotation marks, other scripts and line breaks.</summary>
    public static Arbitrary<FreeText> Texts() =>
        Gen.Elements("Weigh it, don't guess it.", "“Ask first”, she said.", "Две строки\nи ещё одна", "👩‍⚕️ & <b>bold</b>", "x")
            .Select(FreeText.Of).ToArbitrary();

    /// <summary>A fraction from nothing to the whole.</summary>
    public static Arbitrary<Ratio> Shares() =>
        (from bottom in Gen.Choose(1, 12) from top in Gen.Choose(0, bottom) select new Ratio(top, bottom)).ToArbitrary();

    /// <summary>A threshold over each denominator, met or passed.</summary>
    public static Arbitrary<Threshold> Thresholds() =>
        (from share in Shares().Generator
         from of in Gen.Elements(Denominators)
         from exceeded in Gen.Elements(true, false)
         select new Threshold(share, of, exceeded)).ToArbitrary();

    /// <summary>A charter that somebody could think of; the check rejects about every second.</summary>
    public static Arbitrary<Charter> Charters() => Arb.From(GeneratedCharters.Any, GeneratedCharters.Shrink);

    /// <summary>A quorum of every kind, joined up to twice.</summary>
    public static Arbitrary<Quorum> Quorums() => Gen.OneOf(
        Simple(),
        from one in Simple() from other in Simple() select Quorum.GreaterOf(one, other),
        from one in Simple() from other in Simple() select Quorum.LesserOf(one, other),
        from kind in Gen.Elements(Kinds) from within in Simple() select (Quorum)new GroupQuorum(kind, within)).ToArbitrary();

    /// <summary>A ballot of every kind over four options, good under some rule.</summary>
    public static Arbitrary<Ballot> Ballots() => Gen.OneOf(
        Gen.Elements<Ballot>(VoiceBallot.For, VoiceBallot.Against, VoiceBallot.Abstain, new BlankBallot()),
        Gen.Choose(0, 3).Select(option => (Ballot)new ChoiceBallot(option)),
        Gen.Elements(0, 1, 2, 3).NonEmptyListOf()
            .Select(options => (Ballot)new ApprovalBallot(options.Distinct().OrderBy(o => o).ToValueList())),
        Gen.Shuffle([0, 1, 2, 3]).Select(order => (Ballot)RankedBallot.Of(order))).ToArbitrary();

    private static Gen<Quorum> Simple() => Gen.OneOf(
        Gen.Choose(1, 9).Select(Quorum.AtLeast),
        Shares().Generator.Select(Quorum.Share),
        Shares().Generator.Select(share => (Quorum)new SquareRootQuorum(share)),
        Shares().Generator.Select(share => (Quorum)new SupportQuorum(share)));
}
