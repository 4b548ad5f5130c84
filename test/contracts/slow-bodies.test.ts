import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, expect, test } from "vitest";
import { answerWebhook } from "#app/webhooks/receive";
import { createIntake } from "#domain/intake/accept";
import { createRefusalCounter } from "#platform/http/refusal-counter";
import { serve } from "#platform/http/serve";
import { createVisitors } from "#platform/http/visitors";
import { aContext } from "../factories/context.ts";
import { postWebhook } from "../stories/signed-webhook.ts";
import { API_SECRET } from "../stories/story-world.ts";

// Bodies that never end, of strangers: nothing about them is known before their last byte.

const KB = 1024;
const ctx = aContext();
const intake = createIntake(ctx);
const refused = createRefusalCounter(ctx.log);
const limits = { bytesPerAddress: 512 * KB, bytesInAll: 1024 * KB, bodiesPerAddress: 40, bodiesInAll: 100 };
const visitors = createVisitors(1, limits);
const server = await serve(
  (request, response) => answerWebhook(request, response, { intake, refused, visitors, secret: API_SECRET }),
  { host: "127.0.0.1", port: 0 },
);
afterAll(async () => {
  await server.close(100);
  await intake.close();
  refused.close();
});

/** Sends the head of a webhook and a piece of its body, and then nothing more. Resolves with all that came back. */
async function begin(address: string, bytes: number): Promise<{ socket: Socket; ended: Promise<string> }> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.on("error", () => {});
  const ended = once(socket, "close").then(() => answer);
  socket.write(
    `POST /webhooks HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${address}\r\nX-Shopify-Hmac-Sha256: AAAA\r\nContent-Length: 1000000\r\n\r\n`,
  );
  if (bytes > 0) socket.write(Buffer.alloc(bytes, "x"));
  return { socket, ended };
}

const honest = () =>
  postWebhook(server.url, {
    domain: "candles.myshopify.com",
    topic: "orders/create",
    body: '{"id":1}',
    triggeredAt: ctx.clock.now(),
  });

test("one address holds no more than its share, and what it does not finish is given up after seconds", async () => {
  const opened = await Promise.all(Array.from({ length: 120 }, () => begin("203.0.113.1", 64 * KB)));
  expect(await honest()).toBe(200);
  const answers = await Promise.all(opened.map(({ ended }) => ended));
  const statuses = answers.map((answer) => answer.slice(9, 12));
  expect(new Set(statuses)).toEqual(new Set(["408", "503"]));
  expect(statuses.filter((status) => status === "408").length).toBeLessThanOrEqual(8);
  expect(visitors.bodies.read()).toEqual({ bodies: 0, bytes: 0 });
});

test("many addresses together hold no more than the whole, and an honest delivery still gets through", async () => {
  const most = { bodies: 0, bytes: 0 };
  const opened = await Promise.all(
    Array.from({ length: 60 }, async (_, at) => {
      const it = await begin(`203.0.113.${at}`, 64 * KB);
      const now = visitors.bodies.read();
      most.bodies = Math.max(most.bodies, now.bodies);
      most.bytes = Math.max(most.bytes, now.bytes);
      return it;
    }),
  );
  expect(await honest()).toBe(200);
  expect(await honest()).toBe(200);
  expect(most.bytes).toBeLessThanOrEqual(limits.bytesInAll);
  expect(most.bodies).toBeLessThanOrEqual(limits.bodiesInAll);
  const answers = await Promise.all(opened.map(({ ended }) => ended));
  expect(new Set(answers.map((answer) => answer.slice(9, 12)))).toEqual(new Set(["408", "503"]));
});

test("a body that drips one byte at a time has the same seconds as one that stands still", async () => {
  const { socket, ended } = await begin("203.0.113.250", 1);
  const drip = setInterval(() => socket.writable && socket.write("x"), 50);
  expect((await ended).slice(9, 12)).toBe("408");
  clearInterval(drip);
});

test("a body that says beforehand that it is too long is refused without being read", async () => {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write(
    "POST /webhooks HTTP/1.1\r\nHost: x\r\nX-Shopify-Hmac-Sha256: AAAA\r\nContent-Length: 99999999999\r\n\r\n",
  );
  const [first] = (await once(socket, "data")) as [Buffer];
  expect(first.toString()).toMatch(/^HTTP\/1\.1 413 /);
  socket.destroy();
});
