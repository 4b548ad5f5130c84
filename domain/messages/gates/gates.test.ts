import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { gateFactsAt } from "../../../test/factories/claim/gate-facts.ts";
import type { GateFacts } from "./gate.ts";
import { gates, judgeText } from "./gates.ts";

const NOW = new Date("2026-11-24T15:00:00Z");
const at = (iso: string) => new Date(iso);

const facts = (given?: Partial<GateFacts>) => gateFactsAt(NOW, given);
const closed = (opensAt: Date) => ({
  isOpen: false,
  opensAt,
  closesAt: at("2026-11-26T00:00:00Z"),
  rules: [{ id: "us-fl-hours", version: 1, name: "Florida" }],
});
const verdict = (given: Partial<GateFacts>) => judgeText(facts(given), NOW).verdict;

test("a text that nothing speaks against is sent, and every gate is on record", () => {
  const { verdict, why } = judgeText(facts(), NOW);
  expect(verdict).toEqual({ kind: "send" });
  expect(why.map((record) => record.gate)).toEqual([
    "deadline",
    "shop",
    "consent",
    "number",
    "sender",
    "quiet hours",
    "frequency cap",
  ]);
  expect(why.every((record) => record.said === "pass" && record.saw !== "")).toBe(true);
});

test.each([
  [{ expiresAt: NOW }, { kind: "expire" }],
  [{ isShopLive: false }, { kind: "skip", because: "shop-uninstalled" }],
  [{ marketing: "never" as const }, { kind: "skip", because: "no-consent" }],
  [{ marketing: "pending" as const }, { kind: "skip", because: "no-consent" }],
  [{ marketing: "unsubscribed" as const }, { kind: "skip", because: "opted-out" }],
  [{ suppressedBecause: "opted-out" }, { kind: "skip", because: "opted-out" }],
  [{ hasNumber: false }, { kind: "skip", because: "redacted" }],
  [{ isTextable: false }, { kind: "skip", because: "not-textable" }],
  [
    { isTextable: false, purpose: "transactional" as const },
    { kind: "skip", because: "not-textable" },
  ],
  [{ isTextable: false, purpose: "compliance" as const }, { kind: "send" }],
  [{ isInvalid: true }, { kind: "skip", because: "invalid-number" }],
  [{ suppressedBecause: "invalid-number" }, { kind: "skip", because: "invalid-number" }],
  [{ isSenderLive: false }, { kind: "wait", until: at("2026-11-24T15:05:00Z"), because: "sender-stopped" }],
  [{ cap: { kind: "skip" as const } }, { kind: "skip", because: "frequency-cap" }],
  [
    { cap: { kind: "defer" as const, until: at("2026-11-25T10:00:00Z") } },
    { kind: "wait", until: at("2026-11-25T10:00:00Z"), because: "frequency-cap" },
  ],
  [
    { window: closed(at("2026-11-25T13:00:00Z")) },
    { kind: "wait", until: at("2026-11-25T13:00:00Z"), because: "quiet-hours" },
  ],
])("a marketing text with %o ends %o", (given, expected) => {
  expect(verdict(given)).toEqual(expected);
});

test("an order confirmation needs no marketing consent and knows no quiet hours, but a STOP ends it too", () => {
  expect(verdict({ purpose: "transactional", marketing: "never" })).toEqual({ kind: "send" });
  expect(verdict({ purpose: "transactional", suppressedBecause: "opted-out" })).toEqual({
    kind: "skip",
    because: "opted-out",
  });
});

test("the confirmation of a STOP passes the opt-out that it confirms", () => {
  const confirmed = {
    purpose: "compliance" as const,
    marketing: "unsubscribed" as const,
    suppressedBecause: "opted-out",
  };
  expect(verdict(confirmed)).toEqual({ kind: "send" });
});

test("a wait that would end after the deadline is an expiry at once", () => {
  const { verdict, why } = judgeText(facts({ window: closed(at("2026-11-26T00:00:00Z")) }), NOW);
  expect(verdict).toEqual({ kind: "expire" });
  expect(why.at(-1)).toMatchObject({ gate: "quiet hours", said: "expire" });
});

test("the first objection wins and is the last line of the record", () => {
  const { verdict, why } = judgeText(facts({ marketing: "unsubscribed", cap: { kind: "skip" } }), NOW);
  expect(verdict).toEqual({ kind: "skip", because: "opted-out" });
  expect(why.at(-1)).toEqual({
    ...{ gate: "consent", saw: "unsubscribed", said: "skip" },
    evidence: { basis: "unsubscribed" },
  });
});

test("texts whose deadlines lie in the same minute have the same record, until it is near", () => {
  const deadline = (expiresAt: Date) => judgeText(facts({ expiresAt }), NOW).why[0]?.saw;
  expect(deadline(at("2026-11-26T00:00:01.234Z"))).toBe("must be sent before 2026-11-26T00:00Z");
  expect(deadline(at("2026-11-26T00:00:59Z"))).toBe("must be sent before 2026-11-26T00:00Z");
  const near = new Date(NOW.getTime() + 59_000);
  expect(deadline(near)).toBe(`must be sent before ${near.toISOString()}`);
  expect(deadline(NOW)).toBe(`must be sent before ${NOW.toISOString()}`);
});

test("the glossary lists the gates in the order in which they are asked", () => {
  const glossary = readFileSync(new URL("../../../docs/glossary.md", import.meta.url), "utf8");
  const row = /^\| \*\*gate\*\* \| .*: (.+) \|$/m.exec(glossary);
  expect(row?.[1]?.split(", ")).toEqual(gates.map(({ name }) => name));
});
