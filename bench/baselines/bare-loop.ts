import { Pool } from "undici";
import { serveRuns } from "./serve-runs.ts";
import { FORM_HEADERS, fieldsOf, MESSAGES_PATH } from "./text.ts";

/**
 * A process that posts the same forms to the carrier by undici and reads its answers, and does nothing else. Says nothing
 * durable and asks nothing: no system that keeps promises can be as fast.
 */
const [url = "", count = "0", connections = "96"] = process.argv.slice(2);

const pool = new Pool(url, { connections: Number(connections), pipelining: 1 });
let left = 0;

serveRuns(async () => {
  left = Number(count);
  await Promise.all(Array.from({ length: Number(connections) }, postUntilNoneIsLeft));
});

async function postUntilNoneIsLeft(): Promise<void> {
  for (left -= 1; left >= 0; left -= 1) {
    const body = new URLSearchParams(fieldsOf(left)).toString();
    const answer = await pool.request({ method: "POST", path: MESSAGES_PATH, headers: FORM_HEADERS, body });
    const { sid } = (await answer.body.json()) as { sid?: string };
    if (answer.statusCode !== 201 || !sid) throw new Error(`The carrier answered ${answer.statusCode}.`);
  }
}
