import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How a merchant's server answers: as it should, with a 500, or never. */
export type Manner = "accepts" | "fails" | "hangs";

export interface ReceivedEvent {
  /** `webhook-id`: the same at each attempt. */
  id: string;
  body: string;
  wasAccepted: boolean;
}

export interface ProofReceiver {
  /** host:port */
  place: string;
  url: string;
  /** Every request, in the order of arrival. */
  heard: ReceivedEvent[];
  behave(manner: Manner): void;
  /** Takes no connection until `start`. */
  die(): Promise<void>;
  start(): Promise<void>;
}

/** A merchant's server that can be broken in each way. */
export async function startReceiver(): Promise<ProofReceiver & { stop(): Promise<void> }> {
  let manner: Manner = "accepts";
  const heard: ReceivedEvent[] = [];
  const hanging = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const id = String(request.headers["webhook-id"]);
      heard.push({ id, body: Buffer.concat(chunks).toString(), wasAccepted: manner === "accepts" });
      if (manner === "hangs") hanging.add(response);
      else response.writeHead(manner === "accepts" ? 200 : 500).end();
    });
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", resolve);
    });
  await listen(0);
  const { port } = server.address() as AddressInfo; // it listens on a port
  const die = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    place: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}/events`,
    heard,
    behave(next) {
      manner = next;
      for (const response of hanging) response.destroy();
      hanging.clear();
    },
    die,
    start: () => listen(port),
    stop: async () => (server.listening ? die() : undefined),
  };
}
