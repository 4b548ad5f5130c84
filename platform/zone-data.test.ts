import { expect, test } from "vitest";
import { checkZoneData } from "./zone-data.ts";

const hours = (vancouver: number, edmonton: number) => (zone: string) =>
  (zone === "America/Vancouver" ? vancouver : edmonton) * 60;

test("this Node's time zone data know the clocks of December 2026", () => {
  expect(() => checkZoneData()).not.toThrow();
});

test.each([
  ["2024b", -8, -7, "British Columbia"],
  ["2026a", -7, -7, "Alberta"],
])("with the data of %s no process starts, and says what to install", (version, vancouver, edmonton, place) => {
  const check = () => checkZoneData(hours(vancouver, edmonton), version);
  expect(check).toThrow(`release ${version}) do not know that ${place} stopped changing its clocks in 2026`);
  expect(check).toThrow("install Node 24.20 or newer");
});
