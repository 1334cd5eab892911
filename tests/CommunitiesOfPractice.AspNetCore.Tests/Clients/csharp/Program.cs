// A program that somebody writes who has the served OpenAPI document and nothing else of ours: Intranet.Practice is generated.
// The test runs it with the host's address. It moves the host's clock when this program asks, and answers with a line.
//
// Kiota has limits of its own. It has no classes that share a base for `oneOf`, but a class with one property for each. A property
// with the name of its class gets another name (`NotesProp`).
using Intranet.Practice;
using Intranet.Practice.Models;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Abstractions.Serialization;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;

var url = args[0];
var (amina, ben, chloe) = (SignIn("k-1"), SignIn("k-2"), SignIn("k-3"));

// Chloe is no member of Maternity. She does what the refusal says, and then what she came for.
var resolve = Proposing(new() { Resolve = new() { Words = "Weigh every loss, never guess it." } });
var refused = await Refused<Problem>(() => OnMaternity(chloe, resolve));
Check(refused is { ResponseStatusCode: 403, Clause: "membership.members-only", Missing.Condition: Condition.Membership },
    refused.Detail);
Check(refused.Remedy is { Act.Type: "join", Asks.Count: 0 }, refused.Detail);
await OnMaternity(chloe, await ActOf(refused.Remedy!));

var headers = new HeadersInspectionHandlerOption { InspectResponseHeaders = true };
var done = await OnMaternity(chloe, resolve, headers: headers);
Check(done is { Allowed: true, Decision: > 0 }, done.Text);

// Goes to what the act made, and then reads it by its number, once silence was assent.
var location = new Uri(new Uri(url), headers.ResponseHeaders["Location"].Single()).ToString();
var made = await chloe.CommunitiesOfPractice.Communities["maternity"].Decisions[1].WithUrl(location).GetAsync();
Check(made?.Id == done.Decision && made?.Outcome is null, location);
MoveClock(made!.ClosesAt!.Value);
var silent = await Read(done.Decision);
Check(silent is { Phase: DecisionPhase.Closed, Outcome: Outcome.Carried }, silent.Phase.ToString());

// Members vote on an amendment: to a ready charter, by its name.
var amendment =
    await OnMaternity(ben, Proposing(new() {
        AmendCharter = new() { Charter = new() { ReadyCharterName = ReadyCharterName.Elected } } }));
var tabled = await Read(amendment.Decision);
MoveClock(tabled.OpensAt!.Value);
foreach (var (by, voice) in new[] { (amina, Voice.For), (ben, Voice.For), (chloe, Voice.Against) })
{
    var ballot = new Ballot { VoiceBallot = new() { Voice = voice } };
    await OnMaternity(by, new() { VoteAct = new() { Decision = amendment.Decision, Ballot = ballot } });
}

MoveClock(tabled.ClosesAt!.Value);
var voted = await Read(amendment.Decision);
Check(voted is { Outcome: Outcome.Carried, Count: { For: 2, Against: 1 } }, string.Join(' ', voted.Explanation!));

// Amina writes down what did not work, and says how far it may go. The host makes the note's id.
var note = await amina.CommunitiesOfPractice.Notes.Acts.PostAsync(new DraftNoteAct
{
    Content = new() { PracticeContent = new() {
        Title = "Weigh it", Tried = "Scales in every room", Context = "Labour ward",
        Outcome = PracticeOutcome.DidNotWork, Why = "Nobody charged them." } },
});
await OnNote(new() { GiveConsentAct = new() { Consent = new() {
    Ceiling = Audience.Public, Inside = Attribution.Named, Outside = Attribution.Unattributed } } });
var offer =
    new ActOnNote { OfferNoteAct = new() {
        To = Audience.Community, By = new() { CapacityMember = new() { Member = "maternity" } } } };
var stale = await Refused<Problem>(() => OnNote(offer, ifMatch: "\"1\""));
Check(stale.ResponseStatusCode == 412, stale.Detail);
await OnNote(offer);
var found =
    await ben.CommunitiesOfPractice.Notes.GetAsync(asked =>
        asked.QueryParameters.OutcomeAsPracticeOutcome = PracticeOutcome.DidNotWork);
Check(found?.NotesProp is [{ Title: "Weigh it" } only] && only.Id == note!.Id, "The note was not found.");
var missing = await Refused<Problem>(() => ben.CommunitiesOfPractice.Notes["nothing"].GetAsync());
Check(missing.ResponseStatusCode == 404, missing.Detail);
Console.WriteLine("The story is told.");

PracticeClient SignIn(string person)
{
    var http = KiotaClientFactory.Create();
    http.DefaultRequestHeaders.Authorization = new("test", person);
    return new(new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http) { BaseUrl = url });
}

static ActOnCommunity Proposing(Proposal proposal) => new() { ProposeAct = new() { Proposal = proposal } };

static async Task<Done> OnMaternity(PracticeClient by, ActOnCommunity act, HeadersInspectionHandlerOption? headers = null) =>
    (await by.CommunitiesOfPractice.Communities["maternity"].Acts.PostAsync(act, request =>
    {
        if (headers is not null) request.Options.Add(headers);
    }))!;

async Task<Done> OnNote(ActOnNote act, string? ifMatch = null) =>
    (await amina.CommunitiesOfPractice.Notes[note!.Id!].Acts.PostAsync(act, request =>
    {
        if (ifMatch is not null) request.Headers.Add("If-Match", ifMatch);
    }))!;

async Task<Decision> Read(long? decision) =>
    (await ben.CommunitiesOfPractice.Communities["maternity"].Decisions[decision!.Value].GetAsync())!;

// The document says of a remedy's act no more than that it is one. That it is done to a community is for us to say.
static async Task<ActOnCommunity> ActOf(Way remedy) =>
    (await KiotaJsonSerializer.DeserializeAsync(
        await KiotaJsonSerializer.SerializeAsStringAsync(remedy.Act!), ActOnCommunity.CreateFromDiscriminatorValue))!;

static async Task<T> Refused<T>(Func<Task> act)
    where T : ApiException
{
    try
    {
        await act();
    }
    catch (T refusal)
    {
        return refusal;
    }

    throw new InvalidOperationException($"It was not refused by a {typeof(T).Name}.");
}

static void MoveClock(DateTimeOffset to)
{
    Console.WriteLine($"clock {to:O}");
    Check(Console.ReadLine() == "moved", "The clock was not moved.");
}

static void Check(bool holds, string? otherwise)
{
    if (!holds) throw new InvalidOperationException(otherwise);
}
