import fc from "fast-check";
import { expect, test } from "vitest";
import { FEWEST_SLOTS, nextClass, type PerClass, perClass, URGENCY } from "./slots.ts";

const none = perClass(0);
const some = { transactional: 9, reply: 9, flow: 9, campaign: 9 };

/** Starts calls until none may be started; no one's ends. */
function fill(limit: number, waiting: PerClass, busy = { ...none }): PerClass {
  const left = { ...waiting };
  for (let of = nextClass(limit, busy, left); of; of = nextClass(limit, busy, left)) {
    busy[of] += 1;
    left[of] -= 1;
  }
  return busy;
}

test("the most urgent class that waits is served first", () => {
  expect(nextClass(96, none, some)).toBe("transactional");
  expect(nextClass(96, none, { ...some, transactional: 0 })).toBe("reply");
  expect(nextClass(96, none, { ...none, campaign: 1 })).toBe("campaign");
  expect(nextClass(96, none, none)).toBeNull();
});

test("a campaign alone takes all but what the others own, which is free the moment they come", () => {
  const busy = fill(96, { ...none, campaign: 1_000 });
  expect(busy.campaign).toBe(96 - 9 - 4 - 9);
  expect(nextClass(96, busy, { ...none, campaign: 1, transactional: 1 })).toBe("transactional");
  expect(nextClass(96, busy, { ...none, campaign: 1, flow: 1 })).toBe("flow");
});

test("a flood of order texts leaves the other classes what they own", () => {
  const busy = fill(96, { transactional: 1_000, reply: 1_000, flow: 1_000, campaign: 1_000 });
  expect(busy).toEqual({ transactional: 96 - 4 - 9 - 4, reply: 4, flow: 9, campaign: 4 });
});

test("of two thousand calls a campaign gets nearly all, and order texts, replies and flows have theirs free", () => {
  const busy = fill(2_000, { ...none, campaign: 5_000 });
  expect(busy.campaign).toBe(2_000 - 32 - 16 - 32);
  const more = fill(2_000, { ...none, transactional: 500, flow: 500, reply: 500 }, { ...busy });
  expect(more).toMatchObject({ transactional: 32, reply: 16, flow: 32 });
});

test("whatever waits and whatever is under way, the limit holds and no one who waits has nothing", () => {
  const counts = fc.record({
    transactional: fc.nat(2_000),
    reply: fc.nat(2_000),
    flow: fc.nat(2_000),
    campaign: fc.nat(2_000),
  });
  fc.assert(
    fc.property(fc.integer({ min: FEWEST_SLOTS, max: 4_000 }), counts, (limit, waiting) => {
      const busy = fill(limit, waiting);
      const total = URGENCY.reduce((sum, of) => sum + busy[of], 0);
      expect(total).toBeLessThanOrEqual(limit);
      for (const of of URGENCY) if (waiting[of] > 0) expect(busy[of]).toBeGreaterThan(0);
    }),
  );
});
