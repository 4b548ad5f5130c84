import type { GateFacts } from "#domain/messages/gates/gate";
import { judge, personGates } from "#domain/messages/gates/gates";

/** Every fact that a gate declares. `judge` reads the deadline itself. */
const DECLARED = [...new Set<keyof GateFacts>(["expiresAt", ...personGates.flatMap(({ facts }) => facts)])];

/**
 * Judges the texts of one slice. Most people of a slice are equal in every fact that a gate declares: they are judged once and
 * share one verdict and one record.
 */
export function sharedJudge(now: Date): (facts: GateFacts) => ReturnType<typeof judge> {
  const judged = new Map<string, ReturnType<typeof judge>>();
  return (facts) => {
    const key = keyOf(facts);
    const known = judged.get(key);
    if (known) return known;
    const fresh = judge(facts, now);
    judged.set(key, fresh);
    return fresh;
  };
}

function keyOf(facts: GateFacts): string {
  let key = "";
  for (const name of DECLARED) key += `${keyOfValue(facts[name])}\n`;
  return key;
}

/** Windows and caps belong to a set of rules and are shared by its people: each is written out once. */
const written = new WeakMap<object, string>();

function keyOfValue(value: GateFacts[keyof GateFacts]): string | number | boolean | null {
  if (typeof value === "string") return JSON.stringify(value); // quoted: "null" is not null
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return value.getTime();
  const known = written.get(value);
  if (known !== undefined) return known;
  const fresh = JSON.stringify(value);
  written.set(value, fresh);
  return fresh;
}
