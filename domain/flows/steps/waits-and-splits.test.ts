import { expect, test } from "vitest";
import { stepLongestMs, stepTypeOf } from "./registry.ts";
import { says } from "./reply-words.ts";
import { blankFacts, type WalkFacts } from "./walk-facts.ts";

const HOUR = 3_600_000;
const at = (iso: string, given: Partial<WalkFacts> = {}): WalkFacts => ({
  ...blankFacts(new Date(iso)),
  timeZone: "America/New_York",
  ...given,
});
const advance = (type: string, config: unknown, facts: WalkFacts) => stepTypeOf(type)?.advance(config, facts, "step");
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const until = (minute: number, weekdays: number[], facts: WalkFacts) =>
  advance("wait-until-time", { minute, weekdays }, facts);
const holds = (condition: unknown, facts: WalkFacts) => advance("branch", { condition }, facts);

test("until 10:00 is 10:00 where the person is, today or tomorrow", () => {
  expect(until(600, EVERY_DAY, at("2026-11-24T14:59:00Z"))).toEqual({
    kind: "wait-until",
    at: new Date("2026-11-24T15:00:00Z"),
  });
  expect(until(600, EVERY_DAY, at("2026-11-24T15:00:01Z"))).toMatchObject({ at: new Date("2026-11-25T15:00:00Z") });
  expect(until(600, EVERY_DAY, at("2026-11-24T15:00:01Z", { timeZone: "Pacific/Honolulu" }))).toMatchObject({
    at: new Date("2026-11-24T20:00:00Z"),
  });
});

test("until a weekday passes over the others", () => {
  // A Tuesday; the next Monday.
  expect(until(600, [1], at("2026-11-24T18:00:00Z"))).toMatchObject({ at: new Date("2026-11-30T15:00:00Z") });
  expect(until(600, [2], at("2026-11-24T18:00:00Z"))).toMatchObject({ at: new Date("2026-12-01T15:00:00Z") });
});

test("when the clocks change, the hour stays the hour", () => {
  expect(until(600, EVERY_DAY, at("2026-03-07T20:00:00Z"))).toMatchObject({ at: new Date("2026-03-08T14:00:00Z") });
  expect(until(600, EVERY_DAY, at("2026-10-31T20:00:00Z"))).toMatchObject({ at: new Date("2026-11-01T15:00:00Z") });
  // 2:30 is jumped over: the moment of the jump.
  expect(until(150, EVERY_DAY, at("2026-03-08T05:00:00Z"))).toMatchObject({ at: new Date("2026-03-08T07:00:00Z") });
  // 1:30 comes twice: the first counts, and once it is past, the next day.
  expect(until(90, EVERY_DAY, at("2026-11-01T04:00:00Z"))).toMatchObject({ at: new Date("2026-11-01T05:30:00Z") });
  expect(until(90, EVERY_DAY, at("2026-11-01T05:45:00Z"))).toMatchObject({ at: new Date("2026-11-02T06:30:00Z") });
});

test("the longest wait until a time is the longest gap between its days", () => {
  const longest = (weekdays: number[]) => stepLongestMs({ type: "wait-until-time", config: { minute: 0, weekdays } });
  expect([longest(EVERY_DAY), longest([1]), longest([1, 3])].map((ms) => ms / HOUR)).toEqual([25, 169, 121]);
});

test("a date of the event is waited for in the person's zone; one that is past or missing is not", () => {
  const config = { from: "event", property: "delivery", days: -1, minute: 600 };
  const on = (delivery: string | null) =>
    advance("wait-until-date", config, at("2026-11-24T12:00:00Z", { event: { delivery } }));
  expect(on("2026-12-24")).toEqual({ kind: "wait-until", at: new Date("2026-12-23T15:00:00Z") });
  expect(on("2026-12-25T03:00:00Z")).toEqual({ kind: "wait-until", at: new Date("2026-12-23T15:00:00Z") });
  expect(on("2030-01-01")).toEqual({ kind: "wait-until", at: new Date("2027-11-25T12:00:00Z") });
  expect([on(null), on("soon")]).toEqual([{ kind: "on" }, { kind: "on" }]);
});

test("a date of the person's own is read from their properties", () => {
  const config = { from: "person", property: "birthday", days: 0, minute: 600 };
  const facts = at("2026-11-24T12:00:00Z", { properties: { birthday: "2026-11-25" } });
  expect(advance("wait-until-date", config, facts)).toMatchObject({ at: new Date("2026-11-25T15:00:00Z") });
});

test("a random split keeps each person on one path, and its shares are those of its weights", () => {
  const config = {
    paths: [
      { id: "a", weight: 70 },
      { id: "b", weight: 30 },
      { id: "c", weight: 0 },
    ],
  };
  const armOf = (subscriberId: string) =>
    advance("random-split", config, { ...at("2026-11-24T12:00:00Z"), flowId: "flow", subscriberId });
  const arms = Array.from({ length: 20_000 }, (_, i) => armOf(`person-${i}`));
  expect(arms.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, i) => armOf(`person-${i}`)));
  const share = (arm: string) => arms.filter((it) => it?.kind === "arm" && it.arm === arm).length / arms.length;
  expect(share("a")).toBeGreaterThan(0.685);
  expect(share("a")).toBeLessThan(0.715);
  expect(share("c")).toBe(0);
});

test("a reply says yes, no, a keyword or anything", () => {
  expect([says("Yes please!", "yes", []), says("yesterday", "yes", []), says("Nope.", "no", [])]).toEqual([
    true,
    false,
    true,
  ]);
  expect(says("I like Size M most", "keyword", ["size m"])).toBe(true);
  expect(says("I like size medium", "keyword", ["size m"])).toBe(false);
  expect([says("?", "anything", []), says(" ", "anything", [])]).toEqual([true, false]);
});

test("a branch asks about the event, replies, taps and segments", () => {
  const yes = { kind: "arm", arm: "yes" };
  const no = { kind: "arm", arm: "no" };
  const now = "2026-11-24T12:00:00Z";
  const since = { ...blankFacts(new Date(now)).since, clicked: new Date(now), replied: new Date(now), reply: "YES" };
  const country = { kind: "event-property", condition: { property: "country", compare: "is", value: "US" } };
  expect(holds(country, at(now, { event: { country: "us" } }))).toEqual(yes);
  expect(holds(country, at(now, { event: { country: "CA" } }))).toEqual(no);
  expect(holds({ kind: "clicked-since-start" }, at(now, { since }))).toEqual(yes);
  expect(holds({ kind: "replied-since-start" }, at(now))).toEqual(no);
  expect(holds({ kind: "reply-says", saying: "yes", words: [] }, at(now, { since }))).toEqual(yes);
  const broken = { type: "nothing known" };
  expect(holds({ kind: "segment", rules: broken }, at(now, { matches: () => true }))).toEqual(no);
  expect(stepTypeOf("branch")?.reads({ condition: { kind: "segment", rules: broken } })).toEqual({});
});
