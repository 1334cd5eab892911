// A program that somebody writes who has the served OpenAPI document and nothing else of ours: "schema" is generated from it.
// The test runs it as `node story.js URL NOW`. It moves the host's clock when this program asks, and answers with a line.
import assert from "node:assert/strict";
import { createInterface } from "node:readline";
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

type Schemas = components["schemas"];
type CommunityAct = ActOf<"/communities-of-practice/communities/{id}/acts">;
type NoteAct = ActOf<"/communities-of-practice/notes/{id}/acts">;
type ActOf<Path extends "/communities-of-practice/communities/{id}/acts" | "/communities-of-practice/notes/{id}/acts"> =
  paths[Path]["post"]["requestBody"]["content"]["application/json"];
type Client = ReturnType<typeof signIn>;
type Conditions = { "If-Match"?: string; "Idempotency-Key"?: string };

const [url = "", now = ""] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

function signIn(person?: string) {
  return createClient<paths>({ baseUrl: url, headers: person ? { Authorization: `test ${person}` } : {} });
}

const [amina, ben, chloe, dev] = [signIn("k-1"), signIn("k-2"), signIn("k-3"), signIn("k-4")];

function onMaternity(by: Client, body: CommunityAct, header: Conditions = {}) {
  return by.POST("/communities-of-practice/communities/{id}/acts", { params: { path: { id: "maternity" }, header }, body });
}

function onNote(by: Client, id: string, body: NoteAct, header: Conditions = {}) {
  return by.POST("/communities-of-practice/notes/{id}/acts", { params: { path: { id }, header }, body });
}

/** What came back, if it came with this status; anything else ends the program and says what it was. */
function told<T>(answer: { data?: T; error?: unknown; response: Response }, status = 200): NonNullable<T> {
  assert.equal(answer.response.status, status, JSON.stringify(answer.data ?? answer.error));
  assert.ok(answer.data);
  return answer.data;
}

/** Goes to what an act made. Only an address is known of it, so what is there has no type. */
async function follow(answer: { response: Response }, person: string): Promise<{ id: unknown }> {
  const location = answer.response.headers.get("Location");
  assert.ok(location, "there is no Location");
  const there = await fetch(new URL(location, url), { headers: { Authorization: `test ${person}` } });
  assert.equal(there.status, 200, location);
  return (await there.json()) as { id: unknown };
}

async function moveClock(to: string) {
  console.log(`clock ${to}`);
  assert.equal((await lines.next()).value, "moved");
}

// Somebody who is not signed in reads the charters to start from.
const { charters } = told(await signIn().GET("/communities-of-practice/charters"));
assert.deepEqual(charters.map((ready) => ready.name), ["informal", "by-consent", "elected", "federated-circle"]);
const informal: Schemas["CommunitiesOfPractice.Charter"] | undefined = charters[0]?.charter;
assert.equal(informal?.joining.$type, "open");

// Two people found Maternity under a ready charter, by its name.
const proposed = await onMaternity(amina, {
  type: "propose-community",
  name: "Maternity",
  domain: { sharedConcern: "Blood loss after birth" },
  charter: "informal",
  founders: ["k-1", "k-2"],
  quorum: 2,
  until: new Date(Date.parse(now) + 30 * 24 * 60 * 60 * 1000).toISOString(),
});
assert.equal(told(proposed, 201).id, "maternity");
assert.ok(told(await onMaternity(ben, { type: "consent-to-found" })).allowed);
assert.equal((await follow(proposed, "k-2")).id, "maternity");
const page = { params: { path: { id: "maternity" } } };
assert.equal(told(await chloe.GET("/communities-of-practice/communities/{id}", page)).memberCount, 2);

// Chloe is no member. She does what the refusal says, and then what she came for.
const weigh: CommunityAct = { type: "propose", proposal: { $type: "resolve", words: "Weigh every loss, never guess it." } };
const refused = await onMaternity(chloe, weigh);
assert.equal(refused.response.status, 403);
assert.ok(refused.error && "clause" in refused.error, JSON.stringify(refused.error));
assert.equal(refused.error.clause, "membership.members-only");
assert.equal(refused.error.missing?.condition, "membership");
assert.deepEqual(refused.error.remedy, { act: { type: "join" }, asks: [] });
// The document says of a remedy's act no more than that it is one. That it is done to a community is for us to say.
told(await onMaternity(chloe, refused.error.remedy.act as CommunityAct));
const resolving = await onMaternity(chloe, weigh);
const resolved = told(resolving, 201);
assert.equal((await follow(resolving, "k-3")).id, resolved.decision);

// Sent again under the same key, an act is not done again.
const key = { "Idempotency-Key": "5f0c8a52-0d0e-4a39-9a55-3f8c4d1c1f5e" };
const amending: CommunityAct = { type: "propose", proposal: { $type: "amend-charter", charter: "elected" }, why: "We are many." };
const amendment = told(await onMaternity(ben, amending, key), 201);
const repeated = await onMaternity(ben, amending, key);
assert.ok(repeated.data?.repeated);
assert.equal(repeated.data.decision, amendment.decision);

// Under the informal charter, members vote on an amendment. Voting begins after notice.
const number = amendment.decision;
assert.ok(number);
const one = { params: { path: { id: "maternity", decision: number } } };
const before = told(await ben.GET("/communities-of-practice/communities/{id}/decisions/{decision}", one));
assert.equal(before.phase, "notice");
const early = await onMaternity(ben, vote("for"));
assert.equal(early.response.status, 409);
assert.ok(early.error && "clause" in early.error, JSON.stringify(early.error));
assert.equal(early.error.missing?.from, before.opensAt, JSON.stringify(early.error));
await moveClock(before.opensAt);
for (const [by, voice] of [[amina, "for"], [ben, "for"], [chloe, "against"]] as const) told(await onMaternity(by, vote(voice)));
await moveClock(before.closesAt);
const after = told(await ben.GET("/communities-of-practice/communities/{id}/decisions/{decision}", one));
assert.equal(after.phase, "closed");
assert.equal(after.outcome, "carried");
assert.deepEqual([after.count?.for, after.count?.against], [2, 1]);

function vote(voice: Schemas["CommunitiesOfPractice.Voice"]): CommunityAct {
  assert.ok(number);
  return { type: "vote", decision: number, ballot: { $type: "voice", voice } };
}

// Meanwhile silence was assent to what Chloe proposed.
const silent = { params: { path: { id: "maternity", decision: resolved.decision ?? 0 } } };
assert.equal(told(await ben.GET("/communities-of-practice/communities/{id}/decisions/{decision}", silent)).outcome, "carried");

// Amina writes down what did not work. The host makes the note's id.
const drafting = await amina.POST("/communities-of-practice/notes/acts", {
  body: {
    type: "draft-note",
    content: {
      $type: "practice",
      title: "Weigh it",
      tried: "Scales in every room",
      context: "Labour ward",
      outcome: "did-not-work",
      why: "Nobody charged them.",
      topics: ["blood-loss"],
    },
  },
});
const { id } = told(drafting, 201);
assert.equal((await follow(drafting, "k-1")).id, id);
const drafted = drafting.response.headers.get("ETag");
assert.ok(drafted);
const note = { params: { path: { id } } };
assert.equal((await ben.GET("/communities-of-practice/notes/{id}", note)).response.status, 404);
const consent: NoteAct = { type: "give-consent", consent: { ceiling: "public", inside: "named", outside: "unattributed" } };
const consented = await onNote(amina, id, consent, { "If-Match": drafted });
told(consented);

// What she knew of the note is old by now. What she then knows of it is not.
const stale = await onNote(amina, id, { type: "offer-note", to: "community" }, { "If-Match": drafted });
assert.equal(stale.response.status, 412, JSON.stringify(stale.data ?? stale.error));
assert.equal(stale.error?.status, 412);
const known = consented.response.headers.get("ETag");
assert.ok(known);
told(await onNote(amina, id, { type: "offer-note", to: "community" }, { "If-Match": known }));

// Ben, a member, reads and finds it. Dev is no member, and there is no such note for him.
const read = told(await ben.GET("/communities-of-practice/notes/{id}", note));
assert.equal(read.title, "Weigh it");
assert.equal(read.outcome, "did-not-work");
assert.deepEqual(read.credits, [{ person: "k-1" }]);
const query = { params: { query: { topic: "blood-loss", outcome: "did-not-work", most: 10 } } } as const;
assert.deepEqual(told(await ben.GET("/communities-of-practice/notes", query)).notes.map((found) => found.id), [id]);
assert.deepEqual(told(await dev.GET("/communities-of-practice/notes", query)).notes, []);
assert.equal((await dev.GET("/communities-of-practice/notes/{id}", note)).response.status, 404);

console.log("The story is told.");
process.exit(0);

/** Nobody calls this. The compiler says that each marked line is an error, and fails where one is not. */
export function mistakes(by: Client): CommunityAct[] {
  // @ts-expect-error No act goes by this name.
  const unknown: CommunityAct = { type: "overrule" };
  // @ts-expect-error A note's act is done to no community.
  const elsewhere: CommunityAct = { type: "offer-note", to: "community" };
  // @ts-expect-error A vote is on a decision.
  const lacking: CommunityAct = { type: "vote", ballot: { $type: "blank" } };
  // @ts-expect-error The host knows who acts.
  const signed: CommunityAct = { type: "join", by: "k-1" };
  // @ts-expect-error There are three voices.
  const hesitant: CommunityAct = { type: "vote", decision: 1, ballot: { $type: "voice", voice: "perhaps" } };
  // @ts-expect-error A ballot of one kind has no parts of another.
  const mixed: CommunityAct = { type: "vote", decision: 1, ballot: { $type: "voice", option: 2 } };
  // @ts-expect-error There is no such ready charter.
  const ready: Schemas["CommunitiesOfPractice.CharterNamed"] = "autocratic";
  // @ts-expect-error Notes tell four ways in which it went.
  void by.GET("/communities-of-practice/notes", { params: { query: { outcome: "nearly" } } });
  // @ts-expect-error There is no such question.
  void by.GET("/communities-of-practice/people");
  void ready;
  return [unknown, elsewhere, lacking, signed, hesitant, mixed];
}
