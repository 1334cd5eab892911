namespace CommunitiesOfPractice.Email;

/// <summary>
/// A notice in words, as its person may read them at this moment. It names nobody, and tells no title that they may not read.
/// </summary>
internal static class NoticeText
{
    public static string Of(Notice notice, Caller caller, DateTimeZone zone, Texts texts)
    {
        var text = texts["notice." + notice.Kind, Community(notice, caller, texts), What(notice, caller, texts)];
        return notice.By is { } by ? texts["notice.by", text, texts.When(by.InZone(zone))] : text;
    }

    private static string Community(Notice notice, Caller caller, Texts texts) =>
        notice.Community is { } id && caller.Landscape[id] is { Version: > 0, Name: { } name } ? name : texts["no-community"];

    private static string What(Notice notice, Caller caller, Texts texts) => notice.On.Kind switch
    {
        StreamKind.Community => notice.Part is { } number ? texts["decision", number] : "",
        StreamKind.Note => Title(NoteId.Of(notice.On), caller, texts),
        StreamKind.Adoption => Title(caller.Landscape[AdoptionId.Of(notice.On)].Note, caller, texts),
        StreamKind.Gathering => caller.Landscape[GatheringId.Of(notice.On)].ShownTo(caller)?.Purpose?.Words is { } purpose
            ? texts["named", purpose]
            : texts["a-gathering"],
        StreamKind.Question => caller.Commons.Show(caller.Person, QuestionId.Of(notice.On), caller.At).Content is
            { Title: { Words: { } asked } }
            ? texts["named", asked]
            : texts["a-question"],
        _ => "",
    };

    private static string Title(NoteId note, Caller caller, Texts texts) =>
        caller.Reading(note).Allowed && caller.Landscape[note].Content is { Title: { Words: { } title } }
            ? texts["named", title]
            : texts["a-note"];
}
