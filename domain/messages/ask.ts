import type { Context } from "#domain/context";
import { receiptUrl } from "#domain/messages/hand-off";
import type { LookUp, Provider } from "#domain/messages/provider";
import { applyReceipts } from "#domain/messages/receipts";
import { formatRef } from "#domain/messages/ref";
import { releaseCaps } from "#domain/messages/release-caps";
import { releaseSpending } from "#domain/spending/release";
import type { Sql } from "#platform/db";
import { statement, statementFile } from "#platform/statement";

/** Look-ups at a time: the provider's list call is dearer than a send, and nobody waits for this one. */
const BATCH = 20;
/** "Absent" must be said twice, this far apart: a list may lag behind the call that it should show. */
const ASK_AGAIN_SECONDS = 5;
/** After so many answers that tell nothing, it stays unknown; a late receipt may still resolve it. */
const MOST_QUESTIONS = 20;

interface Unknown {
  shopId: string;
  month: string;
  id: string;
  subscriberId: string;
  purpose: string;
  provider: string;
  body: string | null;
  phone: string | null;
  senderPhone: string;
  asked: number;
  dueAt: Date;
  claimedAt: Date;
  twins: number;
}

const take = statementFile(import.meta.url, "./take-unknown.sql");
const again = statement(
  "ask-again",
  `UPDATE messages SET ask_at = clock_timestamp() + make_interval(secs => $4)
   WHERE shop_id = $1 AND month = $2 AND id = $3 AND state = 'unknown'`,
);
const giveUp = statement(
  "ask-no-more",
  `UPDATE messages SET ask_at = NULL WHERE shop_id = $1 AND month = $2 AND id = $3 AND state = 'unknown'`,
);
const backToWaiting = statement(
  "unsent-after-all",
  `UPDATE messages SET state = 'waiting', due_at = $4, reason = NULL, ask_at = NULL, asked = 0, claimed_at = NULL, attempts = attempts + 1
   WHERE shop_id = $1 AND month = $2 AND id = $3 AND state = 'unknown'
   RETURNING id`,
);

type Asking = Pick<Context, "db" | "clock" | "hashPhone" | "appUrl"> & { providers: Record<string, Provider> };

/**
 * Asks the provider about texts whose outcome is unknown. Found: the text is what the provider says. Absent, said twice:
 * it goes back to waiting, where the gates decide anew. Can't tell: it stays unknown and is never sent again.
 * Returns how many were asked about; call again while it returns a full batch.
 */
export async function askForOutcomes(ctx: Asking): Promise<{ asked: number; isFull: boolean }> {
  const unknown = await ctx.db.run<Unknown>(take, [BATCH]);
  await Promise.all(unknown.map((text) => askForOne(ctx, text)));
  return { asked: unknown.length, isFull: unknown.length === BATCH };
}

async function askForOne(ctx: Asking, text: Unknown): Promise<void> {
  const provider = ctx.providers[text.provider];
  const key = [text.shopId, text.month, text.id];
  if (!provider || text.phone === null || text.body === null) {
    await ctx.db.run(giveUp, key);
    return;
  }
  const ref = formatRef(text);
  const { phone: to, senderPhone: from, body, twins, claimedAt: handedOverAt } = text;
  const outgoing = { ref, from, to, body, validitySeconds: 0, receiptUrl: receiptUrl(ctx.appUrl, text.provider, ref) };
  const answer = await provider.lookUp({ text: outgoing, handedOverAt, twins });
  await ctx.db.transaction((tx) => settle(tx, ctx, text, answer));
}

async function settle(tx: Sql, ctx: Asking, text: Unknown, answer: LookUp): Promise<void> {
  const key = [text.shopId, text.month, text.id];
  if (answer.kind === "found") {
    const { providerId, receipt: status, code } = answer;
    await applyReceipts(tx, ctx, [{ kind: "receipt", ref: formatRef(text), providerId, status, code, because: null }]);
  } else if (answer.kind === "absent" && text.asked >= 2) {
    const rows = await tx.run(backToWaiting, [...key, ctx.clock.now()]);
    const { shopId, month, id, dueAt: at } = text;
    if (rows.length > 0) await releaseSpending(tx, shopId, [{ month, id, at }]);
    if (rows.length > 0 && text.purpose === "marketing")
      await releaseCaps(tx, text.shopId, [{ subscriberId: text.subscriberId, at: text.dueAt }]);
  } else if (answer.kind === "absent") {
    await tx.run(again, [...key, ASK_AGAIN_SECONDS]);
  } else if (answer.retryAfterMs === null || text.asked >= MOST_QUESTIONS) {
    await tx.run(giveUp, key);
  } else {
    await tx.run(again, [...key, Math.max(ASK_AGAIN_SECONDS, answer.retryAfterMs / 1_000)]);
  }
}
