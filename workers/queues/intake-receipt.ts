import type { Context } from "#domain/context";
import type { Delivery } from "#domain/intake/take";
import type { Handled } from "#domain/intake/work";
import type { DeliveryReceipt, Provider } from "#domain/messages/delivery/provider";
import { applyReceipts } from "#domain/messages/delivery/receipts";
import type { Sql } from "#platform/sql/db";

/** Applies the providers' delivery receipts. */
export function receiptWorker(ctx: Context, providers: Record<string, Provider>) {
  return async function handle(tx: Sql, deliveries: Delivery[]): Promise<Handled> {
    const refused = new Map<string, string>();
    const receipts = new Map<DeliveryReceipt, Delivery>();
    for (const delivery of deliveries) {
      const { id, source, url, body } = delivery;
      try {
        const receipt = providers[source]?.parseReceipt({ url: url ?? "", body });
        if (receipt) receipts.set(receipt, delivery);
      } catch (error) {
        refused.set(id, `Not a delivery receipt: ${error instanceof Error ? error.message : error}`);
      }
    }
    const heardAt = (receipt: DeliveryReceipt) => receipts.get(receipt)?.receivedAt;
    for (const nameless of await applyReceipts(tx, ctx, [...receipts.keys()], heardAt)) {
      const delivery = receipts.get(nameless);
      if (delivery) refused.set(delivery.id, "It names no message of ours.");
    }
    return { jobs: [], refused };
  };
}
