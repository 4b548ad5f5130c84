import { type Connection, openConnection } from "../load/connection.ts";
import { serveRuns } from "./serve-runs.ts";
import { FORM_HEADERS, fieldsOf, MESSAGES_PATH } from "./text.ts";

/**
 * The limit of one process: the same forms as bare-loop.ts on bare sockets, one request at a time on each, of whose answers
 * only the status is read.
 */
const [url = "", count = "0", connections = "96"] = process.argv.slice(2);

const headers = Object.entries(FORM_HEADERS).map(([name, value]) => `${name}: ${value}\r\n`);
const head = `POST ${MESSAGES_PATH} HTTP/1.1\r\nhost: ${new URL(url).host}\r\n${headers.join("")}content-length: `;
const open = await Promise.all(Array.from({ length: Number(connections) }, () => openConnection(url)));

serveRuns(async () => {
  let left = Number(count);
  await Promise.all(
    open.map(async (connection) => {
      for (left -= 1; left >= 0; left -= 1) {
        const status = await post(connection, left);
        if (status !== 201) throw new Error(`The carrier answered ${status}.`);
      }
    }),
  );
});

function post(connection: Connection, number: number): Promise<number> {
  const body = new URLSearchParams(fieldsOf(number)).toString();
  return new Promise((resolve) => connection.send(`${head}${body.length}\r\n\r\n${body}`, resolve));
}
