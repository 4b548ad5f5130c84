import type { Context } from "#domain/context";
import { suppressAtOnce } from "#domain/conversations/suppress-at-once";
import type { NewDelivery } from "#domain/intake/delivery";
import type { Provider } from "#domain/messages/delivery/provider";
import { findInboundSenders } from "#domain/senders/find-inbound";
import { phoneFromProvider } from "#domain/subscribers/phone-number";
import type { Sql } from "#platform/sql/db";

/**
 * What intake does in the transaction that accepts an inbound text: a clear STOP suppresses its number there and then,
 * before the provider is answered. Everything else about the text waits for the worker.
 */
export function stopAtOnce(ctx: Pick<Context, "clock" | "hashPhone">, providers: Record<string, Provider>) {
  return async function onInbound(tx: Sql, delivery: NewDelivery): Promise<void> {
    const provider = providers[delivery.source];
    if (!provider || delivery.refusedBecause !== undefined) return;
    const text = provider.parseInbound({ url: delivery.url ?? "", body: delivery.body });
    const phone = phoneFromProvider(text.from);
    const sender = (await findInboundSenders(tx, ctx, [text]))(text);
    if (phone && sender) await suppressAtOnce(tx, ctx, { ...text, shopId: sender.shopId, phone });
  };
}
