import { DateTime } from "luxon";
import { expect, test } from "vitest";
import { lawCaps } from "./law-caps.ts";
import { bindingRules, type Stricter } from "./stricter.ts";
import { describeLimit, sendWindow } from "./window.ts";

const MIAMI = "US-FL@America/New_York";
const local = (text: string, zone = "America/New_York") => DateTime.fromISO(text, { zone }).toJSDate();

function windowAt(now: Date, stricter: Stricter, signature = MIAMI) {
  const window = sendWindow({
    signature,
    merchant: { startsMinute: 0, endsMinute: 1_440, stricter },
    purpose: "marketing",
    now,
  });
  return { ...window, rules: window.rules.map((limit) => describeLimit(limit)) };
}

test("without a choice the law alone applies", () => {
  expect(windowAt(local("2026-11-22T12:00"), {})).toEqual(windowAt(local("2026-11-22T12:00"), { rules: {} }));
  expect(windowAt(local("2026-11-22T12:00"), {}).isOpen).toBe(true);
});

test("no Sundays anywhere", () => {
  expect(windowAt(local("2026-11-22T12:00"), { noSundays: true })).toMatchObject({
    isOpen: false,
    opensAt: local("2026-11-23T08:00"),
    rules: ["No Sundays by your store’s setting [shop-sundays@1]"],
  });
  expect(windowAt(local("2026-11-21T12:00"), { noSundays: true }).isOpen).toBe(true);
});

test("no public holidays of the state, the country or the territory where someone may be", () => {
  const stricter = { noHolidays: true };
  expect(windowAt(local("2026-11-26T12:00"), stricter)).toMatchObject({
    isOpen: false,
    opensAt: local("2026-11-28T08:00"), // Florida keeps the Friday too
    rules: ["No public holidays by your store’s setting [shop-holidays@1]"],
  });
  const berlin = local("2026-10-03T12:00", "Europe/Berlin");
  expect(windowAt(berlin, stricter, "DE@Europe/Berlin").isOpen).toBe(false);
  expect(windowAt(berlin, {}, "DE@Europe/Berlin").isOpen).toBe(true);
});

test("everyone in the United States as if nothing told the state; no one elsewhere", () => {
  const stricter = { usSafe: true };
  expect(windowAt(local("2026-07-14T12:00"), stricter)).toMatchObject({
    opensAt: local("2026-07-14T16:00"), // 10:00 in Honolulu
    closesAt: local("2026-07-14T18:00"),
  });
  const paris = local("2026-11-24T09:00", "Europe/Paris");
  expect(windowAt(paris, stricter, "FR@Europe/Paris").isOpen).toBe(true);
  const withCaribbean = windowAt(local("2026-11-24T08:00"), { usSafe: true, servesCaribbean: true });
  expect(withCaribbean.closesAt).toEqual(local("2026-11-24T17:00"));
});

test("serving the Caribbean changes nothing for people whose state is known", () => {
  const now = local("2026-11-24T08:00");
  expect(windowAt(now, { servesCaribbean: true })).toEqual(windowAt(now, {}));
});

test("one rule begins later and ends earlier, and rests on Sundays and holidays, only where it applies", () => {
  const stricter = {
    rules: { "us-fl-hours": { startsMinute: 600, endsMinute: 1_080, noSundays: true, noHolidays: true } },
  };
  const florida = "Florida (FTSA 501.059)";
  const choice = "by your store’s setting";
  expect(windowAt(local("2026-11-24T09:00"), stricter)).toMatchObject({
    opensAt: local("2026-11-24T10:00"),
    closesAt: local("2026-11-24T18:00"),
    rules: [`${florida} narrowed ${choice} [us-fl-hours-shop-hours@1]`],
  });
  expect(windowAt(local("2026-11-22T12:00"), stricter).rules).toEqual([
    `${florida} without Sundays ${choice} [us-fl-hours-shop-sundays@1]`,
  ]);
  expect(windowAt(local("2026-11-26T12:00"), stricter).rules).toEqual([
    `${florida} without public holidays ${choice} [us-fl-hours-shop-holidays@1]`,
  ]);
  const houston = "US-TX@America/Chicago";
  expect(windowAt(local("2026-11-24T20:30", "America/Chicago"), stricter, houston).isOpen).toBe(true);
});

test("holidays of a rule for all other countries are those of the country", () => {
  const stricter = { rules: { "elsewhere-hours": { noHolidays: true } } };
  const noon = local("2026-11-23T12:00", "Asia/Tokyo"); // Labour Thanksgiving Day
  expect(windowAt(noon, stricter, "JP@Asia/Tokyo").isOpen).toBe(false);
  expect(windowAt(noon, {}, "JP@Asia/Tokyo").isOpen).toBe(true);
});

test("an end alone, and a beginning alone", () => {
  const noon = local("2026-11-24T12:00");
  expect(windowAt(noon, { rules: { "us-fl-hours": { endsMinute: 1_080 } } }).closesAt).toEqual(
    local("2026-11-24T18:00"),
  );
  const early = windowAt(local("2026-11-24T08:30"), { rules: { "us-fl-hours": { startsMinute: 540 } } });
  expect(early).toMatchObject({
    isOpen: false,
    opensAt: local("2026-11-24T09:00"),
    closesAt: local("2026-11-24T20:00"),
  });
});

test("a cap of the law is lowered, and never raised", () => {
  const whereabouts = { jurisdictions: ["US-FL"], timeZones: ["America/New_York"] };
  const textsBy = (texts: number) =>
    lawCaps(whereabouts, local("2026-11-24T12:00"), { rules: { "us-fl-cap": { texts } } }).map((cap) => cap.texts);
  expect(textsBy(1)).toEqual([1]);
  expect(textsBy(9)).toEqual([3]);
  const others = { rules: { "us-ok-cap": { texts: 1 } } };
  expect(lawCaps(whereabouts, local("2026-11-24T12:00"), others).map((cap) => cap.texts)).toEqual([3]);
});

test("a choice about one state keeps that state's holidays alone, and everyone's choice those of every place", () => {
  const both = "US-CA,US-FL@America/Los_Angeles,America/New_York";
  const noon = local("2026-03-31T15:00"); // César Chávez Day, in California alone
  expect(windowAt(noon, { rules: { "us-fl-hours": { noHolidays: true } } }, both).isOpen).toBe(true);
  expect(windowAt(noon, { rules: { "us-ca-hours": { noHolidays: true } } }, both).isOpen).toBe(false);
  expect(windowAt(noon, { noHolidays: true }, both).isOpen).toBe(false);
});

test("who may be in France or in Florida comes under the safe hours when everyone in the United States does", () => {
  const signature = "FR,US-FL@America/New_York,Europe/Paris";
  const now = local("2026-07-15T12:00"); // 18:00 in Paris, 6:00 in Honolulu
  expect(windowAt(now, {}, signature).isOpen).toBe(true);
  expect(windowAt(now, { usSafe: true }, signature).isOpen).toBe(false);
});

test("nothing is added that was not chosen", () => {
  const idsUnder = (stricter: Stricter) =>
    bindingRules(
      { jurisdictions: ["US-FL"], timeZones: ["America/New_York"] },
      { startsMinute: 0, endsMinute: 1_440, stricter },
    ).rules.map(({ id }) => id);
  const law = ["us-hours", "us-fl-hours", "shop-hours"];
  expect(idsUnder({})).toEqual(law);
  expect(idsUnder({ noSundays: false, rules: { "us-fl-hours": {} } })).toEqual(law);
  expect(idsUnder({ rules: { "us-fl-hours": { noSundays: true } } })).toEqual([...law, "us-fl-hours-shop-sundays"]);
  expect(idsUnder({ rules: { "us-fl-hours": { startsMinute: 600 } } })).toEqual([...law, "us-fl-hours-shop-hours"]);
  expect(idsUnder({ rules: { "us-fl-hours": { endsMinute: 600 } } })).toEqual([...law, "us-fl-hours-shop-hours"]);
});
