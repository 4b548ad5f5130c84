import { sendWindow } from "#domain/compliance/window";
import type { Context } from "#domain/context";
import { firstCheckAt } from "#domain/messages/delivery/receipt-schedule";
import type { Purpose } from "#domain/messages/source";
import { statement, statementFile } from "#platform/sql/statement";
import { count } from "#platform/telemetry/metrics/record";

/** More than the time between two audits, so that no text falls between them. */
const LOOK_BACK_MS = 15 * 60_000;
/** Of up to 250 texts each. */
const MOST_CLAIMS = 100;
const MOST_SECONDS = 5;
/** Enough to find the rest by. */
const MOST_NAMED = 5;
/** The law alone: a merchant may have changed hours of theirs since. */
const ANY_HOUR = { startsMinute: 0, endsMinute: 1_440 };

const sentLately = statementFile(import.meta.url, "./sent-lately.sql");
const hurry = statement("audit-hurry", "SELECT set_config('statement_timeout', $1, true)");

interface SentText {
  shopId: string;
  id: string;
  purpose: Purpose;
  handedAt: Date;
  signature: string;
  isSecond: boolean;
}

export interface Audit {
  audited: number;
  outOfHours: number;
  doubled: number;
}

/**
 * Looks again at texts of the last minutes, by what PostgreSQL says now and in another process than the one that sent them:
 * was each within the law's hours at its person's place, and has no one got the same text twice? Counts and logs what is
 * wrong; a text may be counted by two audits. A person who moved within these minutes may be counted wrongly.
 */
export async function auditSentTexts(ctx: Pick<Context, "db" | "clock" | "log" | "receiptPatienceMs">): Promise<Audit> {
  const now = ctx.clock.now();
  const [from, to] = [new Date(now.getTime() - LOOK_BACK_MS), now].map((at) => firstCheckAt(ctx, at));
  const texts = await ctx.db.transaction(async (tx) => {
    await tx.run(hurry, [`${MOST_SECONDS}s`]);
    return tx.run<SentText>(sentLately, [from, to, MOST_CLAIMS]);
  });
  const outOfHours = texts.filter(
    ({ purpose, signature, handedAt }) => !sendWindow({ signature, purpose, now: handedAt, merchant: ANY_HOUR }).isOpen,
  );
  const doubled = texts.filter(({ isSecond }) => isSecond);
  count("cartbell_audits_total", {});
  count("cartbell_texts_out_of_hours_total", {}, outOfHours.length);
  count("cartbell_texts_doubled_total", { evidence: "rows" }, doubled.length);
  if (outOfHours.length > 0) ctx.log.error(named(outOfHours), "texts were handed over outside their texting hours");
  if (doubled.length > 0) ctx.log.error(named(doubled), "people got the same text twice");
  return { audited: texts.length, outOfHours: outOfHours.length, doubled: doubled.length };
}

function named(texts: SentText[]) {
  return { count: texts.length, texts: texts.slice(0, MOST_NAMED).map(({ shopId, id }) => `${shopId}/${id}`) };
}
