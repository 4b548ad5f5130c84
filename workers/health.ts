import { createServer, type Server } from "node:http";
import type { Readiness } from "#platform/http/readiness";

export interface WorkerHealth {
  readiness: () => Promise<Readiness>;
  /** Queues that no worker serves. */
  unserved: () => string[];
  isStopping: () => boolean;
}

/** /health/live: the process runs. /health/ready: PostgreSQL and Redis do their work for it, and it takes jobs. */
export function serveHealth(
  { host, port }: { host: string; port: number },
  { readiness, unserved, isStopping }: WorkerHealth,
): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (request.url === "/health/live") return answer(200, { live: true });
    if (request.url !== "/health/ready") return answer(404, {});
    void readiness().then((servers) => {
      const isReady = servers.database && servers.redis && !isStopping();
      answer(isReady ? 200 : 503, { ...servers, isStopping: isStopping(), unservedQueues: unserved() });
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve(server));
  });
}
