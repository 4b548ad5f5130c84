import { noteOperatorEvent } from "#domain/control/events/operator-event";
import { newId } from "#platform/ids";
import { makeCredentials } from "./add.ts";
import type { OperatorsContext } from "./context.ts";
import { findOperator } from "./find.ts";
import type { Role } from "./roles.ts";
import { openSession } from "./sessions.ts";

/** A person whom the identity provider vouches for, and what the settings make of them. */
export interface KnownPerson {
  name: string;
  role: Role;
  network: string;
  browser: string;
  /** Real time. */
  at: Date;
}

/**
 * Opens a session for a person of single sign-on and returns its token, or null when the account is disabled. The first
 * login makes the account. No one is shown its password, so nothing else opens it.
 */
export async function logInAs(ctx: OperatorsContext, person: KnownPerson): Promise<string | null> {
  const { name, role, network, at } = person;
  const now = ctx.clock.now();
  // Hashing costs a third of a second: only at the first login, and not inside the transaction.
  const isNew = (await findOperator(ctx.db, name)) === null;
  const credentials = isNew ? (await makeCredentials(ctx.cipher, name)).stored : null;
  return ctx.db.transaction(async (tx) => {
    const note = { by: { operator: name }, at: now, target: "", details: { network, with: "single sign-on" } };
    const found = await findOperator(tx, name);
    if (found?.disabledAt) {
      await noteOperatorEvent(tx, { ...note, action: "login-failed", because: "The account is disabled." });
      return null;
    }
    const update = { role, loggedInAt: at };
    const create = credentials && {
      ...{ id: newId(), name, ...update, createdAt: now },
      ...{ ...credentials, mustChangePassword: false },
    };
    const { id } = create
      ? await tx.prisma.operator.upsert({ where: { name }, create, update })
      : await tx.prisma.operator.update({ where: { name }, data: update });
    if (!found) await noteOperatorEvent(tx, { ...note, action: "operator-added", target: name, details: { role } });
    const token = await openSession(tx, { operatorId: id, network, browser: person.browser.slice(0, 200), at });
    await noteOperatorEvent(tx, { ...note, action: "login" });
    return token;
  });
}

/** Notes that a login at the identity provider came to nothing. Who it was is not known. */
export async function noteRefusedLogin(
  { db, clock }: Pick<OperatorsContext, "db" | "clock">,
  { network, because }: { network: string; because: string },
): Promise<void> {
  await noteOperatorEvent(db, {
    ...{ by: { operator: "unknown" }, at: clock.now(), target: "", because },
    ...{ action: "login-failed", details: { network, with: "single sign-on" } },
  });
}
