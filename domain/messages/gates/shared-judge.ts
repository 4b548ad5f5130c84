import type { GateFacts } from "./gate.ts";
import { judge, personGates } from "./gates.ts";

/** Every fact that a gate declares. `judge` reads the deadline itself. */
const DECLARED = [...new Set<keyof GateFacts>(["expiresAt", ...personGates.flatMap(({ facts }) => facts)])];

/**
 * Judges the texts of one slice. Most people of a slice are equal in every fact that a gate declares: they are judged once and
 * share one verdict and one record.
 */
export function sharedJudge(now: Date): (facts: GateFacts) => ReturnType<typeof judge> {
  const judged = new Map<string, ReturnType<typeof judge>>();
  const numberOf = numbering();
  return (facts) => {
    let key = "";
    for (const name of DECLARED) key += `${keyOf(facts[name], numberOf)}\n`;
    const known = judged.get(key);
    if (known) return known;
    const fresh = judge(facts, now);
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
function numbering(): (value: object) => number {
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
