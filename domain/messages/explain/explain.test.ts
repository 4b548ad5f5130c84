import { expect, test } from "vitest";
import type { GateFacts } from "#domain/messages/gates/gate";
import { judgeText } from "#domain/messages/gates/gates";
import { PARKED } from "#domain/messages/waiting";
import { explain } from "#providers/twilio/codes/explain";
import { gateFactsAt } from "../../../test/factories/claim/gate-facts.ts";
import { explainText, explainWhy } from "./explain.ts";

const NOW = new Date("2026-11-25T03:30:00Z");
const MORNING = new Date("2026-11-25T14:00:00Z");
const FEDERAL = { id: "us-hours", version: 1, name: "Federal texting hours" };
const formatTime = (at: Date) => at.toISOString().slice(11, 16);
const aText = {
  state: "waiting",
  reason: null,
  provider: null,
  dueAt: MORNING,
  handedAt: null,
  deliveredAt: null,
  why: null,
};

const facts = (given: Partial<GateFacts>) =>
  gateFactsAt(NOW, {
    expiresAt: new Date("2026-11-26T15:00:00Z"),
    window: { isOpen: true, opensAt: NOW, closesAt: MORNING, rules: [FEDERAL] },
    ...given,
  });

const whyOf = (given: Partial<GateFacts>) =>
  explainWhy(JSON.parse(JSON.stringify(judgeText(facts(given), NOW).why)), formatTime);

test("a text in quiet hours says which rule holds it and until when, on the store's clock", () => {
  const window = { isOpen: false, opensAt: MORNING, closesAt: MORNING, rules: [FEDERAL] };
  expect(whyOf({ window }).at(-1)).toBe("Quiet hours: Federal texting hours: closed until 14:00.");
  expect(explainText({ ...aText, reason: "quiet-hours" }, formatTime)).toBe(
    "In quiet hours for this recipient. Next try 14:00.",
  );
});

test("someone who never agreed sees that no later rule was even asked", () => {
  expect(whyOf({ marketing: "never" })).toEqual([
    "Deadline: must be sent before 15:00.",
    "Store: has the app installed.",
    "Consent: had never opted in to marketing texts.",
  ]);
});

test("a wait past the deadline is explained as an expiry", () => {
  const until = new Date("2026-11-27T15:00:00Z");
  expect(whyOf({ cap: { kind: "defer", until } }).at(-1)).toMatch(
    /^Frequency cap: .*after its deadline, so it expired\.$/,
  );
});

test("a sent text lists every rule it passed", () => {
  expect(whyOf({})).toHaveLength(7);
});

test("the carrier's own error is named when no reason of ours fits", () => {
  const words = (code: string) => (code === "39999" ? null : explain(code).words);
  const failed = (reason: string) => explainText({ ...aText, state: "failed", reason }, formatTime, words);
  expect(failed("30003")).toBe("The phone was off or unreachable (error 30003).");
  expect(failed("39999")).toBe("The provider rejected it with error 39999.");
});

test("a text of a paused campaign waits for nothing but its resumption", () => {
  expect(explainText({ ...aText, dueAt: PARKED }, formatTime)).toBe("Queued. On hold until the campaign is resumed.");
});

test("a text without a why-record has nothing to list", () => {
  expect([explainWhy(null, formatTime), explainWhy([], formatTime)]).toEqual([[], []]);
});
