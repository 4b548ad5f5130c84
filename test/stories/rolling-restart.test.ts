import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { startWeb, type Web } from "#app/start-web";
import { findFreePort } from "../../bin/servers/ports.ts";
import { storyBuild } from "./story-build.ts";
import { openStory } from "./story-world.ts";
import { until } from "./until.ts";

const CLIENTS = 24;
const world = await openStory({ hasWorker: false });
const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS * 2 });
const ports = [await findFreePort(null), await findFreePort(null)] as const;
const webs: Web[] = await Promise.all(ports.map(start));
afterAll(async () => {
  agent.destroy();
  await Promise.all(webs.map((web) => web.stop()));
});

function start(port: number): Promise<Web> {
  return startWeb({ ...world.config, PORT: port }, { build: storyBuild });
}

/** By one of a pool of kept connections, as a balancer sends it on. Rejects when the connection is reset. */
function ask(port: number, path: string): Promise<{ status: number; isKept: boolean }> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, agent }, (response) => {
      response.resume();
      response.once("end", () =>
        resolve({ status: response.statusCode ?? 0, isKept: response.headers.connection !== "close" }),
      );
      response.once("error", reject);
    })
      .once("error", reject)
      .end();
  });
}

test("processes restarted one after the other under load answer every request", async () => {
  const inService = new Set<number>(ports);
  const stopping = new AbortController();
  const failures: unknown[] = [];
  let answered = 0;
  // What a balancer does: it asks each of its processes now and then, and sends nothing to one that is not ready.
  const looking = ports.map(async (port) => {
    while (!stopping.signal.aborted) {
      const status = await ask(port, "/health/ready").then(
        (answer) => answer.status,
        () => 0,
      );
      if (status === 200) inService.add(port);
      else inService.delete(port);
      await sleep(25);
    }
  });
  const load = Array.from({ length: CLIENTS }, async (_, client) => {
    for (let i = client; !stopping.signal.aborted; i += 1) {
      const [port] = [...inService].slice(i % Math.max(1, inService.size));
      if (port === undefined) await sleep(5);
      else
        await ask(port, "/l/abcdefghij").then(
          ({ status }) => {
            answered += 1;
            if (status !== 404) failures.push(status);
          },
          (error: unknown) => failures.push(error),
        );
    }
  });

  for (const [place, port] of ports.entries()) {
    const before = answered;
    await until("requests under way", async () => answered > before + 200);
    webs[place]?.drain();
    expect((await ask(port, "/l/abcdefghij")).isKept).toBe(false);
    await until("the balancer to turn away", async () => !inService.has(port));
    const turned = answered;
    await until("the others to answer", async () => answered > turned + 200);
    await webs[place]?.stop();
    webs[place] = await start(port);
    await until("the successor in service", async () => inService.has(port));
  }
  stopping.abort();
  await Promise.all([...load, ...looking]);
  expect(failures).toEqual([]);
  expect(answered).toBeGreaterThan(800);
}, 60_000);
