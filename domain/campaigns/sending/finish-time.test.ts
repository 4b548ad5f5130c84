import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { finishTime, type LineShare } from "./finish-time.ts";

const now = new Date("2026-11-24T15:00:00Z");
const at = (time: string) => new Date(`2026-11-24T${time}Z`);
const pace = (partsPerSecond: number) => ({ partsPerSecond, minutes: [], days: [] });

describe("one number", () => {
  test("3,600 parts at one a second take an hour", () => {
    expect(finishTime([{ dueAt: at("14:00:00"), parts: 3_600 }], pace(1), null, now)).toEqual({
      at: at("16:00:00"),
      partsPerSecond: 1,
      limit: "number",
      shopsInLine: 1,
      waitsForDay: false,
      waitsForHours: false,
    });
  });

  test("a number that is done with the East waits for the West to wake", () => {
    const backlogs = [
      { dueAt: at("17:00:00"), parts: 60 },
      { dueAt: at("15:00:00"), parts: 600 },
    ];
    expect(finishTime(backlogs, pace(1), null, now)).toMatchObject({ at: at("17:01:00"), waitsForHours: true });
  });

  test("a number that is still busy with the East comes to the West late", () => {
    const backlogs = [
      { dueAt: at("15:00:00"), parts: 3 * 3_600 },
      { dueAt: at("17:00:00"), parts: 60 },
    ];
    expect(finishTime(backlogs, pace(1), null, now)).toMatchObject({ at: at("18:01:00"), waitsForHours: false });
  });

  test("with nothing left there is no end to tell", () => {
    expect(finishTime([], pace(1), null, now)).toBeNull();
  });
});

describe("what is slower than the number", () => {
  const backlogs = [{ dueAt: now, parts: 3_600 }];

  test("three stores that send at once share the line, and the end says so", () => {
    const finish = finishTime(backlogs, pace(100), { partsPerSecond: 10, shopsInLine: 3 }, now);
    expect(finish).toMatchObject({ at: at("15:06:00"), partsPerSecond: 10, limit: "line" });
  });

  test("a share that is about what the number sends is the number's own limit", () => {
    const finish = finishTime(backlogs, pace(100), { partsPerSecond: 95, shopsInLine: 3 }, now);
    expect(finish).toMatchObject({ partsPerSecond: 100, limit: "number" });
  });

  test("a carrier's minute holds up a number that could do more", () => {
    const finish = finishTime(backlogs, { ...pace(100), minutes: [75] }, null, now);
    expect(finish?.limit).toBe("carrier");
    expect(finish?.partsPerSecond).toBeLessThan(75 / 60);
  });

  test("a carrier's day that is used up puts the rest off to the next", () => {
    const days = [{ parts: 2_000, left: 500, resetsIn: "America/Los_Angeles" }];
    const finish = finishTime([{ dueAt: now, parts: 1_000 }], { ...pace(100), days }, null, now);
    expect(finish).toMatchObject({ at: new Date("2026-11-25T08:00:05Z"), waitsForDay: true });
  });
});

const hours = fc.integer({ min: -5, max: 60 }).map((hour) => new Date(now.getTime() + hour * 3_600_000));
const backlog = fc.record({ dueAt: hours, parts: fc.double({ min: 0.5, max: 50_000, noNaN: true }) });
const anyPace = fc.record({
  partsPerSecond: fc.double({ min: 0.5, max: 200, noNaN: true }),
  minutes: fc.array(fc.integer({ min: 60, max: 4_500 }), { maxLength: 2 }),
  days: fc.array(
    fc
      .record({ parts: fc.integer({ min: 20_000, max: 200_000 }), used: fc.integer({ min: 0, max: 250_000 }) })
      .map(({ parts, used }) => ({ parts, left: Math.max(0, parts - used), resetsIn: "America/Los_Angeles" })),
    { maxLength: 2 },
  ),
});
const anyShare: fc.Arbitrary<LineShare | null> = fc.option(
  fc.record({
    partsPerSecond: fc.double({ min: 0.1, max: 200, noNaN: true }),
    shopsInLine: fc.integer({ min: 1, max: 9 }),
  }),
);

describe("for every backlog, pace and share", () => {
  test("more to send never ends earlier", () => {
    fc.assert(
      fc.property(
        fc.array(backlog, { minLength: 1, maxLength: 6 }),
        backlog,
        anyPace,
        anyShare,
        (some, more, own, share) => {
          const before = finishTime(some, own, share, now)?.at.getTime() ?? 0;
          const after = finishTime([...some, more], own, share, now)?.at.getTime() ?? 0;
          expect(after).toBeGreaterThanOrEqual(before - 1); // a rounded millisecond
        },
      ),
    );
  });

  test("nothing ends before it is due, and a smaller share never ends it earlier", () => {
    fc.assert(
      fc.property(
        fc.array(backlog, { minLength: 1, maxLength: 6 }),
        anyPace,
        fc.double({ min: 0.1, max: 200, noNaN: true }),
        (some, own, partsPerSecond) => {
          const finish = finishTime(some, own, { partsPerSecond, shopsInLine: 2 }, now);
          const half = finishTime(some, own, { partsPerSecond: partsPerSecond / 2, shopsInLine: 2 }, now);
          const lastDue = Math.max(now.getTime(), ...some.map(({ dueAt }) => dueAt.getTime()));
          expect(finish?.at.getTime()).toBeGreaterThanOrEqual(lastDue);
          expect(half?.at.getTime()).toBeGreaterThanOrEqual((finish?.at.getTime() ?? 0) - 1);
        },
      ),
    );
  });
});
