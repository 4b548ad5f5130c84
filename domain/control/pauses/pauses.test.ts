import { beforeEach, expect, test } from "vitest";
import { readOperatorEvents } from "#domain/control/events/operator-event";
import { readProviders } from "#domain/control/providers/read-providers";
import { holdProvider, releaseProvider } from "#domain/messages/failures/provider-holds";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import type { Pausable } from "./pausable.ts";
import { pause, stopMarketing } from "./pause.ts";
import { readPauses } from "./read-pauses.ts";
import { resume, startMarketing } from "./resume.ts";

const ctx = aContext();
const { db, clock } = ctx;
const ann = { by: { operator: "ann" }, because: "wrong price" };
const bob = { by: { operator: "shell:bob" } };

beforeEach(async () => {
  await emptyDatabase();
  clock.set(TUESDAY_MORNING);
});

test.each<Pausable["kind"]>(["class", "queue", "shop", "provider"])(
  "an operator pauses a %s, another can't again, and each change is one line in the audit log",
  async (kind) => {
    const { domain } = await aShop(db);
    const name = { class: "flow", queue: "import", shop: domain, provider: "twilio", process: "" }[kind];
    const target = { kind, name };
    expect(await pause(ctx, { ...ann, target })).toEqual({ hasChanged: true, sentence: `${kind} ${name} is paused.` });
    expect(await pause(ctx, { ...bob, target })).toMatchObject({ hasChanged: false });
    expect(await readPauses(db)).toEqual([
      { kind, name, operator: "ann", because: "wrong price", since: TUESDAY_MORNING.toISOString() },
    ]);
    clock.advance(1_000);
    expect(await resume(ctx, { ...bob, target })).toMatchObject({ hasChanged: true });
    expect(await resume(ctx, { ...bob, target })).toEqual({
      hasChanged: false,
      sentence: `${kind} ${name} was not paused.`,
    });
    expect(await readPauses(db)).toEqual([]);
    expect(await readOperatorEvents(db)).toMatchObject([
      { operator: "shell:bob", action: "resume", target: `${kind} ${name}`, because: null },
      { operator: "ann", action: "pause", target: `${kind} ${name}`, because: "wrong price", details: {} },
    ]);
  },
);

test("two operators who pause at the same moment pause once", async () => {
  const target = { kind: "class", name: "campaign" } as const;
  const answers = await Promise.all([pause(ctx, { ...ann, target }), pause(ctx, { ...bob, target })]);
  expect(answers.filter(({ hasChanged }) => hasChanged)).toHaveLength(1);
  expect(await readOperatorEvents(db)).toHaveLength(1);
});

test("all marketing stops once and starts once", async () => {
  expect(await stopMarketing(ctx, ann)).toMatchObject({ hasChanged: true });
  expect(await stopMarketing(ctx, bob)).toMatchObject({ hasChanged: false });
  expect(await readPauses(db)).toMatchObject([{ kind: "marketing", name: "", operator: "ann" }]);
  expect(await startMarketing(ctx, bob)).toMatchObject({ hasChanged: true });
  expect(await startMarketing(ctx, bob)).toMatchObject({ hasChanged: false });
  expect(await readPauses(db)).toEqual([]);
});

test.each<[Pausable, string]>([
  [{ kind: "class", name: "order" }, "class-unknown"],
  [{ kind: "queue", name: "dispatch" }, "queue-unknown"],
  [{ kind: "queue", name: "intake-inbound" }, "queue-answers-people"],
  [{ kind: "queue", name: "dispatch-reply" }, "queue-answers-people"],
  [{ kind: "shop", name: "no.myshopify.com" }, "shop-unknown"],
  [{ kind: "provider", name: "pigeon" }, "provider-unknown"],
  [{ kind: "process", name: "%" }, "process-unknown"],
])("what can't be paused is refused in a sentence: %j", async (target, code) => {
  await expect(pause(ctx, { ...ann, target })).rejects.toMatchObject({ code });
  expect(await readOperatorEvents(db)).toEqual([]);
});

test("what a provider says neither ends nor changes an operator's pause of it", async () => {
  await pause(ctx, { ...ann, target: { kind: "provider", name: "twilio" } });
  const failure = { code: "20003", because: "account" as const, words: "Wrong token", waitMs: null };
  await db.transaction((tx) => holdProvider(tx, ctx, "twilio", failure));
  expect(await db.transaction((tx) => releaseProvider(tx, ctx, "twilio"))).toBe(false);
  expect(await readProviders(ctx)).toMatchObject([{ name: "twilio", state: "paused", holds: [{ cause: "operator" }] }]);
});

test("the audit log is read page by page, of one operator or of one action", async () => {
  for (const name of ["flow", "campaign", "reply"]) {
    clock.advance(1_000);
    await pause(ctx, { ...(name === "reply" ? bob : ann), target: { kind: "class", name } });
  }
  const [first] = await readOperatorEvents(db, { limit: 1 });
  expect(first?.target).toBe("class reply");
  const targets = async (which: Parameters<typeof readOperatorEvents>[1]) =>
    (await readOperatorEvents(db, which)).map(({ target }) => target);
  expect(await targets({ before: first?.id ?? "" })).toEqual(["class campaign", "class flow"]);
  expect(await targets({ operator: "shell:bob" })).toEqual(["class reply"]);
  expect(await targets({ action: "resume" })).toEqual([]);
});
