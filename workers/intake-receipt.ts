import type { Context } from "#domain/context";
import type { Delivery } from "#domain/intake/take";
import type { Handled } from "#domain/intake/work";
import type { DeliveryReceipt, Provider } from "#domain/messages/provider";
import { applyReceipts } from "#domain/messages/receipts";
import type { Sql } from "#platform/db";

/** Applies the providers' delivery receipts. */
export function receiptWorker(ctx: Context, providers: Record<string, Provider>) {
  return async function handle(tx: Sql, deliveries: Delivery[]): Promise<Handled> {
    const refused = new Map<string, string>();
    const receipts = new Map<DeliveryReceipt, string>();
    for (const { id, source, url, body } of deliveries) {
      try {
        const receipt = providers[source]?.parseReceipt({ url: url ?? "", body });
        if (receipt) receipts.set(receipt, id);
      } catch (error) {
        refused.set(id, `Not a delivery receipt: ${error instanceof Error ? error.message : error}`);
      }
    }
    for (const nameless of await applyReceipts(tx, ctx, [...receipts.keys()])) {
      const id = receipts.get(nameless);
      if (id) refused.set(id, "It names no message of ours.");
    }
    return { bells: [], refused };
  };
}
