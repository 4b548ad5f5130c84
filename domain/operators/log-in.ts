import { noteOperatorEvent } from "#domain/control/events/operator-event";
import { countAttempt, forgetAttempts } from "./attempts.ts";
import type { OperatorsContext } from "./context.ts";
import { type Device, isDeviceOf, nameDevice } from "./devices.ts";
import { findOperator, placeOf } from "./find.ts";
import { stepOf } from "./one-time-code.ts";
import { isPassword } from "./password.ts";
import { openSession } from "./sessions.ts";

export interface Credentials {
  name: string;
  password: string;
  code: string;
  network: string;
  /** What the browser was named at an earlier login. */
  device: Device | null;
  browser: string;
  /** Real time: an authenticator knows no other. */
  at: Date;
}

export type LogIn =
  /** `device` names the browser for its next login. */
  | { kind: "in"; token: string; device: string }
  /** The name, the password or the code; it isn't said which. */
  | { kind: "refused" }
  | { kind: "locked"; until: Date };

/**
 * Opens a session for who knows the password and holds the authenticator. Each code opens one session. After five failures of
 * an account or a network further tries are not heard for a while; a browser in which the operator has logged in before counts its
 * own failures instead. Logins and failures are noted among the operators' events.
 */
export async function logIn(
  { db, clock, cipher }: OperatorsContext,
  { name, password, code, network, device, browser, at }: Credentials,
): Promise<LogIn> {
  const found = await findOperator(db, name);
  const deviceId = device && found && isDeviceOf(device, found) ? device.id : null;
  const attempt = { name, network, deviceId, at };
  const until = await db.transaction((tx) => countAttempt(tx, attempt));
  if (until) return { kind: "locked", until };
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
    return { kind: "in", token, device: nameDevice(cipher, found, at) };
  });
}
