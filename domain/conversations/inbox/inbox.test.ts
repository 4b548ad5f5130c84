import { beforeEach, describe, expect, test } from "vitest";
import { aContext } from "../../../test/factories/context.ts";
import { aWritingShopper } from "../../../test/factories/writing-shopper.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { answerConversation } from "./answer.ts";
import { assignConversation } from "./assign.ts";
import { readBeside } from "./beside.ts";
import { closeConversation, reopenConversation, snoozeConversation } from "./change-state.ts";
import { findConversation } from "./find.ts";
import { type InboxView, inboxViews, listConversations } from "./list.ts";
import { markRead, markUnread } from "./mark-read.ts";
import { addNote, deleteNote } from "./notes.ts";
import { readThread } from "./thread.ts";
import { countUnread } from "./unread.ts";
import { dueSnoozes, wakeConversations } from "./wake.ts";

const ctx = aContext();
const { db, clock } = ctx;
const START = clock.now();
const MINUTE = 60_000;
const by = { kind: "staff", id: "42", name: "Ada Moreno" } as const;

beforeEach(async () => {
  await emptyDatabase();
  clock.set(START);
  ctx.enqueued.length = 0;
});

const aShopper = (given?: Parameters<typeof aWritingShopper>[1]) => aWritingShopper(ctx, given);
const listed = async (shopId: string, view: InboxView, search = "") =>
  (await listConversations(db, shopId, { view, search })).conversations;

describe("a conversation", () => {
  test("is open and unread when someone writes, waits once it is answered, and is open again with their next text", async () => {
    const { shopId, writes, read, answers } = await aShopper();
    await writes("Do you ship to Canada?");
    expect(await read()).toMatchObject({ state: "open", unreadTexts: 1 });
    expect(await countUnread(db, shopId)).toBe(1);
    expect(await answers("We do!")).toMatchObject({ kind: "sent" });
    expect(await read()).toMatchObject({ state: "waiting", unreadTexts: 0 });
    expect(await countUnread(db, shopId)).toBe(0);
    await writes("Great");
    expect(await read()).toMatchObject({ state: "open", unreadTexts: 1 });
  });

  test("that was closed is reopened by the next text, and says so", async () => {
    const { writes, read, ref, entries } = await aShopper();
    await writes("Hello?");
    await closeConversation(ctx, { ...(await ref()), by });
    await closeConversation(ctx, { ...(await ref()), by });
    expect(await read()).toMatchObject({ state: "closed", unreadTexts: 0 });
    await writes("Anyone?");
    expect(await read()).toMatchObject({ state: "open", unreadTexts: 1 });
    const events = (await entries()).filter(({ kind }) => kind === "event");
    expect(events).toMatchObject([
      { what: "closed", by },
      { what: "reopened", by: null },
    ]);
    await closeConversation(ctx, { ...(await ref()), by });
    await reopenConversation(ctx, { ...(await ref()), by });
    expect(await read()).toMatchObject({ state: "open" });
  });

  test("that is snoozed comes back at its time, or with the next text before it", async () => {
    const { writes, read, ref } = await aShopper();
    await writes("Call me Monday");
    const until = new Date(clock.now().getTime() + 60 * MINUTE);
    await snoozeConversation(ctx, { ...(await ref()), by, until });
    expect(await read()).toMatchObject({ state: "snoozed", snoozedUntil: until, unreadTexts: 0 });
    expect(dueSnoozes).toMatchObject({ anything: expect.stringContaining("snoozed") });
    expect(await wakeConversations(ctx)).toBe(false);
    expect(await read()).toMatchObject({ state: "snoozed" });
    clock.set(until);
    await wakeConversations(ctx);
    expect(await read()).toMatchObject({ state: "open", snoozedUntil: null, unreadTexts: 1 });
    await snoozeConversation(ctx, { ...(await ref()), by, until: new Date(until.getTime() + 60 * MINUTE) });
    await writes("Or now?");
    expect(await read()).toMatchObject({ state: "open", snoozedUntil: null, unreadTexts: 1 });
    await expect(snoozeConversation(ctx, { ...(await ref()), by, until: clock.now() })).rejects.toMatchObject({
      code: "snooze-time-wrong",
      field: "until",
    });
  });

  test.each([
    ["a reaction", "Liked “20% off today”", "reaction"],
    [
      "an automatic answer",
      "I'm driving with Do Not Disturb While Driving turned on. I'll see your message when I get where I'm going.",
      "automatic-answer",
    ],
    ["HELP", "HELP", "text"],
    ["STOP", "STOP", "text"],
  ])("is not opened by %s", async (_, body, as) => {
    const { shopId, writes, read, entries } = await aShopper();
    await writes(body);
    expect(await read()).toMatchObject({ state: "closed", unreadTexts: 0 });
    expect(await countUnread(db, shopId)).toBe(0);
    expect(await entries()).toContainEqual(expect.objectContaining({ kind: "text-in", as, body }));
  });

  test("is read up to the text that was seen: one that came since stays unread", async () => {
    const { writes, read, ref } = await aShopper();
    await writes("One");
    const { lastTextAt: upTo } = await read();
    await writes("Two");
    await markRead(ctx, { ...(await ref()), upTo });
    expect(await read()).toMatchObject({ unreadTexts: 2 });
    await markRead(ctx, { ...(await ref()), upTo: (await read()).lastTextAt });
    expect(await read()).toMatchObject({ unreadTexts: 0, state: "open" });
    await markUnread(ctx, await ref());
    expect(await read()).toMatchObject({ unreadTexts: 1 });
  });

  test("is given to someone and taken back, and its notes are for the store's people", async () => {
    const { writes, read, ref, entries } = await aShopper();
    await writes("My parcel is late");
    await assignConversation(ctx, { ...(await ref()), by, to: { id: "7", name: "Ben" } });
    expect(await read()).toMatchObject({ assignee: { id: "7", name: "Ben" } });
    for (const _ of [1, 2]) await addNote(ctx, { ...(await ref()), by, key: "one", body: "Ask the carrier" });
    const notes = (await entries()).filter(({ kind }) => kind === "note");
    expect(notes).toMatchObject([{ body: "Ask the carrier", by }]);
    await deleteNote(ctx, { ...(await ref()), noteId: notes[0]?.id ?? "" });
    await assignConversation(ctx, { ...(await ref()), by, to: null });
    expect((await entries()).map((it) => (it.kind === "event" ? it.what : it.kind))).toEqual([
      ...["consent", "text-in", "assigned", "unassigned"],
    ]);
    await expect(addNote(ctx, { ...(await ref()), by, key: "two", body: " " })).rejects.toMatchObject({
      field: "note",
    });
  });
});

describe("an answer", () => {
  test("leaves as one reply from the number that they wrote to, for however many clicks and tabs", async () => {
    const { base, writes, answers, read } = await aShopper();
    await writes("Is it vegan?");
    const { answerKey } = await read();
    const sent = await Promise.all([1, 2, 3].map(() => answers("Yes, all of it.", answerKey)));
    expect(new Set(sent.map((it) => JSON.stringify(it))).size).toBe(1);
    expect(await answers("No idea", answerKey)).toMatchObject({
      kind: "answered-already",
      by,
      body: "Yes, all of it.",
    });
    expect(await db.everyShop.message.findMany()).toMatchObject([
      { class: "reply", purpose: "transactional", state: "waiting", senderId: base.senderId, body: "Yes, all of it." },
    ]);
    expect(ctx.enqueued).toContainEqual(expect.objectContaining({ name: "dispatch-reply" }));
    expect(await answers("Anything else?")).toMatchObject({ kind: "sent" });
    expect(await db.everyShop.message.count()).toBe(2);
  });

  test("is sent once when its key comes again a month later", async () => {
    const { writes, answers } = await aShopper();
    await writes("Hi");
    await answers("Hello", "key");
    clock.advance(40 * 24 * 60 * MINUTE);
    expect(await answers("Hello", "key")).toMatchObject({ kind: "sent" });
    expect(await db.everyShop.message.count()).toBe(1);
  });

  test("is refused, with the reason, to someone who opted out, and the thread's page says so instead of a composer", async () => {
    const { shopId, writes, answers, ref } = await aShopper();
    await writes("Where is my order?");
    await writes("STOP");
    const before = await db.everyShop.message.count();
    const refused = { kind: "refused", because: "opted-out", sentence: expect.stringContaining("opted out") };
    expect(await answers("On its way")).toMatchObject(refused);
    expect(await db.everyShop.message.count()).toBe(before);
    expect(await readBeside(ctx, shopId, (await ref()).conversationId)).toMatchObject({ composer: refused });
  });

  test.each([["a dead number", { invalidAt: START }, "invalid-number"]])(
    "is refused to %s",
    async (_, given, because) => {
      const { person, writes, answers } = await aShopper();
      await writes("Hi");
      await db.everyShop.subscriber.updateMany({ where: { id: person.id }, data: given });
      expect(await answers("Hello")).toMatchObject({ kind: "refused", because });
    },
  );

  test("is refused without words, with too many, and from a number that is out of service", async () => {
    const { shopId, base, writes, answers } = await aShopper();
    await writes("Hi");
    expect(await answers("  ")).toMatchObject({ kind: "refused", because: "empty" });
    expect(await answers("x".repeat(1_601))).toMatchObject({ kind: "refused", because: "too-long" });
    await db.everyShop.sender.updateMany({ where: { shopId, id: base.senderId }, data: { state: "released" } });
    expect(await answers("Hello")).toMatchObject({ kind: "refused", because: "no-sender" });
  });
});

describe("the list", () => {
  test("shows each conversation in the view of its state", async () => {
    const { shopId, writes, answers } = await aShopper({ firstName: "Alma" });
    await writes("Is the blue one back?");
    const idsIn = async () =>
      Object.fromEntries(
        await Promise.all(inboxViews.map(async (view) => [view, (await listed(shopId, view)).length] as const)),
      );
    const none = { open: 0, waiting: 0, snoozed: 0, closed: 0, all: 1, "possible-opt-outs": 0 };
    expect(await idsIn()).toEqual({ ...none, open: 1 });
    expect(await listed(shopId, "open")).toMatchObject([
      { firstName: "Alma", isUnread: true, preview: { body: "Is the blue one back?", isFromShopper: true } },
    ]);
    await answers("Tomorrow");
    expect(await idsIn()).toEqual({ ...none, waiting: 1 });
    expect(await listed(shopId, "waiting")).toMatchObject([{ preview: { body: "Tomorrow", isFromShopper: false } }]);
    await writes("wrong number?");
    expect(await idsIn()).toMatchObject({ open: 1, "possible-opt-outs": 1 });
  });

  test("finds people by name and number, and conversations by the words in them", async () => {
    const { shopId, person, writes, answers } = await aShopper({ firstName: "Alma", lastName: "Ruiz" });
    await writes("Is the blue one back?");
    await answers("Tomorrow at noon");
    for (const search of ["alma", "Ruiz", person.phone.slice(-7), "BLUE one", "noon"])
      expect(await listed(shopId, "all", search), search).toHaveLength(1);
    for (const search of ["green", "%", "_"]) expect(await listed(shopId, "all", search), search).toHaveLength(0);
    const assigned = await listConversations(db, shopId, { view: "all", assigneeId: "none" });
    expect(assigned.conversations).toHaveLength(1);
    const ofBen = await listConversations(db, shopId, { view: "all", assigneeId: "7" });
    expect(ofBen.conversations).toHaveLength(0);
  });

  test("is read page by page, each conversation once", async () => {
    const { shopId, writes } = await aShopper();
    await writes("One");
    for (let n = 0; n < 6; n += 1) await (await aShopper({ shopId })).writes(`${n}`);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listConversations>> = await listConversations(db, shopId, {
        ...{ view: "open", size: 3, after },
      });
      seen.push(...page.conversations.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  });
});

test("another shop sees and changes nothing of a conversation", async () => {
  const own = await aShopper();
  await own.writes("Hello");
  const other = await aShopper();
  const { conversationId } = await own.ref();
  const strange = { shopId: other.shopId, conversationId };
  expect(await findConversation(db, other.shopId, conversationId)).toBeNull();
  expect(await readThread(db, strange)).toEqual({ entries: [], older: null });
  expect(await readBeside(ctx, other.shopId, conversationId)).toBeNull();
  expect(await listed(other.shopId, "all")).toEqual([]);
  for (const change of [
    () => closeConversation(ctx, { ...strange, by }),
    () => answerConversation(ctx, { ...strange, by, key: "k", body: "Hi" }),
    () => addNote(ctx, { ...strange, by, key: "k", body: "Hi" }),
    () => markRead(ctx, { ...strange, upTo: clock.now() }),
  ])
    await expect(change()).rejects.toMatchObject({ code: "conversation-not-found" });
  expect(await own.read()).toMatchObject({ state: "open", unreadTexts: 1 });
});
