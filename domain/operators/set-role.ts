import type { Act, Answer } from "#domain/control/act";
import { noteOperatorEvent } from "#domain/control/events/operator-event";
import type { OperatorsContext } from "./context.ts";
import { operatorNamed } from "./find.ts";
import { keepAnOwner } from "./owners.ts";
import type { Role } from "./roles.ts";
import { endSessionsOf } from "./sessions.ts";
import { refuseSingleSignOn } from "./single-sign-on-name.ts";

/** Gives an account another role and ends its sessions. Throws a UserError for the last owner. Safe to repeat. */
export async function setRole(
  { db, clock }: Pick<OperatorsContext, "db" | "clock">,
  { name, role, ...act }: Act & { name: string; role: Role },
): Promise<Answer> {
  refuseSingleSignOn(name);
  return db.transaction(async (tx) => {
    const found = await operatorNamed(tx, name);
    if (found.role === role) return { hasChanged: false, sentence: `${name} already is ${nounOf(role)}.` };
    if (role !== "owner") await keepAnOwner(tx, found.id);
    await tx.prisma.operator.update({ where: { id: found.id }, data: { role } });
    await endSessionsOf(tx, found.id);
    const details = { from: found.role, to: role };
    await noteOperatorEvent(tx, { ...act, at: clock.now(), action: "role-changed", target: name, details });
    return { hasChanged: true, sentence: `${name} is now ${nounOf(role)} and has to log in again.` };
  });
}

function nounOf(role: Role): string {
  return role === "reader" ? "a reader" : `an ${role}`;
}
