import { createServer, type Server } from "node:http";
import type { Readiness } from "#platform/http/readiness";
import { mayAskReadiness } from "#platform/http/readiness-access";
import { setSecurityHeaders } from "#platform/http/security-headers";
import { answerMetrics } from "#platform/telemetry/metrics/expose";

export interface WorkerHealth {
  readiness: () => Promise<Readiness>;
  /** Queues that no worker serves. */
  unserved: () => string[];
  isStopping: () => boolean;
  /** Who sends it as a bearer token may ask for readiness from anywhere. */
  token: string | null;
  /** Who sends it as a bearer token may read the metrics from anywhere. */
  metricsToken: string | null;
}

/** /metrics: Prometheus' text. /health/live: the process runs. /health/ready: PostgreSQL and Redis do their work for it, and it takes jobs. */
export function serveHealth(
  { host, port }: { host: string; port: number },
  { readiness, unserved, isStopping, token, metricsToken }: WorkerHealth,
): Promise<Server> {
  const server = createServer((request, response) => {
    setSecurityHeaders(response, { isHttps: false });
    const answer = (status: number, body: object) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (request.url === "/health/live") return answer(200, { live: true });
    if (request.url === "/metrics") return void answerMetrics(request, response, metricsToken);
    if (request.url !== "/health/ready" || !mayAskReadiness(request, token)) return answer(404, {});
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
