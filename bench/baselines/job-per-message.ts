import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";
import { Pool } from "undici";
import { fieldsOf } from "./text.ts";

/**
 * The ordinary way: one BullMQ job per message; its handler selects the person, inserts the message, posts it and updates
 * the message. Every statement is prepared, and the jobs are all in the queue before the clock starts. Prints `ready` when
 * they are, begins on the next line of input, and ends with `done <json>`.
 */
const [databaseUrl = "", redisUrl = "", carrierUrl = "", count = "0", concurrency = "100"] = process.argv.slice(2);

const database = new pg.Pool({ connectionString: databaseUrl, max: 20 });
const carrier = new Pool(carrierUrl, { connections: 96, pipelining: 1 });
const headers = {
  authorization: `Basic ${Buffer.from("account:token").toString("base64")}`,
  "content-type": "application/x-www-form-urlencoded",
};
const select = `SELECT id, phone, first_name, marketing FROM subscribers WHERE shop_id = $1 AND id = $2`;
const insert = `INSERT INTO bench_job_messages (subscriber_id, phone, body, state) VALUES ($1, $2, $3, 'sending') RETURNING id`;
const update = `UPDATE bench_job_messages SET state = 'accepted', provider_id = $2 WHERE id = $1`;

await database.query(
  `CREATE TABLE IF NOT EXISTS bench_job_messages (
     id bigserial PRIMARY KEY, subscriber_id uuid NOT NULL, phone text, body text, state text, provider_id text)`,
);
const people = await database.query<{ shop: string; id: string }>(
  "SELECT shop_id AS shop, id FROM subscribers LIMIT $1",
  [Number(count)],
);
const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
const queue = new Queue("messages", { connection, prefix: "{bench}" });
for (let at = 0; at < people.rows.length; at += 1_000)
  await queue.addBulk(
    people.rows.slice(at, at + 1_000).map((data, index) => ({
      name: "message",
      data: { ...data, number: at + index },
      opts: { removeOnComplete: true, removeOnFail: true },
    })),
  );
process.stdout.write("ready\n");
await new Promise((resolve) => process.once("SIGUSR2", resolve));

const before = process.cpuUsage();
let left = people.rows.length;
const allSent = Promise.withResolvers<void>();
new Worker(
  "messages",
  async ({ data }: { data: { shop: string; id: string; number: number } }) => {
    const person = await database.query({ name: "person", text: select, values: [data.shop, data.id] });
    const fields = fieldsOf(data.number);
    const values = [data.id, person.rows[0]?.phone, fields.Body];
    const message = await database.query<{ id: string }>({ name: "insert", text: insert, values });
    const path = "/2010-04-01/Accounts/account/Messages.json";
    const body = new URLSearchParams(fields).toString();
    const answer = await carrier.request({ method: "POST", path, headers, body });
    const { sid } = (await answer.body.json()) as { sid: string };
    await database.query({ name: "update", text: update, values: [message.rows[0]?.id, sid] });
    left -= 1;
    if (left === 0) allSent.resolve();
  },
  {
    connection: new Redis(redisUrl, { maxRetriesPerRequest: null }),
    prefix: "{bench}",
    concurrency: Number(concurrency),
  },
);
await allSent.promise;
const { user, system } = process.cpuUsage(before);
process.stdout.write(`done ${JSON.stringify({ cpuSeconds: (user + system) / 1e6 })}\n`);
process.exit(0);
