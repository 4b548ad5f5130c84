import fc from "fast-check";
import { expect, test } from "vitest";
import { type CapQuestion, frequencyVerdict } from "./frequency-cap.ts";
import { nextAllowed } from "./next-allowed.ts";
import { NEVER, sendWindow, type WindowQuestion } from "./window.ts";

const MIAMI = "US-FL@America/New_York";
const eastern = (text: string) => new Date(`2026-11-${text}:00-05:00`);
const whole = { startsMinute: 0, endsMinute: 1_440 };
const none: Omit<CapQuestion, "action"> = { recent: [], texts: 10, hours: 24 };

function nextAt(now: Date, caps = none, given: Partial<WindowQuestion> = {}): Date {
  return nextAllowed({ signature: MIAMI, merchant: whole, purpose: "marketing", now, ...given }, caps);
}

test("now, when the window is open and no cap is reached", () => {
  expect(nextAt(eastern("24T12:00"))).toEqual(eastern("24T12:00"));
});

test("when the window opens", () => {
  expect(nextAt(eastern("24T20:00"))).toEqual(eastern("25T08:00"));
});

test("when the cap ends, if the window is open then", () => {
  const caps = { ...none, recent: [eastern("24T12:00")], texts: 1 };
  expect(nextAt(eastern("24T13:00"), caps)).toEqual(new Date(eastern("25T12:00").getTime() + 1));
});

test("at the first opening after the cap ends at night", () => {
  const caps = { recent: [eastern("24T19:00")], texts: 1, hours: 4 };
  expect(nextAt(eastern("24T19:30"), caps)).toEqual(eastern("25T08:00"));
});

test("by the law's cap as by the merchant's", () => {
  const recent = [eastern("24T10:00"), eastern("24T12:00"), eastern("24T16:00")];
  const caps = { ...none, recent, lawCaps: [{ texts: 3, hours: 24 }] };
  expect(nextAt(eastern("24T20:00"), caps)).toEqual(new Date(eastern("25T10:00").getTime() + 1));
});

test("at once, whatever the caps, when the law exempts the text", () => {
  const caps = { recent: [eastern("24T02:00")], texts: 1, hours: 24 };
  for (const purpose of ["transactional", "compliance"] as const)
    expect(nextAt(eastern("24T03:00"), caps, { purpose })).toEqual(eastern("24T03:00"));
});

test("never, when no hour is left or the cap is none at all", () => {
  expect(nextAt(eastern("24T12:00"), none, { merchant: { startsMinute: 1_300, endsMinute: 1_400 } })).toEqual(NEVER);
  expect(nextAt(eastern("24T12:00"), { ...none, texts: 0 })).toEqual(NEVER);
});

test("it is allowed then, and not at any moment before", () => {
  const instant = fc.integer({ min: eastern("20T00:00").getTime(), max: eastern("27T00:00").getTime() });
  const cap = fc.record({ texts: fc.integer({ min: 1, max: 3 }), hours: fc.integer({ min: 1, max: 72 }) });
  const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
  fc.assert(
    fc.property(
      instant,
      fc.array(instant, { maxLength: 6 }),
      cap,
      fc.array(cap, { maxLength: 1 }),
      share,
      (at, sent, own, lawCaps, s) => {
        const recent = sent.filter((time) => time <= at).map((time) => new Date(time));
        const caps = { recent, ...own, lawCaps };
        const next = nextAt(new Date(at), caps).getTime();
        const isAllowed = (time: number) =>
          sendWindow({ signature: MIAMI, merchant: whole, purpose: "marketing", now: new Date(time) }).isOpen &&
          frequencyVerdict({ ...caps, action: "defer" }, new Date(time)).kind === "pass";
        expect(next).toBeGreaterThanOrEqual(at);
        expect(isAllowed(next)).toBe(true);
        if (next > at)
          for (const before of [at, Math.min(next - 1, Math.floor(at + s * (next - at))), next - 1])
            expect(isAllowed(before)).toBe(false);
      },
    ),
    { numRuns: 200 },
  );
});
