import { createServer, type Server } from "node:http";
import type { Db } from "#platform/db";
import { readiness } from "#platform/http/readiness";
import type { Redis } from "#platform/redis";

/** /health/live: the process runs. /health/ready: it reaches PostgreSQL and Redis and takes jobs. */
export function serveHealth(port: number, { db, redis }: { db: Db; redis: Redis }): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (request.url === "/health/live") return answer(200, { live: true });
    if (request.url !== "/health/ready") return answer(404, {});
    void readiness({ db, redis }).then((servers) => answer(servers.database && servers.redis ? 200 : 503, servers));
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}
