import type { Context } from "#domain/context";
import type { Act, Answer } from "#domain/control/act";
import { noteOperatorEvent } from "#domain/control/events/operator-event";
import { shopNamed } from "#domain/control/shops/shop-named";
import { releaseCaps } from "#domain/messages/claim/release-caps";
import type { Purpose } from "#domain/messages/source";
import { releaseSpending } from "#domain/spending/release";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { inBatches } from "#platform/sql/in-batches";
import { statement, statementFile } from "#platform/sql/statement";

/** So many in one transaction. */
const PAGE = 250;

interface Taken {
  shopId: string;
  month: string;
  id: string;
  subscriberId: string;
  purpose: Purpose;
  /** The time of its claim, by which it was charged. */
  chargedAt: Date;
}

const take = statementFile(import.meta.url, "./take-final-unknowns.sql");
const settle = statementFile(import.meta.url, "./settle-unknowns.sql");
const forget = statement(
  "forget-final-unknowns",
  `DELETE FROM final_unknowns f USING unnest($1::uuid[], $2::date[], $3::uuid[]) AS t(shop_id, month, id)
   WHERE f.shop_id = t.shop_id AND f.month = t.month AND f.id = t.id`,
);

const realNow = statement("real-now-of-unknowns", "SELECT clock_timestamp()::timestamptz(3) AS until");

export interface Decision extends Act {
  decision: "sent" | "not-sent";
  /** Which: texts by their ids, those of one shop, or all. */
  ids?: string[] | undefined;
  shop?: string | undefined;
}

/**
 * An operator says of texts with a final unknown outcome whether they were sent. Sent: they count as sent, and a late
 * receipt may still move them. Not sent: a marketing text ends as failed and is never sent again, for the operator may be
 * wrong; an order text or an answer waits again, and the gates and its deadline decide. Page by page, each with its line in the
 * audit log. Safe to repeat: a text is decided about once.
 */
export async function decideUnknowns(
  ctx: Pick<Context, "db" | "clock">,
  asked: Decision,
): Promise<Answer & { count: number; waitAgain: number }> {
  // What becomes final while this runs was not looked at by the operator.
  const [{ until } = { until: new Date() }] = await ctx.db.run<{ until: Date }>(realNow);
  const shopId = asked.shop === undefined ? null : (await shopNamed(ctx.db, asked.shop)).id;
  let waitAgain = 0;
  const count = await inBatches(PAGE, async () => {
    const texts = await ctx.db.transaction((tx) => decidePage(tx, ctx.clock.now(), asked, shopId, until));
    if (asked.decision === "not-sent") waitAgain += texts.filter(({ purpose }) => purpose !== "marketing").length;
    return texts;
  });
  return { count, waitAgain, hasChanged: count > 0, sentence: describe(asked.decision, count, waitAgain) };
}

async function decidePage(tx: Sql, now: Date, asked: Decision, shopId: string | null, until: Date): Promise<Taken[]> {
  const { by, because, decision, ids } = asked;
  const texts = await tx.run<Taken>(take, [shopId, ids ?? null, PAGE, until]);
  if (texts.length === 0) return texts;
  const keys = columnsOf(texts, { shop_id: (it) => it.shopId, month: (it) => it.month, id: (it) => it.id });
  const states = texts.map((it) => stateOf(decision, it));
  await tx.run(...batch(settle, { t: { ...keys, state: states } }, [now]));
  await tx.run(...batch(forget, { t: keys }));
  if (decision === "not-sent") await giveBack(tx, texts);
  const target = ids ? `${texts.length} texts` : shopId === null ? "all final unknowns" : `shop ${asked.shop}`;
  const details = { decision, count: texts.length, ...(ids && { ids: texts.map((it) => it.id) }) };
  await noteOperatorEvent(tx, { by, because, at: now, action: "decide-unknowns", target, details });
  return texts;
}

function stateOf(decision: Decision["decision"], { purpose }: Taken): "sent" | "failed" | "waiting" {
  if (decision === "sent") return "sent";
  return purpose === "marketing" ? "failed" : "waiting";
}

/** What was reserved for a text that was not sent is free again. */
async function giveBack(tx: Sql, texts: Taken[]): Promise<void> {
  for (const [shopId, of] of Map.groupBy(texts, (it) => it.shopId)) {
    await releaseSpending(
      tx,
      shopId,
      of.map(({ month, id, chargedAt: at }) => ({ month, id, at })),
    );
    const marketing = of.filter(({ purpose }) => purpose === "marketing");
    await releaseCaps(
      tx,
      shopId,
      marketing.map(({ subscriberId, chargedAt: at }) => ({ subscriberId, at })),
    );
  }
}

function describe(decision: Decision["decision"], count: number, waitAgain: number): string {
  if (count === 0) return "No text has a final unknown outcome any more.";
  const texts = count === 1 ? "1 text is" : `${count.toLocaleString("en-US")} texts are`;
  if (decision === "sent") return `${texts} marked as sent.`;
  const ended = count - waitAgain;
  return `${texts} marked as not sent: ${ended} marketing, never sent again; ${waitAgain} others, waiting again.`;
}
