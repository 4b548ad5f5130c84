import { expect, test } from "vitest";
import { aWritingShopper } from "../../factories/writing-shopper.ts";
import { apiClient } from "./client.ts";
import { openApiRig } from "./rig.ts";

const { ctx, url, keyFor, aCaller } = await openApiRig({ perSecond: 1_000 });

/** Someone who has asked a question, and a program of their store's. */
async function aQuestion(body = "Do you ship to Canada?") {
  const shopper = await aWritingShopper(ctx);
  await shopper.writes(body);
  const { id: keyId, secret } = await keyFor(shopper.shopId);
  const { id: conversationId } = await shopper.read();
  const texts = () => ctx.db.prisma.message.findMany({ where: { shopId: shopper.shopId } });
  return { ...shopper, keyId, call: apiClient(url, secret), path: { conversationId }, texts };
}

test("a question is found in the inbox, read, and answered with one text however often the request is sent", async () => {
  const { call, path, person, texts, keyId } = await aQuestion();
  const listed = await call("listConversations");
  const open = { id: path.conversationId, subscriberId: person.id, phone: person.phone, state: "open", unreadTexts: 1 };
  expect(listed.body).toMatchObject({ conversations: [open], nextCursor: null });
  const thread = await call("getThread", { path });
  expect(thread.body.entries.filter(({ kind }: { kind: string }) => kind === "text-in")).toMatchObject([
    { body: "Do you ship to Canada?", textIn: { meaning: "conversation" }, textOut: null },
  ]);
  const request = { path, body: { body: "We do!" }, idempotencyKey: "ada@x.test" };
  const answers = await Promise.all([1, 2, 3].map(() => call("answerConversation", request)));
  for (const { status } of answers) expect([201, 409]).toContain(status);
  expect((await call("answerConversation", request)).status).toBe(201);
  expect(await texts()).toMatchObject([{ class: "reply", purpose: "transactional", body: "We do!", state: "waiting" }]);
  const by = { kind: "api-key", id: keyId, name: "Help center" };
  expect((await call("getThread", { path })).body.entries.at(-1)).toMatchObject({
    kind: "text-out",
    body: "We do!",
    by,
  });
  expect((await call("getConversation", { path })).body).toMatchObject({ state: "waiting", unreadTexts: 0 });
  expect(JSON.stringify(await ctx.db.everyShop.conversationAnswer.findMany())).not.toContain("ada@x.test");
});

test("an answer that is sent again days later under its key is still one text", async () => {
  const { call, path, texts } = await aQuestion();
  const request = { path, body: { body: "We do!" }, idempotencyKey: "1" };
  const first = await call("answerConversation", request);
  ctx.clock.advance(3 * 24 * 3_600_000);
  expect(await call("answerConversation", request)).toMatchObject({ status: 201, body: first.body });
  const other = { path, body: { body: "Other words" }, idempotencyKey: "1" };
  ctx.clock.advance(3 * 24 * 3_600_000);
  expect(await call("answerConversation", other)).toMatchObject({
    status: 422,
    body: { type: expect.stringContaining("idempotency-key-reused") },
  });
  expect(await texts()).toHaveLength(1);
});

test("someone who has texted STOP can't be answered, and the code says why", async () => {
  const { call, path, writes, texts } = await aQuestion();
  await writes("STOP");
  const before = await texts();
  expect(await call("answerConversation", { path, body: { body: "Please stay" } })).toMatchObject({
    status: 422,
    body: { code: "opted-out", detail: expect.stringContaining("START") },
  });
  expect(await texts()).toHaveLength(before.length);
});

test("a note, a close, a reopen and an assignment stand in the thread with the key that did them, each once", async () => {
  const { call, path, keyId } = await aQuestion();
  const twice = async (operation: string, body: object) => {
    for (const _ of [1, 2]) {
      const { status } = await call(operation, { path, body, idempotencyKey: operation });
      expect(Math.floor(status / 100)).toBe(2);
    }
  };
  await twice("addNote", { body: "Asked about Canada before" });
  await twice("assignConversation", { assignee: { id: "42", name: "Ada Moreno" } });
  await twice("closeConversation", {});
  expect((await call("listConversations", { query: { state: "closed" } })).body.conversations).toMatchObject([
    { id: path.conversationId, assignee: { id: "42", name: "Ada Moreno" } },
  ]);
  await twice("reopenConversation", {});
  const { body } = await call("getThread", { path });
  const done = body.entries.filter(({ kind }: { kind: string }) => kind === "note" || kind === "event");
  const by = { kind: "api-key", id: keyId, name: "Help center" };
  expect(done).toMatchObject([
    { kind: "note", body: "Asked about Canada before", by },
    ...["assigned", "closed", "reopened"].map((what) => ({ kind: "event", event: { what }, by })),
  ]);
});

test("pages of conversations and of a thread hold each entry once", async () => {
  const { call, path, writes } = await aQuestion("One");
  for (const body of ["Two", "Three", "Four", "Five"]) await writes(body);
  const read: string[] = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = { limit: "2", ...(cursor !== null && { cursor }) };
    const { body } = await call("getThread", { path, query });
    const texts = body.entries.filter(({ kind }: { kind: string }) => kind === "text-in");
    read.unshift(...texts.map((it: { body: string }) => it.body));
    cursor = body.nextCursor;
  } while (cursor !== null);
  expect(read).toEqual(["One", "Two", "Three", "Four", "Five"]);
  for (const wrong of ["x", "a".repeat(300)]) {
    expect((await call("getThread", { path, query: { cursor: wrong } })).status).toBe(422);
    expect((await call("listConversations", { query: { cursor: wrong } })).status).toBe(422);
  }
  expect((await call("listConversations", { query: { state: "lost" } })).status).toBe(422);
});

test("another store's conversation is not found by anything, and nothing in it changes", async () => {
  const [theirs, mine] = [await aQuestion(), await aCaller()];
  const { path } = theirs;
  for (const operation of ["getConversation", "getThread"])
    expect((await mine.call(operation, { path })).status).toBe(404);
  for (const [operation, body] of [
    ["answerConversation", { body: "Hello" }],
    ["addNote", { body: "Mine" }],
    ["closeConversation", {}],
    ["reopenConversation", {}],
    ["assignConversation", { assignee: null }],
  ] as const)
    expect((await mine.call(operation, { path, body })).status).toBe(404);
  expect((await mine.call("listConversations", { query: { state: "all" } })).body.conversations).toEqual([]);
  expect(await theirs.texts()).toEqual([]);
  expect(await theirs.read()).toMatchObject({ state: "open", unreadTexts: 1 });
});

test("a key that may only read can't answer", async () => {
  const { shopId, path, texts } = await aQuestion();
  const { secret } = await keyFor(shopId, ["conversations:read"]);
  const answer = await apiClient(url, secret)("answerConversation", { path, body: { body: "Hello" } });
  expect(answer).toMatchObject({ status: 403, body: { detail: expect.stringContaining("conversations:write") } });
  expect(await texts()).toEqual([]);
});

test("answers by a key end at a bound for each person, and count with the other texts of programs", async () => {
  const { call, path, person, texts } = await aQuestion();
  for (let index = 0; index < 5; index += 1) {
    expect((await call("answerConversation", { path, body: { body: `Answer ${index}` } })).status).toBe(201);
    expect((await call("sendText", { body: { subscriberId: person.id, body: `Text ${index}` } })).status).toBe(202);
  }
  for (const [operation, body] of [
    ["answerConversation", { body: "One more" }],
    ["sendText", { subscriberId: person.id, body: "One more" }],
  ] as const)
    expect(await call(operation, { path, body })).toMatchObject({ status: 429, body: { code: "person-texted-often" } });
  expect(await texts()).toHaveLength(10);
});
