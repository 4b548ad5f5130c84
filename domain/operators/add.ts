import type { Act } from "#domain/control/act";
import { noteOperatorEvent } from "#domain/control/events/operator-event";
import { UserError } from "#domain/user-error";
import { newId } from "#platform/ids";
import { isUniqueViolation } from "#platform/sql/db";
import type { TokenCipher } from "#platform/token-cipher";
import type { OperatorsContext } from "./context.ts";
import { placeOf } from "./find.ts";
import { newSecret, secretUri } from "./one-time-code.ts";
import { hashPassword, randomPassword } from "./password.ts";
import type { Role } from "./roles.ts";

/** What the new operator needs to log in. Shown once and stored only as a hash and sealed. */
export interface FirstCredentials {
  password: string;
  /** Base32, for an authenticator app. */
  secret: string;
  /** The same as an otpauth:// address. */
  uri: string;
}

/**
 * Makes an account with a random password, which its operator changes at the first login. Throws a UserError when the name is
 * taken or not a name.
 */
export async function addOperator(
  { db, clock, cipher }: OperatorsContext,
  { name, role, ...act }: Act & { name: string; role: Role },
): Promise<FirstCredentials> {
  if (!/^[a-z][a-z0-9._-]{1,39}$/.test(name))
    throw new UserError("operator-name", "Use 2 to 40 small letters, digits, dots and dashes, a letter first.", "name");
  const at = clock.now();
  const { stored, shown } = await makeCredentials(cipher, name);
  try {
    await db.transaction(async (tx) => {
      await tx.prisma.operator.create({ data: { id: newId(), name, role, ...stored, createdAt: at } });
      await noteOperatorEvent(tx, { ...act, at, action: "operator-added", target: name, details: { role } });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new UserError("operator-taken", `Another operator is named ${name}.`, "name");
  }
  return shown;
}

/** A password and a secret as they are stored, and as their operator sees them once. */
export async function makeCredentials(cipher: TokenCipher, name: string) {
  const [password, secret] = [randomPassword(), newSecret()];
  const stored = {
    passwordHash: await hashPassword(password),
    mustChangePassword: true,
    codeSecret: cipher.seal(secret, placeOf(name)),
    codeStep: 0,
  };
  return { stored, shown: { password, secret, uri: secretUri(name, secret) } };
}
