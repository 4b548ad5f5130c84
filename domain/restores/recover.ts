import type { Context } from "#domain/context";
import type { Due } from "#domain/jobs";
import type { HistoricText, Provider } from "#domain/messages/delivery/provider";
import { statement } from "#platform/sql/statement";
import { keepLeftTexts } from "./keep-left-texts.ts";

/** Calls that were under way when the restore was noticed have ended by then, and are in the provider's list. */
const QUIET_SECONDS = 15;
/** A store that cannot be asked keeps no one else waiting for longer. */
const STORES_SECONDS = 600;

interface OpenRestore {
  id: string;
  since: Date;
  businessAt: Date;
  age: number;
  isRead: boolean;
}

const find = statement(
  "open-restores",
  `SELECT id, since, business_at AS "businessAt", extract(epoch FROM clock_timestamp() - noticed_at)::float8 AS age,
          read_at IS NOT NULL AS "isRead"
   FROM restores WHERE ended_at IS NULL`,
);
const count = statement(
  "count-restored",
  "UPDATE restores SET texts = texts + $2, replies = replies + $3 WHERE id = $1",
);
const noteTrouble = statement("trouble-of-restore", "UPDATE restores SET trouble = $2 WHERE id = $1");
const noteRead = statement(
  "restore-is-read",
  "UPDATE restores SET read_at = clock_timestamp(), trouble = NULL WHERE id = $1 AND ended_at IS NULL",
);
const end = statement(
  "end-restore",
  "UPDATE restores SET ended_at = clock_timestamp(), ended_by = $2 WHERE id = $1 AND ended_at IS NULL RETURNING id",
);
/** A shop that was looked through to the end is due again ten minutes later; one that is being looked through, sooner. */
const storesLeft = statement(
  "stores-not-looked-at",
  `SELECT count(*) AS stores FROM shops s
   WHERE s.installed_at IS NOT NULL AND s.uninstalled_at IS NULL
     AND coalesce(s.reconcile_at, s.installed_at) < $1::timestamptz + interval '10 minutes'`,
);

/** When the sweep adds the job. */
export const dueRestores: Due<"restore"> = { anything: "SELECT 1 FROM restores WHERE ended_at IS NULL" };

export interface Recovering extends Pick<Context, "db" | "clock" | "hashPhone" | "log"> {
  providers: Record<string, Provider>;
  /** Takes a text from a shopper in, as if it came just now; one that is known already changes nothing. */
  takeIn: (provider: Provider, text: Extract<HistoricText, { kind: "received" }>) => Promise<void>;
}

/**
 * Makes up for a restore, step by step; call it again until it returns true. Reads what each provider sent and received
 * since the last commit: what left is kept to be recognized when its turn comes (mark-left.ts), what came in is taken in
 * again, STOPs first of all. When the stores' own records have been looked through as well, texts leave again. Safe to
 * repeat and in parallel.
 */
export async function recoverFromRestore(ctx: Recovering): Promise<boolean> {
  const [restore] = await ctx.db.run<OpenRestore>(find);
  if (!restore) return true;
  if (restore.age < QUIET_SECONDS) return false;
  if (!restore.isRead && !(await readProviders(ctx, restore))) return false;
  const [left] = await ctx.db.run<{ stores: number }>(storesLeft, [restore.businessAt]);
  if ((left?.stores ?? 0) > 0 && restore.age < STORES_SECONDS) return false;
  await endRestore(ctx, restore.id, "itself");
  return true;
}

/** Lets texts leave again. */
export async function endRestore(
  { db, log }: Pick<Context, "db" | "log">,
  id: string,
  by: "itself" | "operator",
): Promise<void> {
  const ended = await db.run(end, [id, by]);
  if (ended.length > 0) log.warn({ by }, "recovery from the restore is complete: sending resumed");
}

async function readProviders(ctx: Recovering, { id, since }: OpenRestore): Promise<boolean> {
  for (const provider of Object.values(ctx.providers)) {
    const received: Extract<HistoricText, { kind: "received" }>[] = [];
    const isWhole = await provider.readHistory(since, async (texts) => {
      received.push(...texts.filter((text) => text.kind === "received"));
      const kept = await keepLeftTexts(
        ctx,
        provider.name,
        texts.filter((text) => text.kind === "sent"),
      );
      await ctx.db.run(count, [id, kept, 0]);
    });
    // In their order: a START after a STOP stands.
    received.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
    for (const text of received) await ctx.takeIn(provider, text);
    await ctx.db.run(count, [id, 0, received.length]);
    if (isWhole) continue;
    await ctx.db.run(noteTrouble, [id, `${provider.name} did not let its list of texts be read.`]);
    ctx.log.error({ provider: provider.name }, "the provider's list of texts could not be read: texts stay on hold");
    return false;
  }
  await ctx.db.run(noteRead, [id]);
  return true;
}
