import { type NumberRefused, suppress } from "#domain/consent/suppress";
import type { Context } from "#domain/context";
import type { DeliveryReceipt } from "#domain/messages/provider";
import { parseRef } from "#domain/messages/ref";
import type { Sql } from "#platform/db";
import { statementFile } from "#platform/statement";

const apply = statementFile(import.meta.url, "./receipts.sql");
const RANK: Record<DeliveryReceipt["status"], number> = { accepted: 1, sent: 2, delivered: 3, failed: 3 };

interface Told {
  id: string;
  shopId: string;
  phone: string | null;
  state: string;
  hasMoved: boolean;
}

/**
 * Applies delivery receipts in bulk, whatever their order and however often they come: a message only moves forward, and
 * what was delivered or has failed stays so. A receipt also resolves an unknown outcome. Returns the receipts that name
 * no message of ours. `heardAt`: when a receipt came in, if that was not just now (business time).
 */
export async function applyReceipts(
  tx: Sql,
  ctx: Pick<Context, "clock" | "hashPhone">,
  receipts: DeliveryReceipt[],
  heardAt: (receipt: DeliveryReceipt) => Date | undefined = () => undefined,
): Promise<DeliveryReceipt[]> {
  const furthest = new Map<string, DeliveryReceipt>();
  for (const receipt of receipts) {
    const known = furthest.get(receipt.ref);
    if (!known || RANK[receipt.status] > RANK[known.status]) furthest.set(receipt.ref, receipt);
  }
  const named = [...furthest.values()].flatMap((receipt) => {
    const ref = parseRef(receipt.ref);
    return ref ? [{ receipt, ref }] : [];
  });
  if (named.length === 0) return receipts;
  const now = ctx.clock.now();
  const told = await tx.run<Told>(apply, [
    named.map(({ ref }) => ref.shopId),
    named.map(({ ref }) => ref.month),
    named.map(({ ref }) => ref.id),
    named.map(({ receipt }) => receipt.status),
    named.map(({ receipt }) => receipt.providerId),
    named.map(({ receipt }) => receipt.code),
    now,
    [...new Set(named.map(({ ref }) => ref.month))],
    named.map(({ receipt }) => (now.getTime() - (heardAt(receipt) ?? now).getTime()) / 1_000),
  ]);
  await suppressRefused(tx, ctx, named, told);
  const found = new Set(told.map((row) => row.id));
  return receipts.filter((receipt) => !found.has(parseRef(receipt.ref)?.id ?? ""));
}

/** A failure that is about the number, not about this text, keeps later texts from it. */
async function suppressRefused(
  tx: Sql,
  ctx: Pick<Context, "clock" | "hashPhone">,
  named: { receipt: DeliveryReceipt; ref: { id: string } }[],
  told: Told[],
): Promise<void> {
  const causes = new Map(named.map(({ receipt, ref }) => [ref.id, receipt.because]));
  const refused: NumberRefused[] = [];
  for (const { id, shopId, phone, hasMoved } of told) {
    const cause = causes.get(id);
    if (!hasMoved || phone === null) continue;
    if (cause === "opted-out") refused.push({ shopId, phone, reason: "opted-out-at-provider" });
    if (cause === "invalid-number") refused.push({ shopId, phone, reason: "invalid-number" });
  }
  if (refused.length > 0) await suppress(tx, ctx, refused);
}
