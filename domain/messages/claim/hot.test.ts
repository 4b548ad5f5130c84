import { beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "#platform/ids";
import type { Sql } from "#platform/sql/db";
import { type Statement, statement, statementFile } from "#platform/sql/statement";
import { aContext } from "../../../test/factories/context.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";

const { db } = aContext();
const [PLANNED, WRITTEN] = ["2034-05-01", "2034-06-01"];
const NOW = new Date("2034-05-09T15:00:00Z");
const SLICE = 250;
const TEXT =
  "Fernhill Supply: hi Ada, 20% off everything until Sunday: https://crt.test/l/Ab3dE9xYzQ\nReply STOP to opt out";

const insert = statementFile(import.meta.url, "./claim-insert.sql");
const update = statementFile(import.meta.url, "./claim-update.sql");
const record = statementFile(import.meta.url, "../delivery/record.sql");
const receipts = statementFile(import.meta.url, "../delivery/receipts.sql");

const others = statement(
  "texts-of-others",
  `INSERT INTO messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, due_at, expires_at, created_at)
   SELECT md5('s' || i % 20)::uuid, $1::date, gen_random_uuid(), 'flow', 'marketing', 'flow', gen_random_uuid(), gen_random_uuid(),
          md5('n' || i % 20)::uuid, 'delivered', $2, $2, $2 FROM generate_series(1, 20000) AS i`,
);
const claimTime = statement("claim-time", "SELECT (extract(epoch FROM now()) * 1000000)::int8 AS micros");
const changes = statement(
  "changes-of-transaction",
  `SELECT coalesce(sum(n_tup_upd), 0)::int AS updated, coalesce(sum(n_tup_hot_upd), 0)::int AS hot FROM pg_stat_xact_user_tables WHERE relname LIKE 'messages\\_2%'`,
);

beforeAll(async () => {
  for (const month of [PLANNED, WRITTEN])
    await db.run(statement("a-month", "SELECT make_month_partition('messages', $1::date)"), [month]);
});
beforeEach(emptyDatabase);

/** One slice of a campaign, of a shop that no one has seen before. */
function aSlice(month: string) {
  const shop = newId();
  const ids = Array.from({ length: SLICE }, newId);
  const each = <Value>(value: Value) => ids.map(() => value);
  const outcome = (state: string) => [
    ...[each(state), each(NOW), each(TEXT), each("gsm-7"), each(1), each(8_300)],
    ...[each("+12125550123"), each(null), each(newId())],
  ];
  return {
    insert: [
      ...[shop, month, "campaign", "marketing", "campaign", newId(), newId(), NOW, ids, ids.map(newId)],
      ...[each(TEXT), each("+12125550123"), each(1)],
      ...[["sending"], [NOW], ["gsm-7"], [1], [8_300], [null], [newId()], NOW, "twilio", each("Ab3dE9xYzQ")],
    ],
    update: [each(shop), each(month), ids, ...outcome("sending"), NOW, "twilio", [month], each(null), each("k1.a")],
    record: (micros: number) => [
      ...[micros, ids, each(`SM${"0".repeat(32)}`), each(1)],
      ...[shop, [month], ["accepted"], [null], [null], [null], NOW, [month], [null]],
    ],
    receipts: (state: string) => [
      ...[each(shop), each(month), ids, each(state), each(`SM${"0".repeat(32)}`), each(null), NOW, [month], each(0)],
      ...[each(0), each(null), each(null), each(null), each(null), each(null), each(null)],
    ],
  };
}

interface Plan {
  "Relation Name"?: string;
  "Index Name"?: string;
  "Index Cond"?: string;
  Plans?: Plan[];
}

/** How each scan of messages in a statement's plan finds its rows. */
async function scansOf({ name, text }: Statement, values: unknown[]): Promise<string[]> {
  const explain = statement(`explain-${name}`, `EXPLAIN (FORMAT JSON) ${text}`);
  const [row] = await db.run<{ "QUERY PLAN": { Plan: Plan }[] }>(explain, values);
  const scans: string[] = [];
  const walk = (plan: Plan): void => {
    const isChange = plan.Plans?.some((inner) => inner["Relation Name"] === plan["Relation Name"]);
    if (plan["Relation Name"]?.startsWith("messages") && !isChange && !("Operation" in plan))
      scans.push(`${plan["Index Name"] ?? "every row"}: ${plan["Index Cond"] ?? ""}`);
    plan.Plans?.forEach(walk);
  };
  for (const { Plan } of row?.["QUERY PLAN"] ?? []) walk(Plan);
  return scans;
}

test("a month that nothing is known of yet is written to by its whole key, for a shop that is new too", async () => {
  await db.run(others, [PLANNED, NOW]);
  const slice = aSlice(PLANNED);
  await db.run(insert, slice.insert);
  for (const [name, values, count] of [
    [update, slice.update, 1],
    [record, slice.record(0), 1],
    [receipts, slice.receipts("delivered"), 2],
  ] as const) {
    const scans = await scansOf(name, values);
    expect(scans).toHaveLength(count);
    for (const scan of scans)
      expect(scan).toMatch(
        /^messages_2034_05_pkey: .*shop_id = (\w+\.shop_id|'[-\w]+'::uuid).*month = (\w+\.month|ANY).*id = \w+\.id/,
      );
  }
});

test("what a provider answers changes no index: recording it updates nothing but the rows", async () => {
  const slice = aSlice(WRITTEN);
  const micros = await db.transaction(async (tx) => {
    await tx.run(insert, slice.insert);
    return (await tx.run<{ micros: number }>(claimTime))[0]?.micros ?? 0;
  });
  expect(await db.transaction((tx) => changed(tx, record, slice.record(micros)))).toEqual({
    updated: SLICE,
    hot: SLICE,
  });
});

/** Counted since the connection last told the statistics, hence by the difference. */
async function changed(tx: Sql, { name, text }: Statement, values: unknown[]) {
  const [before] = await tx.run<{ updated: number; hot: number }>(changes);
  await tx.run({ name, text }, values);
  const [after] = await tx.run<{ updated: number; hot: number }>(changes);
  const grown = (of: "updated" | "hot") => (after?.[of] ?? 0) - (before?.[of] ?? 0);
  return { updated: grown("updated"), hot: grown("hot") };
}
