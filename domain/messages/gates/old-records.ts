import type { RuleRef } from "#domain/compliance/rules/rule";
import type { Voice } from "./gate.ts";

/*
 * Why-records without evidence: written before December 2026, or by a gate that this release does not have. They have words only.
 * Remove this file when domain/operations/prune.ts has deleted the last of them.
 */

const EXEMPT = { isExempt: true };

/** Gates whose words were one of a closed set: the word is the evidence. */
const FROM_WORD: Record<string, (saw: string) => unknown> = {
  shop: (state) => ({ state }),
  consent: (word) => (CONSENT_BASES.has(word) ? { basis: word } : { suppressed: word }),
  number: (state) => ({ state }),
  sender: (state) => ({ state }),
  "quiet hours": (saw) => (saw === "exempt" ? EXEMPT : undefined),
  "frequency cap": (saw) => (saw === "exempt" ? EXEMPT : undefined),
};

const CONSENT_BASES = new Set(["exempt", "not needed", "subscribed", "pending", "never", "unsubscribed"]);

export function evidenceOfOld(gate: string, saw: string): unknown {
  return Object.hasOwn(FROM_WORD, gate) ? FROM_WORD[gate]?.(saw) : undefined;
}

/** The words with their times on a merchant's clock and rules by name. */
export function wordsOfOld(saw: string): (voice: Voice) => string {
  return ({ time }) => saw.replace(CITATION, "").replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, time);
}

const CITATION = / \[[a-z0-9-]+@\d+\]/g;
const CITED = /([^,:]+) \[([a-z0-9-]+)@(\d+)\]/g;

/** The rules that the words cite. */
export function rulesOfOld(saw: string): RuleRef[] {
  return [...saw.matchAll(CITED)].map(([, name = "", id = "", version = ""]) => ({
    ...{ id, version: Number(version), name: name.trim() },
  }));
}
