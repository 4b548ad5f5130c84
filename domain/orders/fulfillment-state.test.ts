import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type FulfillmentChange,
  type FulfillmentSnapshot,
  type FulfillmentState,
  reachedAt,
  withEvent,
} from "./fulfillment-state.ts";
import { milestones } from "./milestone.ts";

const minute = (n: number) => new Date(Date.UTC(2026, 10, 24, 15, n));
const key = { shopId: "shop", id: "501", orderId: "1001" };
const none = { company: null, numbers: [], urls: [] };
const ups = { company: "UPS", numbers: ["1Z999"], urls: [] };

const snapshot = (given: Partial<FulfillmentSnapshot> = {}): FulfillmentSnapshot => ({
  ...key,
  eventAt: minute(0),
  status: "success",
  milestone: null,
  tracking: none,
  lines: [],
  fulfilledAt: minute(0),
  ...given,
});
const scan = (milestone: (typeof milestones)[number] | null, at: Date, estimatedDeliveryAt: Date | null = null) => ({
  ...key,
  eventAt: at,
  milestone,
  estimatedDeliveryAt,
});

function stateAfter(news: FulfillmentChange[]): FulfillmentState {
  const state = news.reduce<FulfillmentState | null>((known, it) => withEvent(known, it), null);
  if (!state) throw new Error("No news.");
  return state;
}

describe("when a milestone was reached", () => {
  test("a parcel is shipped when its tracking number is told, not when the fulfillment was made without one", () => {
    const made = stateAfter([snapshot()]);
    expect(reachedAt(made, "shipped")).toBeNull();
    const tracked = withEvent(made, snapshot({ eventAt: minute(30), tracking: ups }));
    expect(reachedAt(tracked, "shipped")).toEqual(minute(30));
    const corrected = withEvent(tracked, snapshot({ eventAt: minute(50), tracking: { ...ups, numbers: ["1Z1"] } }));
    expect(reachedAt(corrected, "shipped")).toEqual(minute(30));
    expect(corrected.tracking.numbers).toEqual(["1Z1"]);
  });

  test("a fulfillment that we first hear of as delivered counts from its beginning, which may be weeks ago", () => {
    const state = stateAfter([snapshot({ eventAt: minute(50), milestone: "delivered" })]);
    expect(reachedAt(state, "delivered")).toEqual(minute(0));
  });

  test("the carrier's own time counts before the time of the news", () => {
    const told = [snapshot(), snapshot({ eventAt: minute(50), milestone: "delivered" }), scan("delivered", minute(45))];
    expect(reachedAt(stateAfter(told), "delivered")).toEqual(minute(45));
  });

  test("a scan alone says it before the fulfillment was told of", () => {
    const state = stateAfter([scan("out-for-delivery", minute(20))]);
    expect(reachedAt(state, "out-for-delivery")).toEqual(minute(20));
    expect(state.status).toBeNull();
  });
});

test("the newest estimate counts", () => {
  const told = [scan(null, minute(9), minute(90)), scan(null, minute(5), minute(80))];
  expect(stateAfter(told).estimatedDeliveryAt).toEqual(minute(90));
});

test("any news in any order and however often come to the same state", () => {
  const tracking = fc.constantFrom(none, ups, { ...ups, numbers: ["1Z1", "1Z2"] });
  const news = fc.oneof(
    fc.record({
      status: fc.constantFrom("success", "cancelled"),
      milestone: fc.constantFrom(null, ...milestones),
      tracking,
    }),
    fc.record({
      milestone: fc.constantFrom(null, ...milestones),
      estimatedDeliveryAt: fc.constantFrom(null, minute(99)),
    }),
  );
  fc.assert(
    fc.property(fc.array(news, { minLength: 1, maxLength: 8 }), fc.infiniteStream(fc.nat()), (told, draws) => {
      const inOrder = told.map((it, i): FulfillmentChange => {
        const eventAt = minute(i);
        return "tracking" in it ? snapshot({ ...it, eventAt }) : { ...key, ...it, eventAt };
      });
      const shuffled = [...inOrder, ...inOrder]
        .map((it) => ({ it, rank: draws.next().value }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ it }) => it);
      expect(stateAfter(shuffled)).toEqual(stateAfter(inOrder));
    }),
  );
});
