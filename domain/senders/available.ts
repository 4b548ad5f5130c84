import type { NumberProvider, SenderKind } from "#domain/senders/numbers";
import type { Sql } from "#platform/db";
import { statement } from "#platform/statement";

export interface AvailableNumber {
  /** E.164. */
  phone: string;
  kind: SenderKind;
  provider: string;
}

const taken = statement(
  "numbers-in-use",
  "SELECT phone FROM senders WHERE phone = ANY($1::text[]) AND released_at IS NULL",
);

/** The provider's numbers that no shop uses. Throws when the provider cannot be reached. */
export async function availableNumbers(db: Sql, provider: NumberProvider): Promise<AvailableNumber[]> {
  const numbers = await provider.listNumbers();
  const used = new Set((await db.run<{ phone: string }>(taken, [numbers.map((it) => it.phone)])).map((it) => it.phone));
  return numbers
    .filter(({ phone }) => !used.has(phone))
    .map(({ phone, kind }) => ({ phone, kind, provider: provider.name }));
}
