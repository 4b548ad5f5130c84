import { beforeEach, describe, expect, test } from "vitest";
import { redactCustomers } from "#domain/privacy/redact-customers";
import { statement, statementFile } from "#platform/sql/statement";
import { aContext } from "../../../test/factories/context.ts";
import { aWritingShopper } from "../../../test/factories/writing-shopper.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { until } from "../../../test/stories/until.ts";
import { closeConversation, snoozeConversation } from "./change-state.ts";
import { addNote } from "./notes.ts";

const ctx = aContext();
const { db, clock } = ctx;
const by = { kind: "staff", id: "42", name: "Ada Moreno" } as const;
const HOUR = 3_600_000;

beforeEach(emptyDatabase);

describe("a text that came while someone was writing or clicking", () => {
  test("stays unread, and its conversation open, when they answer what stood before it", async () => {
    const { writes, read, answers } = await aWritingShopper(ctx);
    await writes("Do you ship to Canada?");
    const { lastTextAt: upTo } = await read();
    await writes("And to Mexico?");
    expect(await answers("We do!", "one", upTo)).toMatchObject({ kind: "sent" });
    expect(await db.everyShop.message.count()).toBe(1);
    expect(await read()).toMatchObject({ state: "open", unreadTexts: 1 });
    clock.advance(1_000);
    await answers("There too", "two", (await read()).lastTextAt);
    expect(await read()).toMatchObject({ state: "waiting", unreadTexts: 0 });
  });

  test("is not closed or snoozed away: they are told to read it first", async () => {
    const { writes, read, ref } = await aWritingShopper(ctx);
    await writes("Thanks");
    const change = { ...(await ref()), by };
    const { lastTextAt: upTo } = await read();
    await writes("One more thing");
    const later = new Date(clock.now().getTime() + HOUR);
    await expect(closeConversation(ctx, { ...change, upTo })).rejects.toMatchObject({
      code: "new-text",
      message: "A new text came in. Read it, then close the conversation.",
    });
    await expect(snoozeConversation(ctx, { ...change, upTo, until: later })).rejects.toMatchObject({
      message: "A new text came in. Read it, then snooze the conversation.",
    });
    expect(await read()).toMatchObject({ state: "open", unreadTexts: 2 });
    await closeConversation(ctx, { ...change, upTo: (await read()).lastTextAt });
    expect(await read()).toMatchObject({ state: "closed", unreadTexts: 0 });
  });

  test("keeps nothing open when it asks for no one, and neither does a colleague's answer", async () => {
    const { writes, read, ref, answers } = await aWritingShopper(ctx);
    await writes("Thanks");
    const { lastTextAt: upTo } = await read();
    clock.advance(1_000);
    await answers("You’re welcome!");
    await writes("Liked “You’re welcome!”");
    await closeConversation(ctx, { ...(await ref()), by, upTo });
    expect(await read()).toMatchObject({ state: "closed", unreadTexts: 0 });
  });
});

describe("during an erasure", () => {
  const waiting = statement(
    "who-waits",
    "SELECT FROM pg_locks WHERE NOT granted AND locktype IN ('transactionid', 'tuple')",
  );

  test("an answer and a note wait for it, and are refused once the person is forgotten", async () => {
    const { person, shopId, writes, ref, answers } = await aWritingShopper(ctx);
    await writes("I am Ada");
    const note = { ...(await ref()), by, key: "n", body: "Ada called" };
    let work: Promise<unknown[]> = Promise.resolve([]);
    let finished = 0;
    await db.transaction(async (tx) => {
      await redactCustomers(tx, ctx, [{ shopId, customerId: null, phone: person.phone, orderIds: [] }]);
      const tasks = [answers("Hello Ada", "k"), addNote(ctx, note).catch((error: unknown) => error)];
      work = Promise.all(tasks.map((it) => it.finally(() => (finished += 1))));
      await until("both wait, or are done", async () => (await db.run(waiting)).length + finished >= 2);
    });
    expect(await work).toMatchObject([
      { kind: "refused", because: "redacted" },
      { code: "redacted", field: "note" },
    ]);
    expect(await db.everyShop.conversationAnswer.count()).toBe(0);
    expect(await db.everyShop.conversationNote.count()).toBe(0);
  });
});

test("a thread finds who wrote an answer by the answer's id, however many answers the shop has", async () => {
  const { writes, ref } = await aWritingShopper(ctx);
  await writes("Hi");
  const { shopId, conversationId } = await ref();
  const { text } = statementFile(import.meta.url, "./read-thread.sql");
  const plan = await db.transaction(async (tx) => {
    for (const way of ["seqscan", "hashjoin", "mergejoin", "bitmapscan"])
      await tx.run(statement("", "SELECT set_config($1, 'off', true)"), [`enable_${way}`]);
    const values = [shopId, conversationId, null, null, 50];
    return await tx.run<{ "QUERY PLAN": string }>(statement("explain-thread", `EXPLAIN ${text}`), values);
  });
  const lines = plan.map((row) => row["QUERY PLAN"]);
  const place = lines.findIndex((line) => line.includes("conversation_answers_pkey"));
  expect(lines[place + 1]).toMatch(/Index Cond: .*id = CASE/);
});
