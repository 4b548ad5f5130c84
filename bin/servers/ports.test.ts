import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { findFreePort } from "./ports.ts";

test("a busy port gives way to the next free one", async () => {
  const server = createServer().listen(await findFreePort(null), "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const busy = typeof address === "object" && address !== null ? address.port : 0;
  const found = await findFreePort(busy);
  expect(found).toBeGreaterThan(busy);
  expect(found).toBeLessThan(busy + 50);
  server.close();
});

test("a port given to another part is not given twice", async () => {
  const first = await findFreePort(null);
  expect(await findFreePort(first)).toBe(first);
  expect(await findFreePort(first, new Set([first]))).not.toBe(first);
});
