import type { Context } from "#domain/context";
import type { Due } from "#domain/jobs";
import { releaseCaps } from "#domain/messages/claim/release-caps";
import { CLAIM_SECONDS } from "#domain/messages/claim/write-claim";
import { formatRef } from "#domain/messages/ref";
import { releaseSpending } from "#domain/spending/release";
import type { Sql } from "#platform/sql/db";
import { statement, statementFile } from "#platform/sql/statement";
import { receiptUrl } from "./hand-off.ts";
import type { LookUp, Provider } from "./provider.ts";
import { applyReceipts } from "./receipts.ts";

/** Look-ups at a time: the provider's list call is dearer than a send, and no one waits for this one. */
const BATCH = 20;
/** "Absent" must be said twice, this far apart at least: a list may lag behind the call that it should show. */
const ASK_AGAIN_SECONDS = 5;
/**
 * A text may appear at the provider minutes after its call. Where the provider's documentation names no latest entry, the
 * look-up goes on for so long; then marketing stays unknown for good, and what is about an order or answers someone is
 * sent once more, for a missing one does more harm than a second one.
 */
const ASSUMED_LATEST_ENTRY_SECONDS = 15 * 60;
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
  /** Real seconds since the claim. */
  age: number;
  resends: number;
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
  `WITH final AS (
     UPDATE messages SET ask_at = NULL WHERE shop_id = $1 AND month = $2 AND id = $3 AND state = 'unknown'
     RETURNING shop_id, month, id)
   INSERT INTO final_unknowns (shop_id, month, id) SELECT shop_id, month, id FROM final ON CONFLICT DO NOTHING`,
);
const backToWaiting = statement(
  "unsent-after-all",
  `UPDATE messages SET state = 'waiting', due_at = $4, reason = NULL, ask_at = NULL, asked = 0,
     claimed_at = NULL, handed_at = NULL, provider_id = NULL, attempts = attempts + 1
   WHERE shop_id = $1 AND month = $2 AND id = $3 AND state = 'unknown'
   RETURNING id`,
);

/** When the sweep adds the job. */
export const dueQuestions: Due<"outcomes"> = {
  anything: "SELECT 1 FROM messages WHERE state = 'unknown' AND ask_at <= clock_timestamp()",
};

type Asking = Pick<Context, "db" | "clock" | "hashPhone" | "log" | "appUrl"> & { providers: Record<string, Provider> };

/**
 * Asks the provider about texts whose outcome is unknown. Found: the text is what the provider says. Absent when the
 * provider can no longer take it in: it goes back to waiting, where the gates decide again. Can't tell: it stays unknown and
 * is never sent again.
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
  const ref = refOf(text);
  const { phone: to, senderPhone: from, body, twins, claimedAt: handedOverAt } = text;
  const outgoing = { ref, from, to, body, validitySeconds: 0, receiptUrl: receiptUrl(ctx.appUrl, text.provider, ref) };
  const answer = await provider.lookUp({ text: outgoing, handedOverAt, twins });
  await ctx.db.transaction((tx) => applyAnswer(tx, ctx, text, answer, provider.latestEntryMs));
}

function refOf({ resends, ...text }: Unknown): string {
  return formatRef({ ...text, resend: resends });
}

async function applyAnswer(
  tx: Sql,
  ctx: Asking,
  text: Unknown,
  answer: LookUp,
  latestEntryMs: number | null,
): Promise<void> {
  const key = [text.shopId, text.month, text.id];
  if (answer.kind === "found") {
    const { providerId, receipt: status, code, failure } = answer;
    await applyReceipts(tx, ctx, [
      { kind: "receipt", ref: refOf(text), providerId, status, code, because: null, ...failure },
    ]);
  } else if (answer.kind === "absent") {
    await applyAbsence(tx, ctx, text, latestEntryMs);
  } else if (answer.retryAfterMs === null || text.asked >= MOST_QUESTIONS) {
    await tx.run(giveUp, key);
  } else {
    await tx.run(again, [...key, Math.max(ASK_AGAIN_SECONDS, answer.retryAfterMs / 1_000)]);
  }
}

async function applyAbsence(tx: Sql, ctx: Asking, text: Unknown, latestEntryMs: number | null): Promise<void> {
  const { shopId, month, id, dueAt: at, age } = text;
  const key = [shopId, month, id];
  // Counted from the end of its claim: the call may have begun that late.
  const latest = CLAIM_SECONDS + (latestEntryMs === null ? ASSUMED_LATEST_ENTRY_SECONDS : latestEntryMs / 1_000);
  if (age < latest || text.asked < 2) {
    // Less and less often, and once more when the time is over.
    const wait = Math.max(ASK_AGAIN_SECONDS, Math.min(age, latest - age));
    await tx.run(again, [...key, wait]);
    return;
  }
  if (text.purpose === "marketing" && latestEntryMs === null) {
    await tx.run(giveUp, key);
    return;
  }
  if ((await tx.run(backToWaiting, [...key, ctx.clock.now()])).length === 0) return;
  await releaseSpending(tx, shopId, [{ month, id, at }]);
  if (text.purpose === "marketing") await releaseCaps(tx, shopId, [{ subscriberId: text.subscriberId, at }]);
}
