import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface ServeOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
}

export interface RunningServer {
  /** Where it listens: http://host:port */
  url: string;
  /** From now on every answer ends its connection. Requests are still accepted. */
  drain(): void;
  /**
   * Stops accepting, tells kept-alive clients to go, and resolves when the requests under way have been answered;
   * those still open after `graceMs` are cut off.
   */
  close(graceMs?: number): Promise<void>;
}

/** Longer than a load balancer's own idle limit (60 s at the common ones), or it meets closed connections. */
const KEEP_ALIVE_MS = 65_000;

/** Node's own five minutes cut off a large file on a slow line. Headers must still come within its one minute. */
const WHOLE_REQUEST_MS = 3_600_000;

export async function serve(listener: RequestListener, { host, port }: ServeOptions): Promise<RunningServer> {
  let isDraining = false;
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: WHOLE_REQUEST_MS },
    (request, response) => {
      if (isDraining) response.shouldKeepAlive = false;
      return listener(request, response);
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  return {
    url: addressOf(server),
    drain() {
      isDraining = true;
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

function addressOf(server: Server): string {
  // A server that listens on TCP has an address object.
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}
