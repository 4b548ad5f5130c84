import { addOperator } from "#domain/operators/add";
import { disableOperator, enableOperator } from "#domain/operators/disable";
import { logOutEverywhere, resetOperator, unlockOperator } from "#domain/operators/reset";
import { ROLES, type Role } from "#domain/operators/roles";
import { setRole } from "#domain/operators/set-role";
import { UserError } from "#domain/user-error";
import type { PanelAction, Target } from "./panel-action.ts";

const shared = { needs: "owner", from: "/operations/operators", needsReason: true } as const;

const ONCE = "You see the new password and authenticator secret once. Give them to the operator on a safe way.";

/** The accounts of the panel. */
export const accountActions = {
  "add-operator": {
    ...shared,
    plan: (_ctx, target) => ({
      title: `Add ${nameIn(target)} as ${roleIn(target)}`,
      effects: [ONCE, "The first login asks for a new password."],
    }),
    async run(ctx, target, act) {
      const name = nameIn(target);
      const shown = await addOperator(ctx, { name, role: roleIn(target), ...act });
      return { hasChanged: true, sentence: `${name} is added.`, shown };
    },
  },
  "set-role": {
    ...shared,
    plan: (_ctx, target) => ({
      title: `Make ${nameIn(target)} ${roleIn(target)}`,
      effects: ["Their sessions end. They log in again with the new role."],
    }),
    run: (ctx, target, act) => setRole(ctx, { name: nameIn(target), role: roleIn(target), ...act }),
  },
  "disable-operator": {
    ...shared,
    plan: (_ctx, target) => ({
      title: `Disable ${nameIn(target)}`,
      effects: ["Their sessions end at once, and they can’t log in. Their entries in the audit log stay."],
    }),
    run: (ctx, target, act) => disableOperator(ctx, { name: nameIn(target), ...act }),
  },
  "enable-operator": {
    ...shared,
    plan: (_ctx, target) => ({
      title: `Enable ${nameIn(target)}`,
      effects: ["They can log in again with their password and authenticator."],
    }),
    run: (ctx, target, act) => enableOperator(ctx, { name: nameIn(target), ...act }),
  },
  "reset-operator": {
    ...shared,
    plan: (_ctx, target) => ({
      title: `Reset ${nameIn(target)}`,
      effects: ["Their password, authenticator and sessions end at once.", ONCE],
    }),
    async run(ctx, target, act) {
      const name = nameIn(target);
      const shown = await resetOperator(ctx, { name, ...act });
      return { hasChanged: true, sentence: `${name} has new credentials.`, shown };
    },
  },
  "unlock-operator": {
    ...shared,
    plan: (_ctx, target) => ({
      title: `Unlock ${nameIn(target)}`,
      effects: ["After failed logins, they can try again at once."],
    }),
    run: (ctx, target, act) => unlockOperator(ctx, { name: nameIn(target), ...act }),
  },
  "end-sessions": {
    ...shared,
    plan: (_ctx, target) => ({
      title: `Log ${nameIn(target)} out everywhere`,
      effects: ["All their sessions end at once. They can log in again."],
    }),
    run: (ctx, target, act) => logOutEverywhere(ctx, { name: nameIn(target), ...act }),
  },
} satisfies Record<string, PanelAction>;

function nameIn({ name = "" }: Target): string {
  return name.trim().toLowerCase();
}

function roleIn({ role }: Target): Role {
  const known = ROLES.find((it) => it === role);
  if (!known) throw new UserError("role-unknown", `Choose a role: ${ROLES.join(", ")}.`);
  return known;
}
