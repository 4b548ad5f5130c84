import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { findFreePort } from "../../../bin/servers/ports.ts";
import { until } from "../../stories/until.ts";
import { type Balancer, startBalancer } from "./balancer.ts";

const servers: Server[] = [];
const balancers: Balancer[] = [];
afterEach(async () => {
  await Promise.all(balancers.splice(0).map((it) => it.stop()));
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function serve(listener: RequestListener): Promise<number> {
  const port = await findFreePort(null);
  const server = createServer((request, response) =>
    request.url === "/health/ready" ? response.end() : listener(request, response),
  );
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return port;
}

/** Resolves when it hands requests on. */
async function balance(targets: number[]): Promise<{ balancer: Balancer; ask: () => Promise<number> }> {
  const port = await findFreePort(null);
  const balancer = await startBalancer(port, targets);
  balancers.push(balancer);
  const ask = async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).status;
  await until("a ready process", async () => (await ask()) === 200);
  return { balancer, ask: async () => (await fetch(`http://127.0.0.1:${port}/webhooks`)).status };
}

test("a reset connection and a 5xx each count as a failure, and are passed on", async () => {
  const answers: RequestListener[] = [
    (request) => request.socket.destroy(),
    (_request, response) => response.writeHead(503).end(),
    (_request, response) => response.end("taken"),
  ];
  const port = await serve((request, response) => answers.shift()?.(request, response));
  const { balancer, ask } = await balance([port]);
  const before = balancer.failures().length;
  expect([await ask(), await ask(), await ask()]).toEqual([502, 503, 200]);
  expect(balancer.failures().slice(before)).toEqual([
    "The connection of GET /webhooks broke: ECONNRESET.",
    "GET /webhooks was answered 503.",
  ]);
});

test("requests take turns between the processes that are ready", async () => {
  const taken = [0, 0];
  const ports = await Promise.all(
    taken.map((_, place) =>
      serve((_request, response) => {
        taken[place] = (taken[place] ?? 0) + 1;
        response.end();
      }),
    ),
  );
  const { ask } = await balance(ports);
  await until("both in use", async () => {
    await ask();
    return taken.every((count) => count > 2);
  });
});
