import type { Context } from "#domain/context";
import { statement } from "#platform/sql/statement";
import { type NumberProvider, RESTING_DAYS, type SenderKind } from "./numbers.ts";

export interface AvailableNumber {
  /** E.164. */
  phone: string;
  kind: SenderKind;
  provider: string;
}

const taken = statement(
  "numbers-in-use",
  `SELECT phone FROM senders
   WHERE phone = ANY($1::text[])
     AND (released_at IS NULL OR shop_id <> $2 AND released_at > $3::timestamptz - make_interval(days => $4))`,
);

/**
 * The provider's numbers that this shop may connect: no shop uses them, and none that another shop released is still
 * resting. Throws when the provider cannot be reached.
 */
export async function availableNumbers(
  { db, clock }: Pick<Context, "db" | "clock">,
  provider: NumberProvider,
  shopId: string,
): Promise<AvailableNumber[]> {
  const numbers = await provider.listNumbers();
  const phones = numbers.map((it) => it.phone);
  const rows = await db.run<{ phone: string }>(taken, [phones, shopId, clock.now(), RESTING_DAYS]);
  const used = new Set(rows.map((it) => it.phone));
  return numbers
    .filter(({ phone }) => !used.has(phone))
    .map(({ phone, kind }) => ({ phone, kind, provider: provider.name }));
}
