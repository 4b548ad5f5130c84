import type { Context } from "#domain/context";
import { suppressAtOnce } from "#domain/conversations/suppress-at-once";
import { createIntake } from "#domain/intake/accept";
import type { Provider } from "#domain/messages/delivery/provider";
import { recoverFromRestore } from "#domain/restores/recover";
import { findInboundSenders } from "#domain/senders/find-inbound";
import { phoneFromProvider } from "#domain/subscribers/phone-number";

/** Makes up for a restore of the database: see domain/restores/recover.ts. */
export function restoreWorker(ctx: Context, providers: Record<string, Provider>) {
  const intake = createIntake(ctx, {
    async onInbound(tx, { source, url, body }) {
      const text = providers[source]?.parseInbound({ url: url ?? "", body });
      const phone = text ? phoneFromProvider(text.from) : null;
      const sender = text && (await findInboundSenders(tx, ctx, [text]))(text);
      if (text && phone && sender) await suppressAtOnce(tx, ctx, { ...text, shopId: sender.shopId, phone });
    },
  });
  return async function handle(): Promise<void> {
    await recoverFromRestore({
      ...ctx,
      providers,
      async takeIn({ name }, { providerId, callback }) {
        await intake.accept({
          ...{ kind: "inbound", source: name, topic: "inbound", shopDomain: null, shopId: null, triggeredAt: null },
          sourceKey: `${name} ${providerId}`,
          ...callback,
        });
      },
    });
  };
}
