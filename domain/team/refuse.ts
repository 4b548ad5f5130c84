import { allows, ROLE_WORDS, type Role, whoMay } from "./roles.ts";
import { type VerbName, verbNamed } from "./verbs.ts";

/**
 * Why someone of this role may not do it, with those who can; null when they may. `owners` are the names of people to ask,
 * as far as they are known.
 */
export function refuseVerb(role: Role, name: VerbName, owners: string[] = []): string | null {
  const { needs, does } = verbNamed(name);
  if (allows(role, needs)) return null;
  const ask =
    owners.length > 0 ? `Ask ${owners.join(" or ")} for a different role.` : "Ask an owner for a different role.";
  return `Only ${whoMay(needs)} can ${does}. Your role is ${ROLE_WORDS[role].name}. ${ask}`;
}
