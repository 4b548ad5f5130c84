import { expect, test } from "vitest";
import { understandReply } from "#domain/compliance/opt-out-words";
import { ALL_RULES } from "./catalogue.ts";
import { DUTY_RULES } from "./duties.ts";
import { LEFT_OUT } from "./left-out.ts";

/** Copied from the sources by hand: id, jurisdiction, number, first day, how far to trust it, sources. */
const FACTS = `
us-opt-out-words         US    -                2026-01-01 firm C3,C7
us-opt-out-deadline      US    10,business-days 2026-01-01 firm C3,C7
us-opt-out-confirmation  US    5,minutes        2026-01-01 firm C15
us-revoke-all            US    -                2027-01-31 firm C1
us-va-memory             US-VA 10,years         2026-01-01 weak C14,C8
us-cart-reminder         US    48,hours         2026-01-01 weak P4
ca-opt-out-deadline      CA    10,business-days 2026-01-01 weak C25
fr-consent               FR    -                2026-01-01 firm C20,C21,C22,C23
gb-consent               GB    -                2026-01-01 weak C24
de-double-opt-in         DE    -                2026-01-01 weak unverified
`;

test("the duties say what the sources say", () => {
  const facts = FACTS.trim()
    .split("\n")
    .map((line) => line.split(/ +/).join(" "));
  const said = DUTY_RULES.map(({ id, jurisdiction, limit, effectiveFrom, effectiveUntil, confidence, source }) =>
    [
      id,
      jurisdiction,
      limit ? `${limit.amount},${limit.unit}` : "-",
      effectiveFrom,
      confidence,
      source.replaceAll(" ", ","),
      effectiveUntil,
    ]
      .join(" ")
      .trim(),
  );
  expect(said).toEqual(facts);
});

test.each(DUTY_RULES)(
  "$id has a sentence with its number, a name and a version",
  ({ says, name, note, version, kind, limit }) => {
    const numbers: Record<number, string> = { 5: "five", 10: "10", 48: "48" };
    if (limit) expect(says).toContain(numbers[limit.amount]);
    expect(says).toMatch(/^[A-Z].*\.$/);
    expect([name, note, version, kind]).not.toContain("");
    expect([version, kind]).toEqual([1, "duty"]);
  },
);

test("the words that revoke by themselves are the federal ones, and each is understood", () => {
  const [rule] = DUTY_RULES.filter(({ words }) => words !== undefined);
  expect(rule?.id).toBe("us-opt-out-words");
  expect(rule?.words).toEqual(["stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe"]);
  for (const word of rule?.words ?? [])
    for (const written of [word, word.toUpperCase(), `${word}!`, `“${word}.”`, ` ${word} `])
      expect(understandReply(written).meaning, written).toBe("opt-out");
});

test("every rule has an id of its own, and no note is empty", () => {
  const ids = ALL_RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, note, name } of ALL_RULES) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect([note, name], id).not.toContain("");
  }
  for (const { name, why, jurisdiction } of LEFT_OUT) expect([name, why, jurisdiction]).not.toContain("");
});
