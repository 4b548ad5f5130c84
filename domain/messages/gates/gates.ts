import type { z } from "zod";
import { citeRule } from "#domain/compliance/rules/rule";
import { consent } from "./consent.ts";
import { content } from "./content.ts";
import { deadline } from "./deadline.ts";
import { frequencyCap } from "./frequency-cap.ts";
import { type Gate, type GateFacts, PASS, type Said, type Verdict, type Voice } from "./gate.ts";
import { number } from "./number.ts";
import { quietHours } from "./quiet-hours.ts";
import { sender } from "./sender.ts";
import { shop } from "./shop.ts";
import { spending } from "./spending.ts";
import { variant } from "./variant.ts";

/** The registry. These are asked about every text, in this order, after the source; the first objection wins. */
export const personGates = [deadline, shop, consent, number, sender, quietHours, frequencyCap] as const;

/** Then these: about the words, about which of several texts it is, and about what the whole slice would spend. */
export const gates = [...personGates, content, variant, spending] as const;

type AnyGate = (typeof gates)[number];
export type GateName = AnyGate["name"];

/** One line of the why-record: which gate ran, what it was judged by, and what it said. */
export type GateRecord = { [G in AnyGate as G["name"]]: RecordOf<G> }[GateName];

type RecordOf<G> =
  G extends Gate<infer Name, never, infer Schema>
    ? {
        gate: Name;
        /** The evidence in a few words: for exports, and for releases that do not read `evidence`. */
        saw: string;
        said: Said;
        evidence: z.output<Schema>;
      }
    : never;

/** A gate whose evidence is not known to the compiler: it was parsed, or comes from the gate itself. */
type SomeGate = Gate<GateName, never, z.ZodType>;

const byName = new Map<string, SomeGate>(gates.map((gate) => [gate.name, gate]));

/** Undefined for a gate of another release. */
export function gateNamed(name: string): SomeGate | undefined {
  return byName.get(name);
}

const recordVoice: Voice = { tense: "record", time: (iso) => iso, rule: citeRule };

/**
 * What one gate's judgment comes to for a text with this deadline, with its line for the why-record. A wait that would end
 * after the deadline is an expiry at once: nothing is ever sent late.
 */
export function outcomeOf(
  gate: SomeGate,
  { evidence, verdict }: { evidence: unknown; verdict: Verdict },
  expiresAt: Date,
): { verdict: Verdict; record: GateRecord } {
  const isTooLate = verdict.kind === "wait" && verdict.until >= expiresAt;
  const outcome: Verdict = isTooLate ? { kind: "expire" } : verdict;
  return { verdict: outcome, record: recordOf(gate, evidence, saidBy(outcome)) };
}

/**
 * Decides about one text at `now`. `why` lists every gate that ran, the objecting one last.
 */
export function judgeText(facts: GateFacts, now: Date): { verdict: Verdict; why: GateRecord[] } {
  const why: GateRecord[] = [];
  for (const gate of personGates) {
    const { verdict, record } = outcomeOf(gate, gate.judge(facts, now), facts.expiresAt);
    why.push(record);
    if (verdict.kind !== "send") return { verdict, why };
  }
  return { verdict: PASS, why };
}

/** What every gate says of a text at `now`, also those behind the first that objects: for explaining, not for deciding. */
export function askEveryGate(facts: GateFacts, now: Date): (GateRecord & { until: Date | null })[] {
  return personGates.map((gate) => {
    const { evidence, verdict } = gate.judge(facts, now);
    const until = verdict.kind === "wait" ? verdict.until : null;
    return { ...recordOf(gate, evidence, saidBy(verdict)), until };
  });
}

export function recordOf(gate: SomeGate, evidence: unknown, said: Said): GateRecord {
  const saw = gate.describe(evidence, recordVoice);
  return { gate: gate.name, saw, said, evidence } as GateRecord; // the evidence is this gate's own
}

export function saidBy({ kind }: Verdict): Said {
  if (kind === "send") return "pass";
  return kind === "hold" ? "wait" : kind;
}

/** Every fact that a gate declares. `judge` reads the deadline itself. */
const DECLARED = [...new Set<keyof GateFacts>(["expiresAt", ...personGates.flatMap(({ facts }) => facts)])];

/**
 * Judges the texts of one slice. Most people of a slice are equal in every fact that a gate declares: they are judged once and
 * share one verdict and one record.
 */
export function sharedJudge(now: Date): (facts: GateFacts) => ReturnType<typeof judgeText> {
  const judged = new Map<string, ReturnType<typeof judgeText>>();
  const numberOf = makeNumbering();
  return (facts) => {
    let key = "";
    for (const name of DECLARED) key += `${keyOf(facts[name], numberOf)}\n`;
    const known = judged.get(key);
    if (known) return known;
    const fresh = judgeText(facts, now);
    judged.set(key, fresh);
    return fresh;
  };
}

function keyOf(
  value: GateFacts[keyof GateFacts],
  numberOf: (value: object) => number,
): string | number | boolean | null {
  if (typeof value === "string") return `'${value}`; // the text "null" is not null
  if (typeof value !== "object" || value === null) return value;
  return value instanceof Date ? value.getTime() : numberOf(value);
}

/** A short number for each content. The same few windows and caps are handed in for all people: each is read once. */
function makeNumbering(): (value: object) => number {
  const byObject = new Map<object, number>();
  const byContent = new Map<string, number>();
  return (value) => {
    const known = byObject.get(value);
    if (known !== undefined) return known;
    const content = JSON.stringify(value);
    const number = byContent.get(content) ?? byContent.size;
    byContent.set(content, number);
    byObject.set(value, number);
    return number;
  };
}
