import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

export interface HeardRequest {
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  /** host:port */
  place: string;
  url: string;
  /** Every request that has arrived whole, oldest first. */
  heard: HeardRequest[];
  /** How it answers from now on. */
  answer: RequestListener;
  /** Resolves once so many requests have arrived. */
  until(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A merchant's server, over real HTTP. It answers {} until it is told otherwise, and closes itself at the end of the file. */
export async function aReceiver(): Promise<Receiver> {
  const waiting: { count: number; go: () => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      receiver.heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      for (const { count, go } of waiting) if (receiver.heard.length >= count) go();
      receiver.answer(request, response);
    });
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const place = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const receiver: Receiver = {
    place,
    url: `http://${place}/hook`,
    heard: [],
    answer: (_, response) => void response.end("{}"),
    until: (count) =>
      new Promise((go) => {
        if (receiver.heard.length >= count) go();
        else waiting.push({ count, go });
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  afterAll(() => receiver.close());
  return receiver;
}
