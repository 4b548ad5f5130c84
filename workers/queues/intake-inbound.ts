import type { Context } from "#domain/context";
import type { ConversationRef } from "#domain/conversations/inbox/conversation";
import { tellPages } from "#domain/conversations/inbox/tell-pages";
import { type NewText, receiveTexts } from "#domain/conversations/receive";
import { enterByTexts } from "#domain/intake/entries/by-text";
import type { Delivery } from "#domain/intake/take";
import type { Handled } from "#domain/intake/work";
import type { Provider } from "#domain/messages/delivery/provider";
import { findInboundSenders } from "#domain/senders/find-inbound";
import type { Sql } from "#platform/sql/db";

/** Reads what shoppers wrote to us. */
export function inboundWorker(
  ctx: Pick<Context, "clock" | "hashPhone" | "appUrl" | "hints">,
  providers: Record<string, Provider>,
) {
  return async function handle(tx: Sql, deliveries: Delivery[]): Promise<Handled> {
    const refused = new Map<string, string>();
    const parsed = deliveries.flatMap((delivery) => {
      try {
        const text = providers[delivery.source]?.parseInbound({ url: delivery.url ?? "", body: delivery.body });
        return text ? [{ delivery, text }] : [];
      } catch (error) {
        refused.set(delivery.id, `Not a text: ${error instanceof Error ? error.message : error}`);
        return [];
      }
    });
    const senderOf = await findInboundSenders(
      tx,
      ctx,
      parsed.map(({ text }) => text),
    );
    const texts: NewText[] = [];
    for (const { delivery, text } of parsed) {
      const sender = senderOf(text);
      if (!sender) {
        refused.set(delivery.id, "No shop sends from that number.");
        continue;
      }
      const { providerId, from: phone, body, handledAs, pictures, pictureRefs } = text;
      texts.push({
        ...sender,
        provider: delivery.source,
        providerId,
        phone,
        body,
        handledAs,
        pictures,
        pictureRefs,
        receivedAt: delivery.receivedAt,
        intakeId: delivery.id,
      });
    }
    const changed: ConversationRef[] = [];
    const jobs = await receiveTexts(tx, ctx, texts, (received) => {
      changed.push(...received);
      return enterByTexts(tx, ctx, received);
    });
    return { jobs, refused, afterCommit: () => tellPages(ctx, changed) };
  };
}
