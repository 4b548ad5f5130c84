import { Pool } from "undici";
import { fieldsOf } from "./text.ts";

/**
 * The limit: a process that posts the same forms to the carrier and reads its answers, and does nothing else. Prints
 * `done <json>` with the CPU seconds it took.
 */
const [url = "", count = "0", connections = "96"] = process.argv.slice(2);

const pool = new Pool(url, { connections: Number(connections), pipelining: 1 });
const headers = {
  authorization: `Basic ${Buffer.from("account:token").toString("base64")}`,
  "content-type": "application/x-www-form-urlencoded",
};
let left = Number(count);

async function postUntilNoneIsLeft(): Promise<void> {
  for (left -= 1; left >= 0; left -= 1) {
    const body = new URLSearchParams(fieldsOf(left)).toString();
    const path = "/2010-04-01/Accounts/account/Messages.json";
    const answer = await pool.request({ method: "POST", path, headers, body });
    const { sid } = (await answer.body.json()) as { sid?: string };
    if (answer.statusCode !== 201 || !sid) throw new Error(`The carrier answered ${answer.statusCode}.`);
  }
}

const before = process.cpuUsage();
await Promise.all(Array.from({ length: Number(connections) }, postUntilNoneIsLeft));
const { user, system } = process.cpuUsage(before);
await pool.close();
process.stdout.write(`done ${JSON.stringify({ cpuSeconds: (user + system) / 1e6 })}\n`);
