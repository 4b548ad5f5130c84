import { noteOperatorEvent } from "#domain/control/events/operator-event";
import { countAttempt, forgetAttempts } from "./attempts.ts";
import type { OperatorsContext } from "./context.ts";
import { findOperator, placeOf } from "./find.ts";
import { stepOf } from "./one-time-code.ts";
import { isPassword } from "./password.ts";
import { openSession } from "./sessions.ts";

export interface Credentials {
  name: string;
  password: string;
  code: string;
  network: string;
  browser: string;
  /** Real time: an authenticator knows no other. */
  at: Date;
}

export type LogIn =
  | { kind: "in"; token: string }
  /** The name, the password or the code; it isn't said which. */
  | { kind: "refused" }
  | { kind: "locked"; until: Date };

/**
 * Opens a session for who knows the password and holds the authenticator. Each code opens one session. After five failures of
 * an account or a network further tries are not heard for a while. Logins and failures are noted among the operators' events.
 */
export async function logIn(
  { db, clock, cipher }: OperatorsContext,
  { name, password, code, network, browser, at }: Credentials,
): Promise<LogIn> {
  const attempt = { name, network, at };
  const until = await db.transaction((tx) => countAttempt(tx, attempt));
  if (until) return { kind: "locked", until };
  const found = await findOperator(db, name);
  const knows = await isPassword(password, found?.passwordHash ?? null);
  const step = found && stepOf(cipher.open(found.codeSecret, placeOf(found.name)) ?? "", code, at);

  return db.transaction(async (tx): Promise<LogIn> => {
    // A name that is no account may be a password in the wrong field.
    const by = { operator: found?.name ?? "unknown" };
    const note = { by, at: clock.now(), target: "", details: { network } };
    const refused = async (because: string): Promise<LogIn> => {
      await noteOperatorEvent(tx, { ...note, action: "login-failed", because });
      return { kind: "refused" };
    };
    if (!found) return refused("No account has this name.");
    if (found.disabledAt) return refused("The account is disabled.");
    if (!knows) return refused("The password was wrong.");
    if (step === null) return refused("The code was wrong.");
    const { count } = await tx.prisma.operator.updateMany({
      where: { id: found.id, disabledAt: null, codeStep: { lt: step } },
      data: { codeStep: step, loggedInAt: at },
    });
    if (count === 0) return refused("The code had been used before.");
    await forgetAttempts(tx, attempt);
    const token = await openSession(tx, { operatorId: found.id, network, browser: browser.slice(0, 200), at });
    await noteOperatorEvent(tx, { ...note, action: "login" });
    return { kind: "in", token };
  });
}
