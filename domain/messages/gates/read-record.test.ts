import { expect, test } from "vitest";
import { explainWhy } from "#domain/messages/explain/explain";
import { storedFindings } from "#domain/messages/explain/explain-findings";
import { type GateRecord, gateNamed, gates, recordOf } from "./gates.ts";
import { readRecord } from "./read-record.ts";

const clock = (at: Date) => at.toISOString().slice(11, 16);
const florida = { id: "us-fl-hours", version: 1, name: "Florida (FTSA 501.059)" };

const present = (lines: object[]) => storedFindings(stored(lines), clock).map(({ sentence }) => sentence);
const past = (lines: object[]) => explainWhy(stored(lines), clock);
const stored = (lines: object[]) => JSON.parse(JSON.stringify(lines));

/** One line for each gate, as this release writes it, and what is read of it. */
const lines: [GateRecord, string, string][] = [
  [
    record("deadline", { leavesBefore: "2026-11-24T15:00:00.000Z" }, "expire"),
    "The deadline has passed: it must be sent before 15:00.",
    "Deadline: must be sent before 15:00, which had passed.",
  ],
  [record("shop", { state: "uninstalled" }, "skip"), "Has uninstalled the app.", "Store: had uninstalled the app."],
  [record("consent", { suppressed: "opted-out" }, "skip"), "Has texted STOP.", "Consent: had texted STOP."],
  [record("consent", { suppressed: "a new reason" }, "skip"), "A new reason.", "Consent: a new reason."],
  [record("number", { state: "reachable" }, "pass"), "Can receive texts.", "Number: can receive texts."],
  [record("variant", { variant: "k1.b" }, "pass"), "Text B, chosen at random.", "A/B test: text B, chosen at random."],
  [record("variant", { variant: "k1.a.winner" }, "pass"), "Text A, the winner.", "A/B test: text A, the winner."],
  [record("sender", { state: "in service" }, "pass"), "Active.", "Sending number: active."],
  [
    record("quiet hours", { isOpen: false, until: "2026-11-25T13:00:00.000Z", limits: [florida] }, "expire"),
    "Florida (FTSA 501.059): closed until 13:00: after its deadline.",
    "Quiet hours: Florida (FTSA 501.059): closed until 13:00. That’s after its deadline, so it expired.",
  ],
  [
    record("quiet hours", { isExempt: true }, "pass"),
    "None for this kind of text.",
    "Quiet hours: none for this kind of text.",
  ],
  [
    record(
      "frequency cap",
      { recentTexts: 3, texts: 9, hours: 24, byLaw: [{ texts: 3, hours: 24, rule: { ...florida, id: "us-fl-cap" } }] },
      "wait",
    ),
    "3 marketing texts recently; the cap is 9 in 24 h, by law 3 in 24 h: Florida (FTSA 501.059).",
    "Frequency cap: 3 marketing texts recently; the cap is 9 in 24 h, by law 3 in 24 h: Florida (FTSA 501.059).",
  ],
  [
    record("spending", { limits: [{ kind: "day", used: 16_600, most: 20_000 }] }, "wait"),
    "$0.0166 of today’s $0.02: this text would exceed it.",
    "Spending: $0.0166 of today’s $0.02; this text would have exceeded it.",
  ],
];

function record(name: GateRecord["gate"], evidence: object, said: GateRecord["said"]): GateRecord {
  const gate = gateNamed(name);
  if (!gate) throw new Error(`There is no gate ${name}.`);
  return recordOf(gate, evidence, said);
}

test.each(lines)(
  "%o reads the same with its evidence and as an older release kept it, in words only",
  (line, now, then) => {
    const { evidence: _, ...old } = line;
    expect([present([line]), past([line])]).toEqual([[now], [then]]);
    expect([present([old]), past([old])]).toEqual([[now], [then]]);
  },
);

test("a record is read by its evidence: other words beside it change nothing", () => {
  for (const [line, now, then] of lines) {
    const other = { ...line, saw: "Texas [us-tx-hours@1]: closed until 2030-01-01T00:00:00.000Z" };
    expect([present([other]), past([other])]).toEqual([[now], [then]]);
    expect(readRecord(stored([other]))[0]?.rules).toEqual(readRecord(stored([line]))[0]?.rules);
  }
});

test("a record names the rules that were applied, an older one too", () => {
  const hours = lines.map(([line]) => line).find(({ gate }) => gate === "quiet hours");
  const old = { ...hours, evidence: undefined };
  for (const line of [hours ?? {}, old]) {
    expect(readRecord(stored([line]))[0]?.rules).toEqual([florida]);
    expect(storedFindings(stored([line]), clock)[0]?.rules[0]).toMatchObject({ id: "us-fl-hours", version: 1 });
  }
});

test("a text that could not be made says what was wrong with it, in old records too", () => {
  const line = record("content", { problem: "undefined filter: nope" }, "skip");
  expect(past([line])).toEqual(["Text: undefined filter: nope."]);
  expect(present([line])).toEqual(["Can’t be rendered: undefined filter: nope."]);
  expect(past([{ ...line, evidence: undefined }])).toEqual(["Text: undefined filter: nope."]);
});

test("a gate of a newer release is read by its words, and a line that no release writes is left out", () => {
  const newer = { gate: "weather", saw: "storm until 2026-11-24T15:00:00.000Z", said: "wait", evidence: { wind: 12 } };
  expect(past([newer, { gate: "consent" }, {}])).toEqual(["weather: storm until 15:00."]);
  expect(past([{ ...newer, gate: "deadline" }])).toEqual(["Deadline: storm until 15:00."]);
  for (const none of [null, "consent", 1, {}]) expect(readRecord(none)).toEqual([]);
});

test("no two gates have one name", () => {
  expect(new Set(gates.map(({ name }) => name)).size).toBe(gates.length);
});
