import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { networkOf } from "./client-address.ts";

export interface ServeOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Of one address; none when every request comes from a proxy's. */
  connectionsPerAddress?: number;
}

export interface RunningServer {
  /** Where it listens: http://host:port */
  url: string;
  /** From now on every answer ends its connection. Requests are still accepted. */
  drain(): void;
  /** Lets clients keep their connections again. */
  undrain(): void;
  /**
   * Stops accepting, tells kept-alive clients to go, and resolves when the requests under way have been answered;
   * those still open after `graceMs` are cut off.
   */
  close(graceMs?: number): Promise<void>;
}

/** Longer than a load balancer's own idle limit (60 s at the common ones), or it meets closed connections. */
const KEEP_ALIVE_MS = 65_000;

/** Node's own five minutes cut off a large file on a slow line. Every other body has a deadline of its own (read-body.ts). */
const WHOLE_REQUEST_MS = 3_600_000;
const HEADERS_MS = 10_000;
/** How often Node looks for requests beyond these two. */
const LOOK_EVERY_MS = 1_000;
/** Without a byte in either direction: an upload or a download that has stopped, which would hold its share for ever. */
const SILENT_MS = 120_000;
/** Each costs some kilobytes, and the process has a limit of open files. */
const MOST_CONNECTIONS = 10_000;

export async function serve(
  listener: RequestListener,
  { host, port, connectionsPerAddress }: ServeOptions,
): Promise<RunningServer> {
  let isDraining = false;
  const server = createServer(
    {
      keepAliveTimeout: KEEP_ALIVE_MS,
      requestTimeout: WHOLE_REQUEST_MS,
      headersTimeout: HEADERS_MS,
      connectionsCheckingInterval: LOOK_EVERY_MS,
    },
    (request, response) => {
      if (isDraining) response.shouldKeepAlive = false;
      return listener(request, response);
    },
  );
  server.setTimeout(SILENT_MS);
  server.maxConnections = MOST_CONNECTIONS;
  server.on("clientError", answerMalformed);
  if (connectionsPerAddress !== undefined) boundConnections(server, connectionsPerAddress);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  return {
    url: addressOf(server),
    drain() {
      isDraining = true;
    },
    undrain() {
      isDraining = false;
    },
    close: async (graceMs = 10_000) => {
      isDraining = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A connection whose last answer has just been sent is idle too, and its client would keep it.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearInterval(idle);
      clearTimeout(cutOff);
    },
  };
}

/** What Node itself answers to bytes that are no HTTP, with the headers that every answer of ours has. */
function answerMalformed(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const status = MALFORMED[error.code ?? ""] ?? "400 Bad Request";
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\r\n`,
  );
}

const MALFORMED: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "413 Payload Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/** Ends each connection of an address beyond its share at once. */
function boundConnections(server: Server, most: number): void {
  const open = new Map<string, number>();
  server.on("connection", (socket) => {
    const address = networkOf(socket.remoteAddress ?? "");
    const count = (open.get(address) ?? 0) + 1;
    open.set(address, count);
    socket.once("close", () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
    if (count > most) socket.destroy();
  });
}

function addressOf(server: Server): string {
  // A server that listens on TCP has an address object.
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}
