import { type Job, Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";
import { Pool } from "undici";
import { serveRuns } from "./serve-runs.ts";
import { FORM_HEADERS, fieldsOf, MESSAGES_PATH } from "./text.ts";

/**
 * The ordinary way: one BullMQ job per message; its handler selects the person, inserts the message, posts it and updates
 * the message. Every statement is prepared, and the jobs are all in the queue before the first is worked on.
 */
const [databaseUrl = "", redisUrl = "", carrierUrl = "", shopId = "", count = "0", connections = "96"] =
  process.argv.slice(2);

const CONCURRENCY = 100;
const select = `SELECT id, phone, first_name, marketing FROM subscribers WHERE shop_id = $1 AND id = $2`;
const insert = `INSERT INTO bench_job_messages (subscriber_id, phone, body, state) VALUES ($1, $2, $3, 'sending') RETURNING id`;
const update = `UPDATE bench_job_messages SET state = 'accepted', provider_id = $2 WHERE id = $1`;

interface MessageJob {
  id: string;
  number: number;
}

const database = new pg.Pool({ connectionString: databaseUrl, max: 20 });
const carrier = new Pool(carrierUrl, { connections: Number(connections), pipelining: 1 });
await database.query(
  `CREATE TABLE IF NOT EXISTS bench_job_messages (
     id bigserial PRIMARY KEY, subscriber_id uuid NOT NULL, phone text, body text, state text, provider_id text)`,
);
const people = await database.query<{ id: string }>("SELECT id FROM subscribers WHERE shop_id = $1 LIMIT $2", [
  shopId,
  Number(count),
]);
const queue = new Queue<MessageJob>("messages", { connection: connectRedis(), prefix: "{bench}" });

serveRuns(async () => {
  const jobs = people.rows.map(({ id }, number) => {
    return { name: "message", data: { id, number }, opts: { removeOnComplete: true, removeOnFail: true } };
  });
  for (let at = 0; at < jobs.length; at += 1_000) await queue.addBulk(jobs.slice(at, at + 1_000));
  let left = jobs.length;
  const allSent = Promise.withResolvers<void>();
  async function handle(job: Job<MessageJob>): Promise<void> {
    await sendMessage(job.data);
    left -= 1;
    if (left === 0) allSent.resolve();
  }
  const options = { connection: connectRedis(), prefix: "{bench}", concurrency: CONCURRENCY };
  const worker = new Worker<MessageJob>("messages", handle, options);
  worker.on("failed", (_, error) => allSent.reject(error));
  await allSent.promise;
  await worker.close();
});

async function sendMessage({ id, number }: MessageJob): Promise<void> {
  const person = await database.query({ name: "person", text: select, values: [shopId, id] });
  const fields = fieldsOf(number);
  const values = [id, person.rows[0]?.phone, fields.Body];
  const message = await database.query<{ id: string }>({ name: "insert", text: insert, values });
  const body = new URLSearchParams(fields).toString();
  const answer = await carrier.request({ method: "POST", path: MESSAGES_PATH, headers: FORM_HEADERS, body });
  const { sid } = (await answer.body.json()) as { sid: string };
  await database.query({ name: "update", text: update, values: [message.rows[0]?.id, sid] });
}

function connectRedis(): Redis {
  return new Redis(redisUrl, { maxRetriesPerRequest: null });
}
