// A server that takes receipts the plain way, for bench_messages (durable-tables.sql): checks the signature, gathers what comes
// while one update is under way, and answers 200 when the receipts are committed. With "at-end" it answers at once, keeps
// them in memory, and writes all of them by one update when it gets SIGUSR2; it says `written <number of the update>` then.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { sign } from "@cartbell/sim/carrier/sign";
import { parseRef } from "#domain/messages/ref";
import { batch, columnsOf } from "#platform/sql/batch";
import { statement } from "#platform/sql/statement";
import { openPlainDatabase, runPrepared } from "./plain-database.ts";

const [databaseUrl = "", authToken = "", mode = "durable"] = process.argv.slice(2);

/** Sent before delivered, whichever comes first. Of two receipts of one text in a batch the higher counts. */
const move = statement(
  "plain-receipts",
  `UPDATE bench_messages m
   SET state = t.state, sent_at = coalesce(m.sent_at, $6), handed_at = coalesce(m.handed_at, $6), provider_id = coalesce(m.provider_id, t.provider_id),
       delivered_at = CASE WHEN t.state = 'delivered' THEN $6::timestamptz END, ended_at = CASE WHEN t.state = 'delivered' THEN $6::timestamptz END
   FROM (SELECT DISTINCT ON (id) * FROM unnest($1::uuid[], $2::date[], $3::uuid[], $4::text[], $5::text[])
           AS t(shop_id, month, id, state, provider_id) ORDER BY id, state = 'delivered' DESC) AS t
   WHERE m.shop_id = t.shop_id AND m.month = t.month AND m.id = t.id
     AND array_position(ARRAY['sending', 'accepted', 'sent', 'delivered'], t.state)
       > array_position(ARRAY['sending', 'accepted', 'sent', 'delivered'], m.state)`,
);
/** As many as one statement of ours takes. */
const MOST = 500;

interface Receipt {
  shopId: string;
  month: string;
  id: string;
  state: string;
  providerId: string;
  response: ServerResponse;
}

const database = openPlainDatabase(databaseUrl, 2);
let gathered: Receipt[] = [];
let isWriting = false;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const target = request.url ?? "";
    const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    const signature = sign(authToken, `http://${request.headers.host}${target}`, fields);
    const ref = parseRef(new URLSearchParams(target.slice(target.indexOf("?"))).get("ref") ?? "");
    if (signature !== request.headers["x-twilio-signature"] || !ref) return void response.writeHead(403).end();
    const { MessageStatus: state = "", MessageSid: providerId = "" } = fields;
    gathered.push({ ...ref, state, providerId, response });
    if (mode === "at-end") answer(response);
    else void writeGathered();
  });
});

async function writeGathered(): Promise<void> {
  if (isWriting) return;
  isWriting = true;
  while (gathered.length > 0) {
    const receipts = gathered.splice(0, MOST);
    await write(receipts);
    for (const { response } of receipts) answer(response);
  }
  isWriting = false;
}

function answer(response: ServerResponse): void {
  response.writeHead(200, { "Content-Length": 0 }).end();
}

async function write(receipts: Receipt[]): Promise<void> {
  const t = columnsOf(receipts, {
    shop_id: (it) => it.shopId,
    month: (it) => it.month,
    id: (it) => it.id,
    state: (it) => it.state,
    provider_id: (it) => it.providerId,
  });
  await runPrepared(database, ...batch(move, { t }, [new Date()]));
}

let bulks = 0;
process.on("SIGUSR2", () => {
  const all = gathered;
  gathered = [];
  bulks += 1;
  const bulk = bulks;
  void write(all).then(() => process.stdout.write(`written ${bulk}\n`));
});
server.listen(0, "127.0.0.1", () => {
  // A server that listens on TCP has an address object.
  process.stdout.write(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
