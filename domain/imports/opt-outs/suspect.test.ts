import { expect, test } from "vitest";
import { suspectOptOuts } from "./suspect.ts";

test.each([
  "Opt Out",
  "contact[optOut]",
  "SMS opted-out at",
  "Unsubscribed from texts",
  "Unsub reason",
  "DO NOT CONTACT",
  "DND",
  "Suppression list",
  "Stopped",
  "Abmeldedatum",
  "Widerrufen am",
  "Date de désinscription",
  "Fecha de baja",
  "Disiscritto il",
  "Uitgeschreven",
])("a column named %s looks like one of opt-outs", (name) => {
  expect(suspectOptOuts(["Phone", name], [])).toEqual([1]);
});

test("a column of any name does whose first lines say no, and others do not", () => {
  const rows = [
    ["+12125550123", "active", "VIP", "yes"],
    ["+12125550124", "unsubscribed", "", "no"],
  ];
  expect(suspectOptOuts(["Phone", "State of things", "Notes", "Accepts Email Marketing"], rows)).toEqual([1]);
  expect(
    suspectOptOuts(
      ["Phone", "First Name", "Subscribed at", "Tags", "City"],
      [["+12125550123", "Ann", "2026-01-05", "vip", "Stoppeln"]],
    ),
  ).toEqual([]);
});
