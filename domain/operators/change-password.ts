import type { Act } from "#domain/control/act";
import { noteOperatorEvent } from "#domain/control/events/operator-event";
import { UserError } from "#domain/user-error";
import type { OperatorsContext } from "./context.ts";
import { operatorNamed } from "./find.ts";
import { hashPassword, isPassword } from "./password.ts";
import { endSessionsOf } from "./sessions.ts";

const LEAST = 12;
const MOST = 128;

interface PasswordChange extends Act {
  present: string;
  password: string;
  /** Stays open; the account's other sessions end. */
  sessionId: string;
}

/** Changes an operator's own password. Throws a UserError when the present one is wrong or the new one is too weak. */
export async function changePassword(
  { db, clock }: Pick<OperatorsContext, "db" | "clock">,
  { present, password, sessionId, ...act }: PasswordChange,
): Promise<void> {
  const name = act.by.operator;
  if (password.length < LEAST || password.length > MOST)
    throw new UserError("password-length", `Use ${LEAST} to ${MOST} characters.`, "password");
  if (password.toLowerCase().includes(name))
    throw new UserError("password-name", "The password must not contain your name.", "password");
  if (password === present) throw new UserError("password-same", "Choose another password.", "password");
  const { id, passwordHash } = await operatorNamed(db, name);
  if (!(await isPassword(present, passwordHash)))
    throw new UserError("password-wrong", "This isn’t your present password.", "present");
  const data = { passwordHash: await hashPassword(password), mustChangePassword: false };
  await db.transaction(async (tx) => {
    await tx.prisma.operator.update({ where: { id }, data });
    await endSessionsOf(tx, id, sessionId);
    await noteOperatorEvent(tx, { ...act, at: clock.now(), action: "password-changed", target: name });
  });
}
