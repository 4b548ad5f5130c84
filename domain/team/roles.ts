/**
 * From the least to the most that someone may do: read-only looks; support also answers people and opts them out; marketing
 * also sends; an owner also keeps the team, keys, numbers and limits. Runs in the browser.
 */
export const ROLES = ["read-only", "support", "marketing", "owner"] as const;

export type Role = (typeof ROLES)[number];

/** How screens name a role, and what it is for. */
export const ROLE_WORDS: Record<Role, { name: string; plural: string; does: string }> = {
  "read-only": {
    name: "Read-only",
    plural: "everyone",
    does: "Sees campaigns, flows, subscribers, reports and settings. Can’t see conversations or change anything.",
  },
  support: {
    name: "Support",
    plural: "support",
    does: "Also reads and answers conversations, and opts people out.",
  },
  marketing: {
    name: "Marketing",
    plural: "marketing",
    does: "Also sends campaigns, runs flows, imports and exports people, and changes texting settings.",
  },
  owner: {
    name: "Owner",
    plural: "owners",
    does: "Also manages the team, numbers, spending limits, API keys and webhooks.",
  },
};

/** Whether `role` may do what `needed` may. */
export function allows(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** The role by its name; null for any other word. */
export function roleNamed(text: string): Role | null {
  return ROLES.find((role) => role === text) ?? null;
}

/** The role that a row names. Throws for a name that is no role: code and table disagree then. */
export function storedRole(text: string): Role {
  const role = roleNamed(text);
  if (!role) throw new Error(`No role is called "${text}".`);
  return role;
}

/** "owners", "owners and marketing": those who may do what `needed` may. */
export function whoMay(needed: Role): string {
  const names = ROLES.slice(ROLES.indexOf(needed)).reverse();
  if (needed === "read-only") return ROLE_WORDS["read-only"].plural;
  const words = names.map((role) => ROLE_WORDS[role].plural);
  return words.length === 1 ? `${words[0]}` : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
