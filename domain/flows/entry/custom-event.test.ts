import { beforeEach, describe, expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { validateFlow } from "#domain/flows/definition/validate";
import { flowSource } from "#domain/flows/source";
import { statement } from "#platform/sql/statement";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLiveFlow } from "../../../test/factories/flow.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { until } from "../../../test/stories/until.ts";
import { recordCustomEvent } from "./custom-event.ts";
import type { CustomEvent } from "./reported-event.ts";

const hold = statement("hold-a-person", "SELECT id FROM subscribers WHERE shop_id = $1 AND id = $2 FOR NO KEY UPDATE");
const waiting = statement("who-waits", "SELECT FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'");

const ctx = aContext();
let shopId: string;
let person: Awaited<ReturnType<typeof aSubscriber>>;

beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  person = await aSubscriber(ctx.db, { email: "Ada@example.test", customerId: "77" });
  ({ shopId } = person);
  await aSender(ctx.db, { shopId });
  await aLiveFlow(ctx.db, {
    shopId,
    preset: null,
    document: parseDocument({
      purpose: "marketing",
      trigger: {
        kind: "custom-event",
        settings: { name: "Points earned", properties: ["points"] },
        filter: { event: [{ property: "points", compare: "at-least", value: 100 }], people: null },
      },
      steps: [{ id: "text", type: "send", config: { text: "You have {{ event.points }} points" } }],
    }),
  });
});

const report = (given: Partial<CustomEvent> = {}) =>
  recordCustomEvent(ctx, shopId, {
    name: "Points earned",
    person: { subscriberId: person.id },
    properties: { points: 120 },
    idempotencyKey: "1",
    ...given,
  });
const enrollments = () => ctx.db.prisma.enrollment.findMany({ where: { shopId } });

test("a flow's texts may use the properties that its trigger names, and no others", () => {
  const flowWith = (text: string) =>
    parseDocument({
      purpose: "marketing",
      trigger: { kind: "custom-event", settings: { name: "Points earned", properties: ["points"] } },
      steps: [{ id: "text", type: "send", config: { text } }],
    });
  expect(validateFlow(flowWith("{{ event.points }}"))).toEqual([]);
  expect(validateFlow(flowWith("{{ event.level }}"))).toMatchObject([{ stepId: "text" }]);
});

describe("a custom event", () => {
  test.each([
    ["the subscriber's id", () => ({ subscriberId: person.id })],
    ["the phone number", () => ({ phone: person.phone })],
    ["the store's customer id", () => ({ customerId: "77" })],
    ["the e-mail address", () => ({ email: " ADA@example.test" })],
  ])("lets in the person named by %s", async (_, named) => {
    expect(await report({ person: named() })).toEqual({ kind: "accepted", subscriberId: person.id });
    expect(await enrollments()).toMatchObject([{ subscriberId: person.id, state: "finished" }]);
  });

  test("is one event under one key, and lets a person in again under another", async () => {
    await report();
    await report();
    await report({ idempotencyKey: "2" });
    expect(await enrollments()).toHaveLength(2);
  });

  test("keeps no word of its key, which may be an e-mail address", async () => {
    await report({ idempotencyKey: "ada@example.test" });
    await report({ idempotencyKey: "ada@example.test" });
    const found = await enrollments();
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain("ada@");
  });

  test("of another name, or that the filter leaves out, starts nothing", async () => {
    await report({ name: "Points lost" });
    await report({ properties: { points: 99 } });
    expect(await enrollments()).toEqual([]);
  });

  test("gives texts its properties, and creates no consent", async () => {
    await ctx.db.prisma.subscriber.updateMany({ where: { shopId }, data: { marketing: "never" } });
    await report();
    expect(await enrollments()).toMatchObject([{ state: "exited", exitedBecause: "no-consent" }]);
    await ctx.db.prisma.subscriber.updateMany({ where: { shopId }, data: { marketing: "subscribed" } });
    await report({ idempotencyKey: "2" });
    const [text] = await ctx.db.prisma.message.findMany({ where: { shopId } });
    if (!text) throw new Error("No text was planned.");
    const answers = await ctx.db.transaction((tx) => flowSource.answersFor(tx, shopId, [text], ctx.clock.now()));
    expect(answers.get(text.id)).toMatchObject({ wording: { variables: { event: { points: 120 } } } });
  });

  test("about a person whom the shop doesn't know makes no one", async () => {
    const other = await aSubscriber(ctx.db);
    expect(await report({ person: { phone: "+12125559999" } })).toEqual({ kind: "person-not-found" });
    expect(await report({ person: { phone: "nonsense" } })).toEqual({ kind: "person-not-found" });
    expect(await report({ person: { subscriberId: other.id } })).toEqual({ kind: "person-not-found" });
    expect(await ctx.db.prisma.subscriber.count({ where: { shopId } })).toBe(1);
  });

  test("for an e-mail address of two people starts nothing", async () => {
    await aSubscriber(ctx.db, { shopId, email: "ada@example.test" });
    expect(await report({ person: { email: "ada@example.test" } })).toEqual({ kind: "person-not-found" });
  });

  test("waits for a person whom another transaction holds, and then takes the steps that change them at once", async () => {
    await aLiveFlow(ctx.db, {
      shopId,
      preset: null,
      document: parseDocument({
        purpose: "marketing",
        trigger: { kind: "custom-event", settings: { name: "Quiz done" } },
        steps: [{ id: "tag", type: "tag", config: { tag: "quiz" } }],
      }),
    });
    let isRecorded = false;
    let recording: Promise<unknown> = Promise.resolve();
    await ctx.db.transaction(async (tx) => {
      await tx.run(hold, [shopId, person.id]);
      recording = report({ name: "Quiz done", properties: {} }).then(() => {
        isRecorded = true;
      });
      await until("the event waits, or is recorded", async () => isRecorded || (await ctx.db.run(waiting)).length > 0);
    });
    await recording;
    const { tags } = await ctx.db.prisma.subscriber.findUniqueOrThrow({
      where: { shopId_id: { shopId, id: person.id } },
    });
    expect(tags).toEqual(["quiz"]);
  });

  test.each([
    ["no name", { name: " " }],
    ["a property name with a dot", { properties: { "event.name": "x" } }],
    [
      "more than 8,000 bytes",
      { properties: Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`p${i}`, "x".repeat(900)])) },
    ],
    ["no key", { idempotencyKey: "" }],
  ])("with %s is rejected", async (_, given) => {
    expect(await report(given)).toMatchObject({ kind: "invalid", message: expect.any(String) });
  });
});
