import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const LOOK_EVERY_MS = 100;
const LOOK_PATIENCE_MS = 5_000;

/** A load balancer in front of the web processes, as simple as they come: it never sends a request twice. */
export interface Balancer {
  /** Requests that it handed on. */
  passed(): number;
  /** Answers of 5xx, connections that broke, and requests for which no process was ready: a sentence each. */
  failures(): string[];
  stop(): Promise<void>;
}

/**
 * Listens on a port of 127.0.0.1 and hands each request to one of the processes whose `/health/ready` answered 200 when
 * it last looked, in turn, over kept connections. If none did, it uses those that answered anything else, as the common
 * balancers do. Because it never repeats a request, a connection that a process resets is seen by the client.
 */
export async function startBalancer(port: number, targets: readonly number[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true });
  const state = new Map<number, Look>();
  const stopping = new AbortController();
  const failures: string[] = [];
  let passed = 0;

  const looking = targets.map(async (target) => {
    while (!stopping.signal.aborted) {
      state.set(target, await lookAt(target));
      await sleep(LOOK_EVERY_MS);
    }
  });

  function handOn(incoming: IncomingMessage, response: ServerResponse): void {
    const what = `${incoming.method} ${incoming.url?.replace(/\?.*/, "")}`;
    const ready = targets.filter((it) => state.get(it) === "ready");
    const usable = ready.length > 0 ? ready : targets.filter((it) => state.get(it) === "not-ready");
    const target = usable[passed % Math.max(1, usable.length)];
    if (target === undefined) {
      failures.push(`No process was ready for ${what}.`);
      response.writeHead(503).end();
      return;
    }
    passed += 1;
    const outgoing = request(
      {
        host: "127.0.0.1",
        port: target,
        agent,
        method: incoming.method,
        path: incoming.url,
        headers: { ...incoming.headers, "x-forwarded-for": incoming.socket.remoteAddress ?? "" },
      },
      (answer) => {
        const { statusCode = 0 } = answer;
        if (statusCode >= 500) failures.push(`${what} was answered ${statusCode}.`);
        const { connection: _, "keep-alive": __, ...headers } = answer.headers;
        response.writeHead(statusCode, headers);
        answer.pipe(response);
        answer.once("error", (error) => broke(error));
      },
    );
    const broke = (error: NodeJS.ErrnoException) => {
      failures.push(`The connection of ${what} broke: ${error.code ?? error.message}.`);
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    };
    outgoing.once("error", broke);
    incoming.pipe(outgoing);
  }

  const server = createServer({ keepAliveTimeout: 65_000 }, handOn);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    passed: () => passed,
    failures: () => [...failures],
    async stop() {
      stopping.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      agent.destroy();
      await Promise.all([closed, ...looking]);
    },
  };
}

type Look = "ready" | "not-ready" | "gone";

async function lookAt(port: number): Promise<Look> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`, {
      headers: { connection: "close" },
      signal: AbortSignal.timeout(LOOK_PATIENCE_MS),
    });
    await response.arrayBuffer();
    return response.ok ? "ready" : "not-ready";
  } catch (error) {
    // Too slow is no refused connection.
    return (error as Error).name === "TimeoutError" ? "not-ready" : "gone";
  }
}
