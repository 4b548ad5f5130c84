import type { Context } from "#domain/context";
import { shopNamed } from "#domain/control/shops/shop-named";
import { UserError } from "#domain/user-error";
import { type Statement, statement } from "#platform/sql/statement";

/** Something to look at when a section of the runbook says so. */
interface Look {
  /** What its rows say. */
  summary: string;
  /** About one shop, which is then $1. */
  needsShop?: true;
  /** At most a screen or two of rows. */
  sql: Statement;
}

const looks = {
  transactions: {
    summary: "transactions that have been open for more than a minute",
    sql: statement(
      "look-transactions",
      `SELECT pid, round(extract(epoch FROM clock_timestamp() - xact_start)) AS seconds, state, application_name AS program
       FROM pg_stat_activity WHERE xact_start < clock_timestamp() - interval '1 minute' ORDER BY xact_start LIMIT 50`,
    ),
  },
  receipts: {
    summary: "texts whose final receipt is due to be asked for, and how late the oldest is",
    sql: statement(
      "look-receipts",
      `SELECT count(*) AS checks, coalesce(sum(cardinality(message_ids)), 0)::int8 AS texts, min(due_at) AS "oldestDue"
       FROM receipt_checks WHERE due_at <= clock_timestamp()`,
    ),
  },
  restored: {
    summary: "texts that had left when the database was restored, and how many of them were recognized",
    sql: statement("look-restored", "SELECT count(*) AS texts, count(message_id) AS recognized FROM left_texts"),
  },
  spending: {
    summary:
      "the use of a shop's spending limits and carriers' budgets; refused: the use if the first text that didn't fit had counted",
    needsShop: true,
    sql: statement(
      "look-spending",
      `SELECT kind, target, day, used, refused, ends_at AS "endsAt" FROM spend_counters WHERE shop_id = $1 ORDER BY day DESC LIMIT 100`,
    ),
  },
  sync: {
    summary: "changes that no webhook reported, by topic",
    sql: statement(
      "look-sync",
      `SELECT topic, sum(missed)::int8 AS missed, sum(compared)::int8 AS compared, max(missed_at) AS "lastMissed"
       FROM reconciliations GROUP BY topic ORDER BY topic`,
    ),
  },
  unsynced: {
    summary: "stores that couldn't be compared for two hours, and the time since which our data may be incomplete",
    sql: statement(
      "look-unsynced",
      `SELECT s.domain, r.topic, r.trouble, r.watermark, r.looked_at AS "lookedAt"
       FROM reconciliations r JOIN shops s ON s.id = r.shop_id
       WHERE s.uninstalled_at IS NULL AND (r.trouble IS NOT NULL OR r.watermark < clock_timestamp() - interval '2 hours')
       ORDER BY r.watermark LIMIT 100`,
    ),
  },
  browsers: {
    summary: "how many browsers of a shop are known to be a subscriber's, by the proof",
    needsShop: true,
    sql: statement(
      "look-browsers",
      `SELECT known_by AS "knownBy", count(*) AS count FROM browsers WHERE shop_id = $1 GROUP BY 1 ORDER BY 1`,
    ),
  },
  browsing: {
    summary: "what a shop's web pixel has reported in the last day",
    needsShop: true,
    sql: statement(
      "look-browsing",
      `SELECT kind, count(*) AS count FROM browse_events
       WHERE shop_id = $1 AND at > clock_timestamp() - interval '1 day' GROUP BY 1 ORDER BY 1`,
    ),
  },
  forms: {
    summary: "stores that have no key for their sign-up forms yet, and those whose forms may be unsigned",
    sql: statement(
      "look-forms",
      `SELECT count(*) FILTER (WHERE form_key_at IS NULL) AS "withoutKey",
              count(*) FILTER (WHERE unsigned_forms_until > clock_timestamp()) AS "mayBeUnsigned"
       FROM shops WHERE installed_at IS NOT NULL AND uninstalled_at IS NULL`,
    ),
  },
  "dry-runs": {
    summary: "dry runs that are under way",
    sql: statement(
      "look-dry-runs",
      `SELECT s.domain, d.campaign_id AS "campaignId", d.counted, d.people, d.asked_at AS "askedAt"
       FROM dry_runs d JOIN shops s ON s.id = d.shop_id WHERE d.state = 'under-way' ORDER BY d.asked_at LIMIT 100`,
    ),
  },
  uninstalls: {
    summary: "shops with false reports of an uninstall; more than a few mean that someone has a copy of their webhooks",
    sql: statement(
      "look-uninstalls",
      `SELECT domain, false_uninstalls AS "falseReports", false_uninstall_at AS last FROM shops
       WHERE false_uninstalls > 0 ORDER BY false_uninstall_at DESC LIMIT 100`,
    ),
  },
  stuck: {
    summary: "people whose step of a flow failed, by flow and step",
    sql: statement(
      "look-stuck",
      `SELECT s.domain, f.name AS flow, e.step_id AS step, e.trouble, count(*) AS people, min(e.resume_at) AS "nextTry"
       FROM enrollments e JOIN flows f ON f.shop_id = e.shop_id AND f.id = e.flow_id JOIN shops s ON s.id = e.shop_id
       WHERE e.trouble IS NOT NULL AND e.state = 'waiting' GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC LIMIT 100`,
    ),
  },
  imports: {
    summary: "a shop's latest imports and how far they have come",
    needsShop: true,
    sql: statement(
      "look-imports",
      `SELECT id, state, cursor_line AS line, cursor_bytes AS bytes, file_bytes AS "ofBytes", updated_at AS "updatedAt", problem
       FROM imports WHERE shop_id = $1 ORDER BY created_at DESC LIMIT 20`,
    ),
  },
  drills: {
    summary: "the last restore drills",
    sql: statement(
      "look-drills",
      `SELECT at, backup, recovered_to AS "recoveredTo", round(seconds)::int AS seconds, problems
       FROM restore_drills ORDER BY at DESC LIMIT 5`,
    ),
  },
  archive: {
    summary: "how PostgreSQL's archive of WAL fares",
    sql: statement(
      "look-archive",
      `SELECT last_archived_wal AS "lastArchived", last_archived_time AS "archivedAt", failed_count AS failures,
              last_failed_wal AS "lastFailed", last_failed_time AS "failedAt" FROM pg_stat_archiver`,
    ),
  },
  partitions: {
    summary: "the months of messages, events, browsing and intake that the database holds",
    sql: statement(
      "look-partitions",
      `SELECT relname AS partition, pg_size_pretty(pg_total_relation_size(oid)) AS size
       FROM pg_class WHERE relispartition AND relkind = 'r' ORDER BY 1`,
    ),
  },
} satisfies Record<string, Look>;

/** What can be looked at, with what its rows say. */
export const lookTopics: { topic: string; summary: string; needsShop: boolean }[] = Object.entries(looks).map(
  ([topic, look]) => ({ topic, summary: look.summary, needsShop: "needsShop" in look }),
);

/** What a look shows: plain rows, times as ISO. Throws a UserError for what is no topic, or when the shop is missing. */
export async function lookAt(
  { db }: Pick<Context, "db">,
  { topic, shop }: { topic: string; shop?: string | undefined },
): Promise<Record<string, unknown>[]> {
  if (!Object.hasOwn(looks, topic))
    throw new UserError("look-unknown", `No topic "${topic}" found: choose from ${Object.keys(looks).join(", ")}.`);
  const look: Look = looks[topic as keyof typeof looks]; // a key of the table
  if (look.needsShop && shop === undefined)
    throw new UserError("look-needs-shop", `Say which shop: --shop <name>.myshopify.com.`);
  const rows = await db.run<Record<string, unknown>>(
    look.sql,
    look.needsShop && shop !== undefined ? [(await shopNamed(db, shop)).id] : [],
  );
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, it]) => [key, it instanceof Date ? it.toISOString() : it])),
  );
}
