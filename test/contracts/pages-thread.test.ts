import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { postWebhook } from "../stories/signed-webhook.ts";
import { BLUEBIRD, BROWSER, FERNHILL, openStory } from "../stories/story-world.ts";
import { postStop } from "./signed-stop.ts";

// Pages on a thread of their own, as in production: whatever they do to it, the endpoints answer.

const world = await openStory({ build: new URL("./thread-build.ts", import.meta.url), hasWorker: false });
const { ctx, web } = world;

let orders = 0;
function placeOrder(): Promise<number> {
  orders += 1;
  const body = JSON.stringify({ id: orders });
  return postWebhook(web.url, {
    domain: BLUEBIRD,
    topic: "orders/create",
    body,
    triggeredAt: ctx.clock.now(),
  });
}

test("a merchant's page knows who asks, from where, and under the app's public address", async () => {
  await world.store(FERNHILL).post("install");
  const response = await fetch(`${web.url}/who`, {
    headers: {
      "User-Agent": BROWSER,
      Authorization: `Bearer ${await world.store(FERNHILL).sessionToken()}`,
      "X-Forwarded-For": "198.51.100.1, 203.0.113.7",
    },
  });
  expect(await response.json()).toEqual({ shop: FERNHILL, from: "203.0.113.7", url: `${web.url}/who` });
  expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
});

test("while a page keeps its thread busy, STOPs, orders, links and health are answered", async () => {
  const folder = mkdtempSync(join(tmpdir(), "busy-"));
  const page = fetch(`${web.url}/busy?folder=${encodeURIComponent(folder)}`);
  await expect.poll(() => existsSync(join(folder, "busy"))).toBe(true);
  expect(await postStop(web.url, "+12125550101")).toBe(200);
  expect(await placeOrder()).toBe(200);
  expect((await fetch(`${web.url}/l/aB3dE5gH7j`)).status).toBe(404);
  expect((await fetch(`${web.url}/health/ready`)).status).toBe(200);
  writeFileSync(join(folder, "enough"), "");
  expect((await page).status).toBe(200);
  rmSync(folder, { recursive: true });
});

test("a thread that an error ends is replaced, and nothing else ends", async () => {
  const asked = await fetch(`${web.url}/failure`).then(
    ({ status }) => status,
    () => "cut off",
  );
  expect([200, 503, "cut off"]).toContain(asked);
  expect(await postStop(web.url, "+12125550102")).toBe(200);
  expect(await placeOrder()).toBe(200);
  // Until the next thread answers.
  await expect
    .poll(async () => (await fetch(`${web.url}/echo`, { method: "POST", body: "back" })).status, { timeout: 60_000 })
    .toBe(200);
});
