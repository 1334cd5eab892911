using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Linking;

namespace CommunitiesOfPractice.Tests.Spreading;

/// <summary>Who adopts in the examples.</summary>
internal static class Adopters
{
    public static readonly NoteId Scales = NoteId.Of("n-1");
    public static readonly PersonId Amina = PersonId.Of("k-1");
    public static readonly PersonId Ben = PersonId.Of("k-2");
    public static readonly CommunityId Sepsis = CommunityId.Of("sepsis");
    public static readonly DirectoryGroup Trust = DirectoryGroup.Organisation("RJZ");
    public static readonly DirectoryGroup Theatre = DirectoryGroup.Setting("theatre");
    public static readonly DirectoryGroup Ward = DirectoryGroup.Setting("labour-ward");
    public static readonly FreeText Why = "We guess too.";

    public static Capacity ForSepsis(PersonId person, bool mayAct = true) => Ends.Member(Sepsis, person, mayAct);

    public static Capacity AtTheTrust(PersonId person, params DirectoryGroup[] groups) =>
        new AsStaff(person, Trust, new("directory", Ends.Start, groups.Length > 0 ? groups.ToValueList() : [Trust]));

    public static ReadingEvidence MayRead(PersonId reader, string note = "n-1", int edition = 2) =>
        new(NoteId.Of(note), edition, reader, 4711);

    public static ConsiderNote Consider(Capacity by, string note = "n-1", int edition = 2, params DirectoryGroup[] settings) =>
        new(by, MayRead(by.Person!.Value, note, edition), "Four theatres") { Settings = settings.ToValueList() };

    public static StreamScenario<Adoption> New(string id = "a-1") => StreamScenario.OfAdoption(id);

    public static StreamScenario<Adoption> Considering() => New().Given(Consider(ForSepsis(Ben)));

    public static StreamScenario<Adoption> Adopted() => Considering().Given(new Adopt(ForSepsis(Ben), Why));

    public static StreamScenario<Adoption> Declined() => Considering().Given(new DeclineNote(ForSepsis(Ben), Why));

    public static StreamScenario<Adoption> Abandoned() => Adopted().Given(new Abandon(ForSepsis(Ben), Why));
}
