import { beforeEach, describe, expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { moveOn } from "#domain/flows/walk/advance";
import { enroll } from "#domain/flows/walk/enroll";
import { enterNamedFlows, type FlowStart } from "#domain/flows/walk/enter";
import type { TriggerEvent } from "#domain/flows/walk/entry";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLiveFlow } from "../../../test/factories/flow.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { MOST_ENTRIES_A_DAY } from "./limits.ts";

const ctx = aContext();
const HOUR = 3_600_000;
let shopId: string;
let subscriberId: string;

beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  ({ shopId, id: subscriberId } = await aSubscriber(ctx.db, { tags: ["vip"] }));
  await aSender(ctx.db, { shopId });
});

const aFlow = (trigger: object) =>
  aLiveFlow(ctx.db, {
    shopId,
    preset: null,
    document: parseDocument({
      purpose: "transactional",
      trigger: { kind: "order-placed", ...trigger },
      steps: [
        { id: "wait", type: "wait", config: { minutes: 60 } },
        { id: "text", type: "send", config: { text: "Hi" } },
      ],
    }),
  });

function placed(subject: string, given: Partial<TriggerEvent> = {}): TriggerEvent {
  const at = ctx.clock.now();
  return { shopId, kind: "order-placed", subject, subscriberId, at, since: at, ...given };
}
const entering = (...news: TriggerEvent[]) => ctx.db.transaction((tx) => enroll(tx, ctx, news));
const starting = (starts: FlowStart[]) =>
  ctx.db.transaction(async (tx) => moveOn(tx, ctx, await enterNamedFlows(tx, ctx, starts)));
const enrollments = () => ctx.db.prisma.enrollment.findMany({ where: { shopId }, orderBy: { subject: "asc" } });

describe("a filter", () => {
  const vip = { type: "tags", match: "any", tags: ["vip"] };

  test("over the event lets in those whose event meets it", async () => {
    await aFlow({ filter: { event: [{ property: "country", compare: "is", value: "US" }] } });
    await entering(
      placed("1", { event: { properties: { country: "US" } } }),
      placed("2", { event: { properties: { country: "CA" } } }),
      placed("3"),
    );
    expect(await enrollments()).toMatchObject([{ subject: "1" }]);
  });

  test("over people lets in those who match, by one query for all of a shop", async () => {
    const other = await aSubscriber(ctx.db, { shopId });
    await aFlow({ filter: { event: [], people: vip } });
    await aFlow({ filter: { event: [], people: { type: "not", rule: vip } } });
    await entering(placed("1"), placed("2", { subscriberId: other.id }));
    expect((await enrollments()).map((it) => it.subscriberId)).toEqual([subscriberId, other.id]);
  });

  test("that this release can't read lets no one in", async () => {
    await aFlow({ filter: { event: [], people: { type: "from-the-future" } } });
    await entering(placed("1"));
    expect(await enrollments()).toEqual([]);
  });
});

describe("a flow that starts itself", () => {
  const start = (flowId: string, subject: string) => {
    const at = ctx.clock.now();
    return starting([{ flowId, shopId, subject, subscriberId, at, since: at, purposes: ["transactional"] }]);
  };

  test("stops after 20 entries in 24 hours, and says so once", async () => {
    const { id } = await aFlow({});
    for (let i = 0; i < MOST_ENTRIES_A_DAY + 3; i += 1) await start(id, `start:${i}`);
    await start(id, "start:0");
    const walks = await enrollments();
    expect(walks.filter((it) => it.state === "waiting")).toHaveLength(MOST_ENTRIES_A_DAY);
    expect(walks.filter((it) => it.state === "exited")).toMatchObject([{ exitedBecause: "entered-too-often" }]);
    ctx.clock.set(new Date(TUESDAY_MORNING.getTime() + 25 * HOUR));
    await start(id, "start:next-day");
    expect((await enrollments()).filter((it) => it.state === "waiting")).toHaveLength(MOST_ENTRIES_A_DAY + 1);
  });

  test("in one batch stops, too", async () => {
    const { id: flowId } = await aFlow({});
    const at = ctx.clock.now();
    const starts = Array.from({ length: 25 }, (_, i) => ({
      ...{ flowId, shopId, subscriberId, at, since: at },
      subject: `start:${i}`,
      purposes: ["transactional" as const],
    }));
    await starting(starts);
    expect(await enrollments()).toHaveLength(MOST_ENTRIES_A_DAY + 1);
  });

  test("of another shop is not started", async () => {
    const { id } = await aLiveFlow(ctx.db);
    await start(id, "start:1");
    expect(await ctx.db.everyShop.enrollment.count({ where: { flowId: id } })).toBe(0);
  });
});
