import type { OperatorsContext } from "#domain/operators/context";
import { placeOf } from "#domain/operators/find";
import { codeAt, newSecret } from "#domain/operators/one-time-code";
import { hashPassword, randomPassword } from "#domain/operators/password";
import type { Role } from "#domain/operators/roles";
import { newId } from "#platform/ids";
import { tokenCipher } from "#platform/token-cipher";

/** Seals the secrets of authenticators in tests. */
export const testCipher = tokenCipher([{ id: "k", key: Buffer.alloc(32, 7) }]);

/** So that a test of ten logins takes no ten seconds. */
const CHEAP = { N: 2, r: 8, p: 1 };

/** An operator's account and the authenticator that belongs to it. */
export interface TestOperator {
  name: string;
  password: string;
  secret: string;
  /** The code at a time. */
  code(at: Date): string;
}

/** An account whose password is its operator's own. */
export async function anOperator(
  { db, clock }: Pick<OperatorsContext, "db" | "clock">,
  { name = "ada", role = "owner" as Role, cipher = testCipher } = {},
): Promise<TestOperator> {
  const [password, secret] = [randomPassword(), newSecret()];
  await db.prisma.operator.create({
    data: {
      ...{ id: newId(), name, role, mustChangePassword: false, codeStep: 0, createdAt: clock.now() },
      ...{ passwordHash: await hashPassword(password, CHEAP), codeSecret: cipher.seal(secret, placeOf(name)) },
    },
  });
  return { name, password, secret, code: (at) => codeAt(secret, at) };
}
