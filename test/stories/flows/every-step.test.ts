import { beforeEach, describe, expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { flowSource } from "#domain/flows/source";
import { stepTypeNames } from "#domain/flows/steps/registry";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { answerStep, wakeAwaiting } from "#domain/flows/walk/awaiting";
import { enroll } from "#domain/flows/walk/enroll";
import { exitEnrollments } from "#domain/flows/walk/exit";
import { claimSlice } from "#domain/messages/claim/claim";
import { aContext, TUESDAY_MORNING } from "../../factories/context.ts";
import { aLiveFlow } from "../../factories/flow.ts";
import { aSender } from "../../factories/sender.ts";
import { aSubscriber } from "../../factories/subscriber.ts";
import { type StepLine, type StepWorld, stepLines } from "./step-lines.ts";

// What every step promises to a person who comes to it: what it does and how often, where they go on and when, that they leave
// from it, and that the text behind it is called back at the hand-off.

const ctx = aContext();
const { prisma } = ctx.db;
const sources = { campaign: flowSource, flow: flowSource, conversation: flowSource, test: flowSource };
const MINUTE = 60_000;
const TOMORROW = "2026-11-25";
let shopId: string;
let subscriberId: string;
let senderId: string;
let world: StepWorld;

beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  ({ shopId, id: subscriberId } = await aSubscriber(ctx.db, { tags: ["new"], customerId: "77" }));
  ({ id: senderId } = await aSender(ctx.db, { shopId }));
  world = { ctx, shopId, subscriberId };
});

const say = (id: string) => ({ id, type: "send", config: { text: `Hello, ${id}` }, arms: {} });

/** A flow of the step and a text behind it, or on each of its paths. An order ends it. */
async function aFlow(type: string, { config, arms, goesTo }: StepLine): Promise<void> {
  const own = typeof config === "function" ? await config(world) : config;
  const paths = Object.fromEntries((arms ?? []).map((arm) => [arm, [say(arm)]]));
  const step = { id: "step", type, config: own, arms: paths };
  const steps = arms || goesTo === null ? [step] : [step, say("after")];
  const document = parseDocument({ purpose: "marketing", trigger: { kind: "no-order-for" }, steps });
  await aLiveFlow(ctx.db, { shopId, preset: null, name: type, document });
}

async function enter(subject = "1"): Promise<void> {
  const at = ctx.clock.now();
  const event = { properties: { pickup: TOMORROW } };
  const news = { shopId, kind: "no-order-for" as const, subject, subscriberId, at, since: at, event };
  await ctx.db.transaction((tx) => enroll(tx, ctx, [news]));
  await pass(0);
}

async function pass(ms: number): Promise<void> {
  ctx.clock.set(new Date(ctx.clock.now().getTime() + ms));
  while (await advanceEnrollments(ctx));
}

async function comes(what: "answer" | "clicked"): Promise<void> {
  const at = ctx.clock.now();
  const [walk] = await walks();
  const answer = { shopId, enrollmentId: walk?.id ?? "", stepId: "step", value: { values: {} } };
  await ctx.db.transaction((tx) =>
    what === "answer"
      ? answerStep(tx, ctx, answer)
      : wakeAwaiting(tx, ctx, [{ shopId, subscriberId, event: "clicked", at }]),
  );
  await pass(0);
}

async function order(): Promise<void> {
  const news = { shopId, subject: null, subscriberId, because: "ordered" as const, at: ctx.clock.now() };
  await ctx.db.transaction((tx) => exitEnrollments(tx, ctx, [news]));
}

const walks = () => prisma.enrollment.findMany({ where: { shopId, NOT: { subject: { startsWith: "start:" } } } });
const texts = () => prisma.message.findMany({ where: { shopId, subscriberId }, orderBy: { id: "asc" } });
/** The steps that have texted the person, apart from the step itself. */
const told = async () => (await texts()).map(({ occurrence }) => occurrence).filter((it) => it !== "step");

test("every step type of the registry has its line", () => {
  expect(new Set(Object.keys(stepLines))).toEqual(new Set(stepTypeNames));
});

describe.each(Object.entries(stepLines))("%s", (type, line) => {
  const { staysMs = 0, earlier, goesTo, done, doneTwice } = line;
  const next = goesTo === null ? [] : [goesTo];

  test("a person stays as long as it says and goes on once, and it does once what it does", async () => {
    await aFlow(type, line);
    expect(await (done?.(world) ?? 0)).toBe(0);
    await enter();
    await enter();
    if (staysMs > 0) {
      await pass(staysMs - MINUTE);
      expect(await told()).toEqual([]);
      expect(await walks()).toMatchObject([{ state: "waiting" }]);
      await pass(2 * MINUTE);
    }
    expect(await told()).toEqual(next);
    expect(await walks()).toMatchObject([{ state: "finished" }]);
    if (done) expect(await done(world)).toBe(1);
    if (type === "send") expect((await texts()).map((it) => it.occurrence)).toContain("step");
  });

  test("a person who enters again comes to it again", async () => {
    await aFlow(type, line);
    await enter("1");
    await enter("2");
    await pass(staysMs + MINUTE);
    expect(await told()).toEqual([...next, ...next]);
    if (done) expect(await done(world)).toBe(doneTwice);
  });

  test.runIf(earlier)("what it waits for lets the person go on at once, and comes to nothing later", async () => {
    await aFlow(type, line);
    await enter();
    await pass(MINUTE);
    await comes(earlier?.comes ?? "answer");
    expect(await told()).toEqual([earlier?.goesTo]);
    await comes(earlier?.comes ?? "answer");
    await pass(staysMs + MINUTE);
    expect(await told()).toEqual([earlier?.goesTo]);
  });

  test.runIf(staysMs > 0)("a person who leaves while they stay there goes on no more", async () => {
    await aFlow(type, line);
    await enter();
    await pass(MINUTE);
    await order();
    expect(await walks()).toMatchObject([{ state: "exited", exitedBecause: "ordered" }]);
    if (earlier) await comes(earlier.comes);
    await pass(staysMs + MINUTE);
    expect(await texts()).toEqual([]);
    expect(await walks()).toMatchObject([{ state: "exited" }]);
  });

  test.runIf(goesTo !== null)("the text behind it is called back at the hand-off when the person orders", async () => {
    await aFlow(type, line);
    await enter();
    if (staysMs > 0) await pass(staysMs + MINUTE);
    await claimSlice(ctx, sources, { class: "flow", shopId, senderId }, 10);
    expect((await texts()).map(({ state }) => state)).toContain("sending");
    await order();
    const [walk] = await walks();
    expect(await prisma.recall.findMany({ where: { shopId } })).toMatchObject([
      { kind: "enrollment", target: walk?.id },
    ]);
    expect((await texts()).filter(({ state }) => state === "waiting")).toEqual([]);
  });
});
