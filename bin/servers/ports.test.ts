import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { ROOT, TYPESCRIPT_FLAGS } from "../root.ts";
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

test("ports asked for at once are all different", async () => {
  const ports = await Promise.all(Array.from({ length: 200 }, () => findFreePort(null)));
  expect(new Set(ports).size).toBe(200);
});

test("a port that another process was given and has not bound yet is not given to us, until that process is gone", async () => {
  const wanted = await findFreePort(null);
  const script = `
    const { findFreePort } = await import("${ROOT}bin/servers/ports.ts");
    setInterval(() => {}, 1_000);
    process.stdout.write(String(await findFreePort(${wanted + 1})));
  `;
  const flags = [...TYPESCRIPT_FLAGS, "--input-type=module"];
  const other = spawn(process.execPath, [...flags, "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  const [told] = await once(other.stdout, "data");
  const theirs = Number(String(told));
  expect(theirs).toBeGreaterThan(wanted);
  expect(await findFreePort(theirs)).not.toBe(theirs);
  other.kill("SIGKILL");
  await once(other, "exit");
  expect(await findFreePort(theirs)).toBe(theirs);
});
