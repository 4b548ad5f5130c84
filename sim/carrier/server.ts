import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerApi } from "./api/answer.ts";
import { serveFile } from "./api/files.ts";
import { type Carrier, carrierOf } from "./carrier.ts";
import { answerControl } from "./control.ts";
import { arrive, enqueue, type Lanes } from "./delivery.ts";
import { answerFailure } from "./http.ts";
import { receiveText } from "./inbound.ts";
import type { CarrierOptions } from "./options.ts";
import { loadState, saveState } from "./snapshot.ts";
import type { CarrierMessage } from "./state.ts";
import { closeWebhooks } from "./webhook.ts";

/** A snapshot of a long history takes a while to write: not more often than this. */
const snapshotEveryMs = 1000;

/**
 * Starts a carrier that speaks Twilio's message API, delivers to phones that exist only here, and reports and relays
 * as Twilio does. Everything else about it is steered through `/control`.
 */
export async function startCarrier(options: CarrierOptions): Promise<{ url: string; close(): Promise<void> }> {
  const snapshots = snapshotsIn(options.dataDir);
  const carrier = carrierOf(options, await loadState(options.dataDir, options.numbers), () => snapshots.ask(carrier));
  const lanes: Lanes = new Map();
  carrier.onArrival = (message) => answerByMachine(carrier, lanes, message);
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    answer(carrier, lanes, request, response).catch(() => answerFailure(response));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  resume(carrier, lanes);

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      carrier.close();
      await closeWebhooks(carrier);
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await snapshots.finish(carrier);
    },
  };
}

async function answer(
  carrier: Carrier,
  lanes: Lanes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.url?.startsWith("/control")) await answerControl(carrier, lanes, request, response);
  else if (request.url?.startsWith("/files/")) serveFile(carrier, request, response);
  else await answerApi(carrier, lanes, request, response);
}

// A machine at the other end answers whatever comes, at once.
function answerByMachine(carrier: Carrier, lanes: Lanes, { to, from }: CarrierMessage): void {
  const body = carrier.answering.get(to);
  const number = carrier.state.numbers.get(from);
  if (body === undefined || !number) return;
  carrier.begin();
  carrier.after(0, () => void receiveText(carrier, lanes, number, to, body).finally(() => carrier.end()));
}

// Texts that were under way when the carrier stopped go on from where they were.
function resume(carrier: Carrier, lanes: Lanes): void {
  for (const message of carrier.state.timeline) {
    if (message.status === "queued" || message.status === "sending") {
      message.status = "queued";
      enqueue(carrier, lanes, message);
    } else if (message.status === "sent") {
      carrier.begin();
      carrier.after(0, () => arrive(carrier, message));
    }
  }
}

function snapshotsIn(dataDir: string | undefined): {
  ask(carrier: Carrier): void;
  finish(carrier: Carrier): Promise<void>;
} {
  let timer: NodeJS.Timeout | null = null;
  let writing = Promise.resolve();
  return {
    ask(carrier) {
      if (dataDir === undefined || timer) return;
      timer = setTimeout(() => {
        timer = null;
        writing = writing.then(() => saveState(dataDir, carrier.state));
      }, snapshotEveryMs);
    },
    async finish(carrier) {
      if (dataDir === undefined) return;
      if (timer) clearTimeout(timer);
      await writing;
      await saveState(dataDir, carrier.state);
    },
  };
}
