import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { citeRule } from "#domain/compliance/rules/rule";
import { AREA_CODES } from "#domain/places/area-codes";
import { parseSignature } from "#domain/places/signature";
import { isPublicHoliday } from "./holidays.ts";
import { rulesOf } from "./rules-of.ts";
import type { MerchantHours } from "./stricter.ts";
import { instantsOf } from "./wall-clock.ts";
import { describeLimit, NEVER, sendWindow } from "./window.ts";

const WHOLE_DAY = { startsMinute: 0, endsMinute: 1_440 };
const MIAMI = "US-FL@America/New_York";

function local(text: string, zone: string): Date {
  return DateTime.fromISO(text, { zone }).toJSDate();
}

function marketing(signature: string, now: Date, merchant: MerchantHours = WHOLE_DAY, queueSeconds = 0) {
  const window = sendWindow({ signature, merchant, now, purpose: "marketing", queueSeconds });
  return { ...window, rules: window.rules.map((limit) => describeLimit(limit)) };
}

describe("the hours of the law", () => {
  test("a text due in Florida at 20:00 waits until 8:00 the next day; a second before it may go", () => {
    const late = marketing(MIAMI, local("2026-11-24T20:00:00", "America/New_York"));
    expect(late).toMatchObject({ isOpen: false, rules: ["Florida (FTSA 501.059) [us-fl-hours@1]"] });
    expect(late.opensAt).toEqual(local("2026-11-25T08:00", "America/New_York"));
    const inTime = marketing(MIAMI, local("2026-11-24T19:59:59", "America/New_York"));
    expect(inTime).toMatchObject({ isOpen: true, rules: ["Florida (FTSA 501.059) [us-fl-hours@1]"] });
    expect(inTime.closesAt).toEqual(local("2026-11-24T20:00", "America/New_York"));
  });

  test("a text that a carrier's queue would keep until after the hours waits for the next ones, and says so", () => {
    const at = (time: string) =>
      marketing(MIAMI, local(`2026-11-24T${time}`, "America/New_York"), { ...WHOLE_DAY, endsMinute: 1_140 }, 300);
    expect(at("18:54:59")).toMatchObject({ isOpen: true, closesAt: local("2026-11-24T19:00", "America/New_York") });
    expect(at("18:55:00")).toMatchObject({
      isOpen: false,
      opensAt: local("2026-11-25T08:00", "America/New_York"),
      rules: ["the carrier’s queue of about 5 min would outlast it", "Your store’s texting hours [shop-hours@1]"],
    });
  });

  test("Texas begins at noon on Sundays", () => {
    const dallas = "US-TX@America/Chicago";
    const early = marketing(dallas, local("2026-11-22T11:59", "America/Chicago"));
    expect(early).toMatchObject({ isOpen: false, rules: ["Texas (SB 140) [us-tx-hours@1]"] });
    expect(early.opensAt).toEqual(local("2026-11-22T12:00", "America/Chicago"));
    expect(marketing(dallas, local("2026-11-22T12:00", "America/Chicago")).isOpen).toBe(true);
  });

  test("Connecticut begins at 9:00", () => {
    const now = local("2026-11-23T08:30", "America/New_York");
    expect(marketing("US-CT@America/New_York", now).opensAt).toEqual(local("2026-11-23T09:00", "America/New_York"));
  });

  test("a Miami number with a Californian address obeys both states in both zones", () => {
    const both = "US-CA,US-FL@America/Los_Angeles,America/New_York";
    const evening = marketing(both, local("2026-11-24T20:30", "America/New_York"));
    expect(evening).toMatchObject({ isOpen: false, rules: ["Florida (FTSA 501.059) [us-fl-hours@1]"] });
    expect(evening.opensAt).toEqual(local("2026-11-25T09:00", "America/Los_Angeles"));
    expect(evening.closesAt).toEqual(local("2026-11-25T20:00", "America/New_York"));
  });

  test("Alabama, Louisiana, Mississippi and France are silent on Sundays", () => {
    const zones = {
      "US-AL": "America/Chicago",
      "US-LA": "America/Chicago",
      "US-MS": "America/Chicago",
      FR: "Europe/Paris",
    };
    for (const [where, zone] of Object.entries(zones)) {
      const sunday = marketing(`${where}@${zone}`, local("2026-11-22T12:00", zone));
      expect(sunday).toMatchObject({ isOpen: false, opensAt: local("2026-11-23T08:00", zone) });
    }
  });

  test("an unknown place may be texted when both Hawaii and New York are within the strictest hours", () => {
    const eastern = (text: string) => local(text, "America/New_York");
    expect(marketing("unknown", eastern("2026-07-14T12:00"))).toMatchObject({
      isOpen: false,
      opensAt: eastern("2026-07-14T16:00"),
      closesAt: eastern("2026-07-14T18:00"),
    });
    expect(marketing("unknown", eastern("2026-11-24T12:00")).opensAt).toEqual(eastern("2026-11-24T15:00"));
    expect(marketing("unknown", eastern("2026-07-17T18:00"))).toMatchObject({
      opensAt: eastern("2026-07-18T16:00"),
      closesAt: eastern("2026-07-18T17:00"),
    });
    expect(marketing("unknown", eastern("2026-07-18T17:00")).opensAt).toEqual(eastern("2026-07-20T16:00"));
  });

  test("an order confirmation and a STOP confirmation may leave at 3:00", () => {
    const now = local("2026-11-22T03:00", "America/New_York");
    for (const purpose of ["transactional", "compliance"] as const)
      expect(sendWindow({ signature: MIAMI, merchant: WHOLE_DAY, now, purpose })).toMatchObject({
        isOpen: true,
        opensAt: now,
        rules: [],
      });
  });

  test("of several zones the one that closes first is named, and a rule that closes in all of them once", () => {
    const closing = (signature: string, now: string) => marketing(signature, new Date(now)).rules;
    const florida = ["Florida (FTSA 501.059) [us-fl-hours@1]"];
    expect(closing("US-CA,US-FL@America/Los_Angeles,America/New_York", "2026-11-24T15:00-05:00")).toEqual(florida);
    expect(closing("US-FL@America/Detroit,America/New_York", "2026-11-24T15:00-05:00")).toEqual(florida);
    expect(closing("unknown", "2026-11-24T16:00-05:00")).toEqual([
      "Hours allowed in every state (unknown state) [us-safe-hours@1]",
    ]);
    expect(closing("FR,GB@Europe/London,Europe/Paris", "2026-11-24T12:00Z")).toEqual(["France [fr-hours@1]"]);
    expect(closing("AU,US-NM@America/Denver,Pacific/Honolulu", "2026-11-24T20:00Z")).toEqual([
      "Australia [au-hours@1]",
      "Federal texting hours (47 CFR 64.1200(c)(1)) [us-hours@1]",
      "New Mexico [us-nm-hours@1]",
    ]);
  });

  test("a rule that opens at this very minute is not what forbids it, one that closes at it is", () => {
    const houston = (time: string) =>
      marketing("US-TX@America/Chicago", local(`2026-11-24T${time}`, "America/Chicago"));
    expect(houston("08:00").rules).toEqual(["Texas (SB 140) [us-tx-hours@1]"]);
    expect(houston("21:00").rules).toHaveLength(2);
  });

  test("a place that is closed for four days opens after them", () => {
    const stricter = { noHolidays: true, noSundays: true };
    const saturday = local("2026-05-02T22:00", "Asia/Tokyo"); // and then Golden Week
    const window = marketing("JP@Asia/Tokyo", saturday, { ...WHOLE_DAY, stricter });
    expect(window).toMatchObject({ isOpen: false, opensAt: local("2026-05-07T08:00", "Asia/Tokyo") });
    expect(window.closesAt).toEqual(local("2026-05-07T21:00", "Asia/Tokyo"));
  });

  test("the merchant's hours only make the window smaller", () => {
    const merchant = { startsMinute: 600, endsMinute: 1_320 };
    const evening = marketing(MIAMI, local("2026-11-24T21:00", "America/New_York"), merchant);
    expect(evening.opensAt).toEqual(local("2026-11-25T10:00", "America/New_York"));
    expect(evening.closesAt).toEqual(local("2026-11-25T20:00", "America/New_York"));
    expect(evening.rules).toContain("Florida (FTSA 501.059) [us-fl-hours@1]");
    const morning = marketing(MIAMI, local("2026-11-24T09:00", "America/New_York"), merchant);
    expect(morning.rules).toEqual(["Your store’s texting hours [shop-hours@1]"]);
  });

  test("hours that never meet never open", () => {
    const never = marketing(MIAMI, local("2026-11-24T12:00", "America/New_York"), {
      startsMinute: 1_300,
      endsMinute: 1_400,
    });
    expect(never).toMatchObject({ isOpen: false, opensAt: NEVER, closesAt: NEVER });
    expect(never.rules).toEqual(["Your store’s texting hours [shop-hours@1]"]);
  });
});

describe("nights on which the clock changes", () => {
  test.each([
    ["America/New_York", "US-FL", "2026-03-07T20:00", "2026-03-08T08:00"],
    ["America/New_York", "US-FL", "2026-10-31T20:00", "2026-11-01T08:00"],
    ["America/Los_Angeles", "US-WA", "2026-03-07T20:00", "2026-03-08T08:00"],
    ["Europe/Paris", "FR", "2026-03-27T20:00", "2026-03-28T08:00"],
    ["Europe/London", "GB", "2026-10-24T21:00", "2026-10-25T08:00"],
    ["Australia/Adelaide", "AU", "2026-10-03T21:00", "2026-10-04T08:00"],
  ])("in %s the morning begins by the clock on the wall", (zone, where, evening, morning) => {
    expect(marketing(`${where}@${zone}`, local(evening, zone)).opensAt).toEqual(local(morning, zone));
  });

  // Eleven hours from 21:00 to 8:00 on every other night.
  test.each([
    ["America/New_York", "US", "2027-03-13", 10],
    ["America/New_York", "US", "2026-10-31", 12],
    ["America/Los_Angeles", "US", "2027-03-13", 10],
    ["America/Los_Angeles", "US", "2026-10-31", 12],
    ["Europe/London", "GB", "2027-03-27", 10],
    ["Europe/London", "GB", "2026-10-24", 12],
    ["Australia/Sydney", "AU", "2026-10-03", 10],
    ["Australia/Sydney", "AU", "2027-04-03", 12],
    ["Australia/Lord_Howe", "AU", "2026-10-03", 10.5],
    ["Australia/Lord_Howe", "AU", "2027-04-03", 11.5],
    ["Asia/Tokyo", "JP", "2026-10-31", 11],
  ])("in %s (%s) the night after %s is %d hours long", (zone, where, date, hours) => {
    const evening = local(`${date}T21:00`, zone);
    const night = marketing(`${where === "US" ? "US-VA" : where}@${zone}`, evening);
    expect(night.isOpen).toBe(false);
    expect((night.opensAt.getTime() - evening.getTime()) / 3_600_000).toBe(hours);
    expect((night.closesAt.getTime() - night.opensAt.getTime()) / 3_600_000).toBe(13);
  });

  test.each([
    // 2:00 to 3:00 does not exist: an opening at 2:30 is the moment of the jump, a closing too.
    ["2026-03-08", 150, 600, "2026-03-08T03:00:00-04:00", "2026-03-08T10:00:00-04:00"],
    ["2026-03-08", 60, 150, "2026-03-08T01:00:00-05:00", "2026-03-08T03:00:00-04:00"],
    // 1:00 to 2:00 comes twice: open from the second 1:30, closed from the first.
    ["2026-11-01", 90, 600, "2026-11-01T01:30:00-05:00", "2026-11-01T10:00:00-05:00"],
    ["2026-11-01", 0, 90, "2026-11-01T00:00:00-04:00", "2026-11-01T01:30:00-04:00"],
  ])("on %s a merchant's night of minutes %i to %i is kept on the wall clock", (date, starts, ends, from, to) => {
    const day = Date.parse(`${date}T00:00:00Z`) / 86_400_000;
    expect(instantsOf(day, starts, "America/New_York").last).toBe(Date.parse(from));
    expect(instantsOf(day, ends, "America/New_York").first).toBe(Date.parse(to));
  });
});

const zones = [...new Set(AREA_CODES.flatMap(([, timeZones]) => timeZones)), "Europe/Paris", "Australia/Adelaide"];
const jurisdictions = [...new Set(AREA_CODES.map(([name]) => name)), "US", "FR", "AU", "JP"];
const signature = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...jurisdictions), { minLength: 1, maxLength: 3 }),
    fc.uniqueArray(fc.constantFrom(...zones), { minLength: 1, maxLength: 3 }),
  )
  .map(([names, timeZones]) => `${names.join(",")}@${timeZones.join(",")}`);
const merchant = fc.record({
  startsMinute: fc.integer({ min: 0, max: 900 }),
  endsMinute: fc.integer({ min: 901, max: 1_440 }),
});
const instant = fc.date({ min: new Date("2026-01-02"), max: new Date("2028-12-31"), noInvalidDate: true });

describe("for every place, hours and moment", () => {
  test("no moment inside a window is forbidden by any rule in any zone", () => {
    fc.assert(
      fc.property(
        signature,
        merchant,
        instant,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (where, own, now, share) => {
          const { opensAt, closesAt } = marketing(where, now, own);
          fc.pre(opensAt < NEVER);
          const width = closesAt.getTime() - opensAt.getTime();
          expect(width).toBeGreaterThan(0);
          expect(closesAt > now).toBe(true);
          for (const at of [0, Math.floor(share * (width - 1)), width - 1])
            expect(objections(where, own, new Date(opensAt.getTime() + at))).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("a text is handed over only if it leaves the carrier's queue inside the window, and never waits for no reason", () => {
    const queue = fc.integer({ min: 0, max: 86_400 });
    fc.assert(
      fc.property(signature, merchant, instant, queue, (where, own, now, seconds) => {
        const window = marketing(where, now, own, seconds);
        fc.pre(window.opensAt < NEVER);
        const { opensAt, closesAt, isOpen } = window;
        const delay = Math.min(seconds * 1_000, (closesAt.getTime() - opensAt.getTime()) / 2);
        expect(isOpen).toBe(opensAt <= now);
        if (isOpen) expect(now.getTime() + delay).toBeLessThan(closesAt.getTime());
        const without = marketing(where, now, own);
        if (!isOpen && without.isOpen) {
          const { from, to } = { from: without.opensAt.getTime(), to: without.closesAt.getTime() };
          expect(now.getTime() + Math.min(seconds * 1_000, (to - from) / 2)).toBeGreaterThanOrEqual(to);
          expect(window.rules[0]).toContain("queue of about");
        }
        if (!without.isOpen) expect(window).toEqual(without);
      }),
      { numRuns: 200 },
    );
  });

  test("it is open exactly when nothing forbids this moment, and names who forbids it", () => {
    fc.assert(
      fc.property(signature, merchant, instant, (where, own, now) => {
        const { isOpen, rules, opensAt } = marketing(where, now, own);
        const forbidden = objections(where, own, now);
        expect(isOpen).toBe(opensAt <= now);
        if (isOpen) expect(forbidden).toEqual([]);
        else for (const name of forbidden) expect(rules).toContain(name);
        // Only a minute that the wall clock shows twice is refused though every rule has it.
        if (!isOpen && forbidden.length === 0)
          expect(parseSignature(where).timeZones.some(changesAround(now))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

function changesAround(at: Date): (zone: string) => boolean {
  const offset = (zone: string, days: number) => DateTime.fromJSDate(at, { zone }).plus({ days }).offset;
  return (zone) => offset(zone, -1) !== offset(zone, 1);
}

/** Says it the slow way, with another library's calendar. */
function objections(where: string, own: { startsMinute: number; endsMinute: number }, at: Date): string[] {
  const { jurisdictions: names, timeZones } = parseSignature(where);
  return timeZones.flatMap((zone) => {
    const wall = DateTime.fromJSDate(at, { zone });
    const minute = wall.hour * 60 + wall.minute;
    const forbidding = rulesOf(names).filter((rule) => {
      if (rule.kind === "holidays") return rule.calendars.some((of) => isPublicHoliday(of, wall.toISODate() ?? ""));
      const hours = wall.weekday === 7 ? rule.sunday : wall.weekday === 6 ? rule.saturday : rule.weekdays;
      return hours === null || minute < hours.starts || minute >= hours.ends;
    });
    const shop =
      minute < own.startsMinute || minute >= own.endsMinute ? ["Your store’s texting hours [shop-hours@1]"] : [];
    return [...forbidding.map(citeRule), ...shop];
  });
}
