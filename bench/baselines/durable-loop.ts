import { readFileSync } from "node:fs";
import type pg from "pg";
import { Pool } from "undici";
import { newCode } from "#domain/links/code";
import { monthOf } from "#domain/messages/month";
import { formatRef } from "#domain/messages/ref";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import { statement } from "#platform/sql/statement";
import { openPlainDatabase, runPrepared } from "./plain-database.ts";
import { serveRuns, sourceOfRun } from "./serve-runs.ts";
import { bodyOf, FORM_HEADERS, formOf, MESSAGES_PATH } from "./text.ts";

/**
 * The plain way of keeping the promises: what any system must write that sends no text twice and loses none. In batches of 250
 * it locks the people, inserts their texts with all columns and indexes of ours, their short links and their caps, and
 * commits before it posts; the outcomes of a batch are one update. It asks no gates, renders no template, counts nothing.
 */
const [databaseUrl = "", carrierUrl = "", appUrl = "", shopId = "", count = "0", connections = "96"] =
  process.argv.slice(2);

const BATCH = 250;
/** Batches under way: one is written while others are posted. More are not faster. */
const ABREAST = 4;
const SENDER = newId();
const PRICE_MICROS = 8_300;

const lock = statement(
  "durable-lock",
  `SELECT id, phone, first_name AS "firstName" FROM subscribers WHERE shop_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
);
const insert = statement(
  "durable-insert",
  `INSERT INTO bench_messages (shop_id, month, id, class, purpose, source_kind, source_id, subscriber_id, sender_id, state, due_at,
                               expires_at, body, encoding, parts, price_micros, phone, provider, claimed_at, why_id, created_at, link_code)
   SELECT $6, $7::date, t.id, 'campaign', 'marketing', 'campaign', $8, t.subscriber_id, $9, 'sending', $10::timestamptz,
          $10::timestamptz + interval '1 day', t.body, 'gsm-7', 1, ${PRICE_MICROS}, t.phone, 'twilio', now(), $9, $10, t.code
   FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[]) AS t(id, subscriber_id, body, phone, code)`,
);
const link = statement(
  "durable-link",
  `INSERT INTO bench_short_links (code, shop_id, message_month, message_id, subscriber_id, target_url, created_at)
   SELECT t.code, $4, $5::date, t.id, t.subscriber_id, 'https://harbor-candles.example/sale', $6
   FROM unnest($1::text[], $2::uuid[], $3::uuid[]) AS t(code, id, subscriber_id)`,
);
const cap = statement(
  "durable-cap",
  `INSERT INTO bench_recipient_caps AS c (shop_id, subscriber_id, marketing_at)
   SELECT $1, id, ARRAY[$3::timestamptz] FROM unnest($2::uuid[]) AS id
   ON CONFLICT (shop_id, subscriber_id) DO UPDATE SET marketing_at = c.marketing_at || $3::timestamptz`,
);
// A receipt may have been faster: its state stays.
const record = statement(
  "durable-record",
  `UPDATE bench_messages m SET state = 'accepted', provider_id = t.provider_id, handed_at = $5
   FROM unnest($1::uuid[], $2::text[]) AS t(id, provider_id)
   WHERE m.shop_id = $3 AND m.month = $4::date AND m.id = t.id AND m.state = 'sending'`,
);

interface Person {
  id: string;
  phone: string;
  firstName: string;
}

interface Text extends Person {
  messageId: string;
  code: string;
}

const database = openPlainDatabase(databaseUrl, ABREAST);
const carrier = new Pool(carrierUrl, { connections: Number(connections), pipelining: 1 });
await database.query(readFileSync(new URL("./durable-tables.sql", import.meta.url), "utf8"));
const { rows } = await database.query<{ id: string }>("SELECT id FROM subscribers WHERE shop_id = $1 LIMIT $2", [
  shopId,
  Number(count),
]);
const audience = rows.map(({ id }) => id);

serveRuns(async (run) => {
  const sourceId = sourceOfRun(run);
  let next = 0;
  async function sendBatches(): Promise<void> {
    for (let at = next; at < audience.length; at = next) {
      next = at + BATCH;
      await sendBatch(sourceId, audience.slice(at, next));
    }
  }
  await Promise.all(Array.from({ length: ABREAST }, sendBatches));
  // What an hour of work would have had done for it: the next run finds its tables analyzed.
  if (run === 1) await database.query("VACUUM ANALYZE bench_messages, bench_short_links, bench_recipient_caps");
});

async function sendBatch(sourceId: string, ids: string[]): Promise<void> {
  const now = new Date();
  const month = monthOf(now);
  const texts = await write(sourceId, ids, month, now);
  const providerIds = await Promise.all(texts.map((text) => post(text, month)));
  const t = { id: texts.map(({ messageId }) => messageId), provider_id: providerIds };
  await runPrepared(database, ...batch(record, { t }, [shopId, month, now]));
}

async function write(sourceId: string, ids: string[], month: string, now: Date): Promise<Text[]> {
  const client = await database.connect();
  try {
    await client.query("BEGIN");
    const people = await runPrepared<Person>(client, lock, [shopId, ids]);
    const texts = people.map((person) => ({ ...person, messageId: newId(), code: newCode() }));
    await insertAll(client, texts, [shopId, month, sourceId, SENDER, now]);
    await runPrepared(client, cap, [shopId, ids, now]);
    await client.query("COMMIT");
    return texts;
  } finally {
    client.release();
  }
}

async function insertAll(client: pg.PoolClient, texts: Text[], about: [string, string, string, string, Date]) {
  const [shop, month, , , now] = about;
  const columns = columnsOf(texts, {
    id: (it) => it.messageId,
    subscriber_id: (it) => it.id,
    body: bodyOf,
    phone: (it) => it.phone,
    code: (it) => it.code,
  });
  await runPrepared(client, ...batch(insert, { t: columns }, about));
  const { code = [], id = [], subscriber_id = [] } = columns;
  await runPrepared(client, ...batch(link, { t: { code, id, subscriber_id } }, [shop, month, now]));
}

async function post(text: Text, month: string): Promise<string> {
  const ref = formatRef({ shopId, month, id: text.messageId });
  const form = formOf({ to: text.phone, firstName: text.firstName, code: text.code, ref, appUrl });
  const body = new URLSearchParams(form).toString();
  const answer = await carrier.request({ method: "POST", path: MESSAGES_PATH, headers: FORM_HEADERS, body });
  const { sid } = (await answer.body.json()) as { sid?: string };
  if (answer.statusCode !== 201 || !sid) throw new Error(`The carrier answered ${answer.statusCode}.`);
  return sid;
}
