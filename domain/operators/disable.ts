import type { Act, Answer } from "#domain/control/act";
import { noteOperatorEvent } from "#domain/control/events/operator-event";
import type { OperatorsContext } from "./context.ts";
import { operatorNamed } from "./find.ts";
import { keepAnOwner } from "./owners.ts";
import { endSessionsOf } from "./sessions.ts";

type Parts = Pick<OperatorsContext, "db" | "clock">;

/** Ends the sessions of an account and lets no one log in with it. Throws a UserError for the last owner. Safe to repeat. */
export async function disableOperator({ db, clock }: Parts, { name, ...act }: Act & { name: string }): Promise<Answer> {
  return db.transaction(async (tx) => {
    const found = await operatorNamed(tx, name);
    if (found.disabledAt) return { hasChanged: false, sentence: `${name} is already disabled.` };
    await keepAnOwner(tx, found.id);
    const at = clock.now();
    await tx.prisma.operator.update({ where: { id: found.id }, data: { disabledAt: at } });
    await endSessionsOf(tx, found.id);
    await noteOperatorEvent(tx, { ...act, at, action: "operator-disabled", target: name });
    return { hasChanged: true, sentence: `${name} is disabled and can’t log in.` };
  });
}

/** Lets the operator of a disabled account log in again. Safe to repeat. */
export async function enableOperator({ db, clock }: Parts, { name, ...act }: Act & { name: string }): Promise<Answer> {
  return db.transaction(async (tx) => {
    const found = await operatorNamed(tx, name);
    if (!found.disabledAt) return { hasChanged: false, sentence: `${name} isn’t disabled.` };
    await tx.prisma.operator.update({ where: { id: found.id }, data: { disabledAt: null } });
    await noteOperatorEvent(tx, { ...act, at: clock.now(), action: "operator-enabled", target: name });
    return { hasChanged: true, sentence: `${name} can log in again.` };
  });
}
