import fc from "fast-check";
import { expect, test } from "vitest";
import { callShare, hearPeers, type Peer } from "./call-share.ts";

const using = (...calls: number[]): Peer[] => calls.map((it) => ({ calls: it, missed: 0 }));

test("a process alone may have every call, and several that are busy an equal part each", () => {
  expect(callShare(2_000, [])).toBe(2_000);
  expect(callShare(2_000, using(1_900))).toBe(1_000);
  expect(callShare(2_000, using(1_000, 1_000, 1_000))).toBe(500);
});

test("a process that uses little leaves the rest to those who can use it", () => {
  expect(callShare(2_000, using(0))).toBe(2_000);
  expect(callShare(2_000, using(100))).toBe(1_900);
  expect(callShare(2_000, using(100, 900))).toBe(1_000);
  expect(callShare(2_000, using(100, 1_500))).toBe(950);
});

test("processes that keep to their shares have no more calls under way than the account may", () => {
  const wants = fc.array(fc.nat(3_000), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(wants, fc.integer({ min: 100, max: 5_000 }), (wanted, most) => {
      // Beat after beat each has as many under way as it wants and may.
      let used = wanted.map(() => 0);
      for (let beat = 0; beat < 20; beat += 1)
        for (const [place, want] of wanted.entries()) {
          const others = using(...used.filter((_, other) => other !== place));
          used = used.with(place, Math.min(want, callShare(most, others)));
        }
      const sum = used.reduce((all, it) => all + it, 0);
      expect(sum).toBeLessThanOrEqual(most);
      const left = wanted.filter((want, place) => want > (used[place] ?? 0));
      // Who gets less than it wants gets an equal part at least, and nothing is left unused.
      if (left.length > 0) expect(sum).toBeGreaterThan(most - wanted.length - 1);
      for (const [place, want] of wanted.entries())
        expect(used[place]).toBeGreaterThanOrEqual(Math.min(want, Math.floor(most / wanted.length)));
    }),
  );
});

test("a process is remembered through an emptied Redis and forgotten when it is not named for five beats", () => {
  let known = hearPeers(new Map(), new Map([["other", 900]]));
  for (let beat = 1; beat < 5; beat += 1) {
    known = hearPeers(known, new Map());
    expect(callShare(2_000, known.values())).toBe(1_100);
  }
  expect(callShare(2_000, hearPeers(known, new Map()).values())).toBe(2_000);
  expect(hearPeers(known, new Map([["other", 10]])).get("other")).toEqual({ calls: 10, missed: 0 });
});
