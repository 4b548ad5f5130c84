import { beforeEach, describe, expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { flowSource } from "#domain/flows/source";
import type { Reentry } from "#domain/flows/triggers/trigger-type";
import { aContext, TUESDAY_MORNING } from "../../../test/factories/context.ts";
import { aLiveFlow } from "../../../test/factories/flow.ts";
import { anOrder } from "../../../test/factories/order.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { enroll } from "./enroll.ts";
import type { TriggerEvent } from "./entry.ts";
import { exitEnrollments } from "./exit.ts";

const ctx = aContext();
const DAY = 86_400_000;
const later = (ms: number) => new Date(TUESDAY_MORNING.getTime() + ms);
let shopId: string;
let subscriberId: string;

beforeEach(async () => {
  ctx.clock.set(TUESDAY_MORNING);
  ({ shopId, id: subscriberId } = await aSubscriber(ctx.db));
  await aSender(ctx.db, { shopId });
});

const aFlow = (reentry?: Reentry, text = "Thanks for {{ order.name }}: {{ link }}") =>
  aLiveFlow(ctx.db, {
    shopId,
    preset: null,
    name: "After an order",
    document: parseDocument({
      purpose: "transactional",
      trigger: { kind: "order-placed", ...(reentry ? { reentry } : {}) },
      steps: [
        { id: "wait", type: "wait", config: { minutes: 60 } },
        { id: "text", type: "send", config: { text } },
      ],
    }),
  });

function placed(subject: string, given: Partial<TriggerEvent> = {}): TriggerEvent {
  const at = given.at ?? ctx.clock.now();
  return { shopId, kind: "order-placed", subject, subscriberId, at, since: at, ...given };
}
const entering = (...news: TriggerEvent[]) => ctx.db.transaction((tx) => enroll(tx, ctx, news));
const enrollments = () => ctx.db.prisma.enrollment.findMany({ where: { shopId }, orderBy: { startedAt: "asc" } });

describe("a flow lets a person in again", () => {
  test("for each order, unless told otherwise", async () => {
    await aFlow();
    await entering(placed("1"), placed("2"));
    await entering(placed("1"));
    expect(await enrollments()).toHaveLength(2);
  });

  test("never, when the rule is once", async () => {
    await aFlow({ kind: "once" });
    await entering(placed("1"), placed("2"));
    await entering(placed("3"));
    expect(await enrollments()).toMatchObject([{ subject: `person:${subscriberId}`, about: "1" }]);
  });

  test("only after the days that the rule asks for", async () => {
    await aFlow({ kind: "after-days", days: 30 });
    await entering(placed("1"), placed("2"));
    ctx.clock.set(later(29 * DAY));
    await entering(placed("3"));
    expect(await enrollments()).toMatchObject([{ subject: "1" }]);
    ctx.clock.set(later(31 * DAY));
    await entering(placed("4"));
    expect(await enrollments()).toMatchObject([{ subject: "1" }, { subject: "4" }]);
  });

  test("one at a time, when two workers hear of two orders of the same person at once", async () => {
    await aFlow({ kind: "after-days", days: 30 });
    const news = Array.from({ length: 8 }, (_, i) => placed(String(i)));
    await Promise.all(news.map((it) => entering(it)));
    expect(await enrollments()).toHaveLength(1);
  });
});

describe("an enrollment whose key is not its order", () => {
  const answer = async () => {
    const [walk] = await enrollments();
    const text = { id: "t", sourceId: walk?.id ?? "", subscriberId, occurrence: "text", body: null };
    const answers = await ctx.db.transaction((tx) => flowSource.answersFor(tx, shopId, [text], ctx.clock.now()));
    return answers.get("t");
  };

  test("is worded by the order it is about, with a link that names the flow", async () => {
    await aFlow({ kind: "once" });
    await anOrder(ctx.db, { shopId, id: "1", name: "#1001", subscriberId });
    await entering(placed("1"));
    expect(await answer()).toMatchObject({
      kind: "wanted",
      wording: {
        variables: { order: { name: "#1001" } },
        linkUrl: expect.stringContaining("utm_campaign=after-an-order"),
      },
    });
  });

  test("ends when that order is canceled", async () => {
    await aFlow({ kind: "once" });
    await anOrder(ctx.db, { shopId, id: "1", subscriberId });
    await entering(placed("1"));
    const because = "order-cancelled";
    await ctx.db.transaction((tx) =>
      exitEnrollments(tx, ctx, [{ shopId, subject: "1", subscriberId: null, because, at: ctx.clock.now() }]),
    );
    expect(await enrollments()).toMatchObject([{ state: "exited", exitedBecause: because }]);
  });

  test("uses the event's values in the text, and its address for the link", async () => {
    await aFlow(undefined, "Track {{ tracking.number }} of {{ order.name }}: {{ link }}");
    await anOrder(ctx.db, { shopId, id: "1", name: "#1001", subscriberId });
    const event = {
      properties: { carrier: "UPS" },
      variables: { tracking: { number: "1Z" } },
      url: "https://ups.example/1Z",
    };
    await entering(placed("shipment:7", { about: "1", event }));
    expect(await enrollments()).toMatchObject([{ subject: "shipment:7", about: "1", event }]);
    expect(await answer()).toMatchObject({
      wording: {
        variables: { tracking: { number: "1Z" }, order: { name: "#1001" } },
        linkUrl: expect.stringContaining("https://ups.example/1Z"),
      },
    });
  });
});
