import { beforeEach, describe, expect, test } from "vitest";
import { recordConsent } from "#domain/consent/record";
import type { ReportedDecision } from "#domain/consent/require-double-opt-in";
import { aContext } from "../../../test/factories/context.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { withoutEchoes } from "./echoes.ts";

const ctx = aContext();
const { db, clock } = ctx;
beforeEach(emptyDatabase);

type Person = Awaited<ReturnType<typeof aSubscriber>>;

function stop({ shopId, id: subscriberId }: Person) {
  const decision = { shopId, subscriberId, state: "unsubscribed", source: "inbound-text" } as const;
  return db.transaction((tx) => recordConsent(tx, ctx, [{ ...decision, occurredAt: clock.now() }]));
}

describe("our own word, told back by the store", () => {
  const storesEvents = (
    { shopId, id: subscriberId }: Person,
    state: ReportedDecision["state"],
    at: Date,
  ): ReportedDecision => ({
    ...{ shopId, subscriberId, state, source: "shopify", optInLevel: null },
    occurredAt: at,
  });
  const second = (at: Date) => new Date(Math.floor(at.getTime() / 1_000) * 1_000);
  const left = (told: ReportedDecision[]) => db.transaction((tx) => withoutEchoes(tx, told));

  test("is passed over, though the store keeps only whole seconds of its time", async () => {
    const ada = await aSubscriber(db, { customerId: "1" });
    clock.set(new Date("2026-11-24T15:00:07.640Z"));
    await stop(ada);
    expect(await left([storesEvents(ada, "unsubscribed", second(clock.now()))])).toEqual([]);
  });

  test("is told apart from news: another state, another second, another person, another source", async () => {
    const [ada, bob] = [await aSubscriber(db, { customerId: "1" }), await aSubscriber(db, { customerId: "2" })];
    await stop(ada);
    const at = second(clock.now());
    const news = [
      storesEvents(ada, "subscribed", at),
      storesEvents(ada, "unsubscribed", new Date(at.getTime() + 1_000)),
      storesEvents(bob, "unsubscribed", at),
      { ...storesEvents(ada, "unsubscribed", at), source: "checkout" as const },
    ];
    expect(await left(news)).toEqual(news);
  });
});
