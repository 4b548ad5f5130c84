import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Callback } from "#domain/messages/delivery/provider";

/** The app's side of the callbacks: keeps what comes in and lets a test wait for what it expects. */
export interface CallbackListener {
  url: string;
  received: Callback[];
  /** The first callback not yet taken that fits; waits for it. */
  take(isExpected: (callback: Callback) => boolean): Promise<Callback>;
  /** What the next requests are answered with, one each; 200 and `acknowledgement` when none is left. */
  nextStatuses: number[];
  close(): Promise<void>;
}

const patienceMs = 10_000;

/** Listens on a free port and answers every callback with `acknowledgement`. */
export async function listenForCallbacks(acknowledgement: {
  contentType: string;
  body: string;
}): Promise<CallbackListener> {
  const received: Callback[] = [];
  const untaken: Callback[] = [];
  const nextStatuses: number[] = [];
  let wake = () => {};

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const callback = { url: `${url}${request.url}`, headers, body: Buffer.concat(chunks) };
    const status = nextStatuses.shift() ?? 200;
    response.writeHead(status, { "content-type": acknowledgement.contentType });
    response.end(status === 200 ? acknowledgement.body : "");
    received.push(callback);
    untaken.push(callback);
    wake();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function take(isExpected: (callback: Callback) => boolean): Promise<Callback> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const index = untaken.findIndex(isExpected);
      if (index >= 0) return untaken.splice(index, 1)[0] as Callback;
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`No such callback came; there were ${received.length} others.`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  async function close(): Promise<void> {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  return { url, received, take, nextStatuses, close };
}
