import fc from "fast-check";
import { expect, test } from "vitest";
import { receiveTexts } from "#domain/conversations/receive";
import { readStoreThings } from "#domain/flows/checking/read-store-things";
import type { FlowDocument } from "#domain/flows/definition/document";
import { USUAL_HOURS } from "#domain/flows/definition/text-deadline";
import { validateFlow } from "#domain/flows/definition/validate";
import { createFlow } from "#domain/flows/publishing/create";
import { publishFlow } from "#domain/flows/publishing/publish";
import { readTrail } from "#domain/flows/trail/trail";
import type { ImaginedEvent } from "#domain/flows/trial/imagined-events";
import { tryFlow } from "#domain/flows/trial/try-flow";
import { EVENT_NAME } from "#domain/flows/triggers/custom-event";
import { advanceEnrollments } from "#domain/flows/walk/advance";
import { answerStep, wakeAwaiting } from "#domain/flows/walk/awaiting";
import { enroll } from "#domain/flows/walk/enroll";
import { exitEnrollments } from "#domain/flows/walk/exit";
import { leavingReasons } from "#domain/flows/walk/leaving-reason";
import { UserError } from "#domain/user-error";
import { aContext, TUESDAY_MORNING } from "../../factories/context.ts";
import { aLiveFlow } from "../../factories/flow.ts";
import { anOrder } from "../../factories/order.ts";
import { aSender } from "../../factories/sender.ts";
import { aSubscriber } from "../../factories/subscriber.ts";
import { anyDocument } from "../../flows/any-document.ts";
import { soundDocument } from "../../flows/sound-document.ts";

// The editor's trial and the engine take the same way through any flow, with the same person and the same events.

const ctx = aContext();
const { prisma } = ctx.db;
const MINUTE = 60_000;
const EVENT = { points: 7, pickup: "2026-11-26" };

interface World {
  shopId: string;
  subscriberId: string;
  senderId: string;
  phone: string;
}

async function aWorld(isVip: boolean): Promise<World> {
  ctx.clock.set(TUESDAY_MORNING);
  const { shopId, id: subscriberId, phone } = await aSubscriber(ctx.db, { tags: isVip ? ["vip"] : [] });
  const { id: senderId } = await aSender(ctx.db, { shopId });
  return { shopId, subscriberId, senderId, phone };
}

/** Lets the engine run until no timer is left, with the events at their times. */
async function run(
  { shopId, subscriberId, senderId, phone }: World,
  document: FlowDocument,
  imagined: ImaginedEvent[],
  answers: Record<string, unknown>,
) {
  const at = TUESDAY_MORNING;
  const { kind } = document.trigger;
  const properties = kind === "custom-event" ? { ...EVENT, [EVENT_NAME]: "earned" } : EVENT;
  const news = { shopId, kind, subject: "1", subscriberId, at, since: at, event: { properties } };
  await ctx.db.transaction((tx) => enroll(tx, ctx, [news]));
  const walk = () => prisma.enrollment.findFirstOrThrow({ where: { shopId } });
  const left = [...imagined].sort((one, other) => one.at.getTime() - other.at.getTime());

  async function goOn(): Promise<void> {
    while (await advanceEnrollments(ctx));
    for (let asked = await walk(); asked.waitsFor === "answer"; asked = await walk()) {
      const stepId = asked.stepId ?? "";
      const value = answers[stepId] as object | undefined; // made below
      if (!value || (asked.resumeAt ?? at) <= ctx.clock.now()) break;
      await ctx.db.transaction((tx) => answerStep(tx, ctx, { shopId, enrollmentId: asked.id, stepId, value }));
      while (await advanceEnrollments(ctx));
    }
  }

  async function happen({ event, reply = "" }: ImaginedEvent): Promise<void> {
    const now = ctx.clock.now();
    if (event === "ordered") {
      await anOrder(ctx.db, { shopId, subscriberId, placedAt: now });
      const ordered = { shopId, subject: null, subscriberId, because: "ordered" as const, at: now };
      await ctx.db.transaction((tx) => exitEnrollments(tx, ctx, [ordered]));
    }
    if (event === "replied") {
      const text = { shopId, senderId, provider: "twilio", providerId: `SM${now.getTime()}`, phone, body: reply };
      await ctx.db.transaction((tx) => receiveTexts(tx, ctx, [{ ...text, receivedAt: now, intakeId: shopId }]));
    } else {
      const awaited = { shopId, subscriberId, event: event as "ordered" | `custom:${string}`, at: now };
      await ctx.db.transaction((tx) => wakeAwaiting(tx, ctx, [awaited]));
    }
    await goOn();
  }

  await goOn();
  for (let stops = 0; stops < 200; stops++) {
    const { state, resumeAt } = await walk();
    const [event] = left;
    if (event && (state !== "waiting" || resumeAt === null || event.at <= resumeAt)) {
      left.shift();
      ctx.clock.set(event.at);
      await happen(event);
    } else if (state === "waiting" && resumeAt) {
      ctx.clock.set(resumeAt);
      await goOn();
    } else return walk();
  }
  throw new Error("The walk doesn't end.");
}

const minutes = fc.constantFrom(7, 47, 97, 607, 1_447, 2_887);
const events = fc.record({
  ordered: fc.option(minutes, { freq: 1 }),
  replied: fc.option(minutes, { freq: 1 }),
  "custom:quiz": fc.option(minutes, { freq: 1 }),
});

test("a trial takes the steps that the engine takes, at the same times, and ends as it ends", async () => {
  await fc.assert(
    fc.asyncProperty(
      ...[
        soundDocument,
        events,
        fc.constantFrom("yes", "no thanks", "hm"),
        fc.boolean(),
        fc.option(fc.constantFrom(3, 7)),
      ],
      async (document, happens, reply, isVip, points) => {
        const world = await aWorld(isVip);
        const { shopId, subscriberId } = world;
        const flow = await aLiveFlow(ctx.db, { shopId, preset: null, name: "Any flow", document });
        const imagined = Object.entries(happens).flatMap(([event, after], i) =>
          after === null ? [] : [{ event, at: new Date(TUESDAY_MORNING.getTime() + (after + i) * MINUTE), reply }],
        );
        const answers = points === null ? {} : answersFor(document, points);
        const properties = document.trigger.kind === "custom-event" ? { ...EVENT, [EVENT_NAME]: "earned" } : EVENT;
        const tried = await tryFlow(ctx, {
          ...{ shopId, flow, document, imagined, answers, startsAt: TUESDAY_MORNING },
          person: { kind: "subscriber", id: subscriberId },
          event: { kind: "made-up", properties, tags: {}, totalMicros: 0 },
        });
        if (tried.kind !== "tried") throw new Error(tried.kind);
        const walked = await run(world, document, imagined, answers);
        const texts = await prisma.message.findMany({ where: { shopId }, orderBy: [{ dueAt: "asc" }, { id: "asc" }] });
        const planned = new Map(texts.map((it) => [it.occurrence, it.createdAt]));
        expect(tried.reached.map(({ stepId }) => stepId)).toEqual(
          readTrail(walked.trail ?? "").map(({ stepId }) => stepId),
        );
        expect(new Set(tried.texts.map(({ stepId }) => stepId))).toEqual(new Set(planned.keys()));
        for (const { stepId, at } of tried.reached) if (planned.has(stepId)) expect(at).toEqual(planned.get(stepId));
        if (tried.leaves === leavingReasons.ordered) expect(walked.exitedBecause).toBe("ordered");
        if (walked.state === "finished") expect(tried.endsAt).toEqual(walked.endedAt);
      },
    ),
    { numRuns: 25 },
  );
}, 240_000);

function answersFor({ steps }: FlowDocument, points: number): Record<string, unknown> {
  const ids = JSON.stringify(steps).match(/"id":"s\d+","type":"webhook"/g) ?? [];
  return Object.fromEntries(ids.map((it) => [it.split('"')[3], { values: { "webhook.points": points } }]));
}

test("a flow is published if it has no problems, and else the first problem is the reason why it isn't", async () => {
  const { shopId } = await aWorld(false);
  await fc.assert(
    fc.asyncProperty(anyDocument, async (document) => {
      const id = await createFlow(ctx, shopId, { name: "Any flow", document });
      const store = await readStoreThings(ctx.db, shopId);
      const [problem] = validateFlow(document, { ...USUAL_HOURS, store });
      const refusal = await publishFlow(ctx, shopId, id).then(
        () => null,
        (error: unknown) => error,
      );
      if (!problem) expect(refusal).toBeNull();
      else {
        expect(refusal).toBeInstanceOf(UserError);
        expect(refusal).toMatchObject({ message: problem.message });
      }
    }),
    { numRuns: 60 },
  );
}, 240_000);
