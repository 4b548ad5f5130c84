import { once } from "node:events";
import { Agent, request, type ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { promisedMs } from "../../test/setup/promised-ms.ts";
import { serve } from "./serve.ts";

const anywhere = { host: "127.0.0.1", port: 0 };

test("closing lets the request under way finish, and takes no other", async () => {
  const arrived = Promise.withResolvers<ServerResponse>();
  const server = await serve((_request, response) => arrived.resolve(response), anywhere);
  const answer = fetch(server.url);
  const response = await arrived.promise;

  const startedAt = performance.now();
  const closed = server.close();
  await expect(fetch(server.url)).rejects.toThrow();
  response.end("done");
  expect(await (await answer).text()).toBe("done");
  await closed;
  expect(performance.now() - startedAt).toBeLessThan(promisedMs(2_000));
});

test("closing does not wait for clients that keep an idle connection", async () => {
  const server = await serve((_request, response) => response.end(), anywhere);
  const agent = new Agent({ keepAlive: true });
  const outgoing = request(server.url, { agent }).end();
  const [response] = await once(outgoing, "response");
  response.resume();
  await once(response, "end");

  const startedAt = performance.now();
  await server.close();
  expect(performance.now() - startedAt).toBeLessThan(promisedMs(2_000));
  agent.destroy();
});

test("what never ends is cut off after the grace", async () => {
  const arrived = Promise.withResolvers<void>();
  const server = await serve(() => arrived.resolve(), anywhere);
  const answer = fetch(server.url).catch((error: Error) => error);
  await arrived.promise;
  await server.close(100);
  expect(await answer).toBeInstanceOf(Error);
});
