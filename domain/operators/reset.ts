import type { Act, Answer } from "#domain/control/act";
import { noteOperatorEvent } from "#domain/control/events/operator-event";
import { type FirstCredentials, makeCredentials } from "./add.ts";
import { forgetAttemptsOfAccount } from "./attempts.ts";
import type { OperatorsContext } from "./context.ts";
import { operatorNamed } from "./find.ts";
import { endSessionsOf } from "./sessions.ts";
import { refuseSingleSignOn } from "./single-sign-on-name.ts";

/** For a forgotten password or a lost phone: a new password and authenticator secret. The old ones and all sessions end. */
export async function resetOperator(
  { db, clock, cipher }: OperatorsContext,
  { name, ...act }: Act & { name: string },
): Promise<FirstCredentials> {
  refuseSingleSignOn(name);
  const { stored, shown } = await makeCredentials(cipher, name);
  await db.transaction(async (tx) => {
    const { id } = await operatorNamed(tx, name);
    await tx.prisma.operator.update({ where: { id }, data: stored });
    await endSessionsOf(tx, id);
    await forgetAttemptsOfAccount(tx, name);
    await noteOperatorEvent(tx, { ...act, at: clock.now(), action: "operator-reset", target: name });
  });
  return shown;
}

/** Ends all sessions of an account. Safe to repeat. */
export async function logOutEverywhere(
  { db, clock }: Pick<OperatorsContext, "db" | "clock">,
  { name, ...act }: Act & { name: string },
): Promise<Answer> {
  return db.transaction(async (tx) => {
    const { id } = await operatorNamed(tx, name);
    const ended = await endSessionsOf(tx, id);
    if (ended === 0) return { hasChanged: false, sentence: `${name} isn’t logged in.` };
    await noteOperatorEvent(tx, {
      ...act,
      at: clock.now(),
      action: "sessions-ended",
      target: name,
      details: { ended },
    });
    return { hasChanged: true, sentence: `${name} is logged out everywhere.` };
  });
}

/** Lets a locked account try to log in again at once. Safe to repeat. */
export async function unlockOperator(
  { db, clock }: Pick<OperatorsContext, "db" | "clock">,
  { name, ...act }: Act & { name: string },
): Promise<Answer> {
  return db.transaction(async (tx) => {
    await operatorNamed(tx, name);
    const hasChanged = await forgetAttemptsOfAccount(tx, name);
    if (!hasChanged) return { hasChanged, sentence: `${name} isn’t locked.` };
    await noteOperatorEvent(tx, { ...act, at: clock.now(), action: "operator-unlocked", target: name });
    return { hasChanged, sentence: `${name} can try to log in again.` };
  });
}
