import { UserError } from "#domain/user-error";
import type { Tx } from "#platform/sql/db";

type Reads = Pick<Tx, "prisma">;

/** An account by its name, disabled ones too. */
export function findOperator({ prisma }: Reads, name: string) {
  return prisma.operator.findUnique({ where: { name } });
}

/** The same. Throws a UserError when no account has the name. */
export async function operatorNamed(tx: Reads, name: string) {
  const found = await findOperator(tx, name);
  if (!found) throw new UserError("operator-unknown", `No operator is named ${name}.`);
  return found;
}

/** What a sealed secret is bound to: it does not open in another account's row. */
export function placeOf(name: string): string {
  return `operators/${name}`;
}

/** Every account with its number of open sessions, by name. */
export async function listOperators({ prisma }: Reads) {
  const rows = await prisma.operator.findMany({
    orderBy: { name: "asc" },
    include: { _count: { select: { sessions: true } } },
  });
  return rows.map(({ name, role, createdAt, loggedInAt, disabledAt, _count }) => ({
    ...{ name, role, sessions: _count.sessions },
    createdAt: createdAt.toISOString(),
    loggedInAt: loggedInAt?.toISOString() ?? null,
    disabledAt: disabledAt?.toISOString() ?? null,
  }));
}
