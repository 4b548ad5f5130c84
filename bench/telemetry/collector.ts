import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { RunOptions } from "../benchmark.ts";

export interface Collector {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  url: string;
  /** Bytes of spans taken so far. */
  bytes(): number;
}

/** Takes spans as a collector does (OTLP over HTTP), and keeps none. */
export async function startCollector({ onEnd }: Pick<RunOptions, "onEnd">): Promise<Collector> {
  let bytes = 0;
  const server = createServer((request, response) => {
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
    });
    request.on("end", () => response.writeHead(200, { "content-type": "application/json" }).end("{}"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // TCP has an address object
  return { url: `http://127.0.0.1:${port}`, bytes: () => bytes };
}
