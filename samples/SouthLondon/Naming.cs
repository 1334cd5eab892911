using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Disclosure;

namespace SouthLondon;

/// <summary>Words for what the core library names by a code: a stage, an outcome, what an answer rests on.</summary>
public static class Naming
{
    public static string Of(this Words words, Status status) => words[$"status.{status}"];

    public static string Of(this Words words, Stage stage) => words[$"stage.{stage}"];

    public static string Of(this Words words, CountingMethod method) => words[$"method.{method.GetType().Name}"];

    public static string Of(this Words words, PracticeOutcome outcome) => words[$"outcome.{outcome}"];

    public static string Of(this Words words, Audience audience) => words[$"audience.{audience}"];

    public static string Of(this Words words, LinkKind kind) => words[$"linkKind.{kind}"];

    public static string Of(this Words words, Flow flow) => words[$"flow.{flow}"];

    public static string Of(this Words words, Onward onward) => words[$"onward.{onward}"];

    public static string Of(this Words words, AdoptionStatus status) => words[$"status.{status}"];

    public static string Of(this Words words, ValueCycle cycle) => words[$"cycle.{cycle}"];

    public static string Of(this Words words, GatheringForm form) => words[$"form.{form}"];

    public static string Of(this Words words, DisclosureKind kind) => words[$"found.{kind}"];

    public static string Of(this Words words, NoticeReason reason) => words[$"reason.{reason}"];

    public static string Of(this Words words, OfficeId office) => words[$"office.{office}"];

    /// <summary>What happened, by the type of its event.</summary>
    public static string Event(this Words words, string name) => words[$"event.{name}"];

    /// <summary>What an answer rests on: "version 1 of the charter".</summary>
    public static string Witness(this Words words, Story story, Witness witness) => witness.Kind switch
    {
        WitnessKind.Person => words["witness.person", story.Named(PersonId.Of(witness.Id))],
        WitnessKind.Community => words["witness.community", story[CommunityId.Of(witness.Id)].Name],
        WitnessKind.Office => words["witness.office", words.Of(OfficeId.Of(witness.Id))],
        WitnessKind.Link => words.Between(story, story[LinkId.Of(witness.Id)]),
        WitnessKind.Note => words["witness.note", story[NoteId.Of(witness.Id)].Content!.Title],
        WitnessKind.Group => words["witness.group", story.Named(witness.Id[(witness.Id.IndexOf(':') + 1)..])],
        WitnessKind.Decision => words["witness.decision", witness.Id],
        WitnessKind.Invitation => words["witness.invitation", witness.Id],
        WitnessKind.Request => words["witness.request", witness.Id],
        WitnessKind.Petition => words["witness.petition", witness.Id],
        WitnessKind.Charter => words["witness.charter", witness.Id],
        WitnessKind.Mandate => words["witness.mandate", witness.Id],
        WitnessKind.Adoption => words["witness.adoption", witness.Id],
        WitnessKind.Question => words["witness.question", story[QuestionId.Of(witness.Id)].Content!.Title],
        _ => words["witness.gathering", witness.Id],
    };

    private static string Between(this Words words, Story story, Link link) =>
        words["witness.link", story.Named(link.A!), story.Named(link.B!)];

    /// <summary>An end of a link, or who takes up a note, by name.</summary>
    public static string Named(this Story story, Party party) => party switch
    {
        CommunityParty { Community: var community } => story[community].Name,
        GroupParty { Group.Code: var code } => story.Named(code),
        _ => story.Words["links.leader"],
    };

    /// <summary>An organisation or a network by the name that the data has for it.</summary>
    private static string Named(this Story story, string code) =>
        story.Place.Organisations.FirstOrDefault(o => o.Code == code)?.Name
        ?? story.Place.Networks.GetValueOrDefault(code) ?? code;
}
