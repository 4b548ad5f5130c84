import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { staticFiles } from "./static-files.ts";

const folder = mkdtempSync(join(tmpdir(), "files-"));
mkdirSync(join(folder, "assets"));
writeFileSync(join(folder, "assets/page-1a2b.js"), "export {};");
writeFileSync(join(folder, "assets/old-3c4d.js"), "export {};");
const files = staticFiles(folder);
const server = createServer((request, response) =>
  files(request, response, () => response.writeHead(404).end("a page")),
);
const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

test("a file named by its content may be kept for a year", async () => {
  const response = await fetch(at("/assets/page-1a2b.js?x=1"));
  expect(response.headers.get("cache-control")).toMatch(/max-age=31536000, immutable/);
  expect(await response.text()).toBe("export {};");
});

test("a file that a newer build removed is a page's matter, not the end of the process", async () => {
  rmSync(join(folder, "assets/old-3c4d.js"));
  const response = await fetch(at("/assets/old-3c4d.js"));
  expect(response.status).toBe(404);
  expect(await response.text()).toBe("a page");
});

test("what is no file goes on to the pages, whatever it looks like", async () => {
  for (const path of ["/campaigns", "//", "/%00", "/assets/..%2f..%2fpackage.json", "/"]) {
    const response = await fetch(at(path));
    expect([path, response.status]).toEqual([path, 404]);
    await response.text();
  }
});
