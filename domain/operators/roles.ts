/** From the least to the most that an operator may do: a reader looks, an operator acts, an owner also keeps the accounts. */
export const ROLES = ["reader", "operator", "owner"] as const;

export type Role = (typeof ROLES)[number];

/** Whether `role` may do what `needed` may. */
export function allows(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** The role by its stored name. Throws for a name that is no role: code and table disagree then. */
export function roleNamed(text: string): Role {
  const role = ROLES.find((it) => it === text);
  if (!role) throw new Error(`No role is called "${text}".`);
  return role;
}
