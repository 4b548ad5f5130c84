import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { serveHealth } from "./health.ts";

test("a worker's health is reachable where it is told to listen, and turns 503 when it stops", async () => {
  let isStopping = false;
  const server = await serveHealth(
    { host: "0.0.0.0", port: 0 },
    {
      readiness: async () => ({ database: true, redis: true }),
      unserved: () => ["import"],
      isStopping: () => isStopping,
      token: null,
      metricsToken: null,
    },
  );
  const { address, port } = server.address() as AddressInfo; // it listens on TCP
  expect(address).toBe("0.0.0.0");
  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
    return { status: response.status, ...((await response.json()) as object) };
  };
  expect(await ask("/health/ready")).toMatchObject({ status: 200, unservedQueues: ["import"] });
  // A proxy passed it on for a stranger.
  expect((await ask("/health/ready", { "X-Forwarded-For": "203.0.113.7" })).status).toBe(404);
  isStopping = true;
  expect(await ask("/health/ready")).toMatchObject({ status: 503, isStopping: true });
  expect((await ask("/health/live")).status).toBe(200);
  server.close();
  await once(server, "close");
});
