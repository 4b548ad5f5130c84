import { UserError } from "#domain/user-error";
import type { Tx } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

/** Owners of single sign-on don't count: settings may take their role, or the provider may be away. */
const lock = statement(
  "lock-owners",
  "SELECT id FROM operators WHERE role = 'owner' AND disabled_at IS NULL AND name !~ '[@:]' FOR UPDATE",
);

/** Throws a UserError when this account is the last owner who can log in: no one could keep the accounts without them. */
export async function keepAnOwner(tx: Pick<Tx, "run">, operatorId: string): Promise<void> {
  const owners = await tx.run<{ id: string }>(lock);
  if (owners.length === 1 && owners[0]?.id === operatorId)
    throw new UserError("last-owner", "This is the last owner. Make another operator an owner first.");
}
