import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { beforeAll, describe, expect, test } from "vitest";
import { manySubscribers } from "../factories/many-subscribers.ts";
import { postWebhook } from "../stories/signed-webhook.ts";
import { BLUEBIRD, BROWSER, FERNHILL, openStory } from "../stories/story-world.ts";
import { pagesBuild } from "./pages-build.ts";
import { postStop } from "./signed-stop.ts";

// One shop asks for everything at once. Everyone else is answered as if it had not.

const { build } = await pagesBuild();
const world = await openStory({ build, hasWorker: false });
const { ctx, web } = world;
let shopId: string;

beforeAll(async () => {
  shopId = await world.install(FERNHILL);
  await world.install(BLUEBIRD);
  await world.connect(shopId);
  for (let at = 0; at < 10; at += 1) await manySubscribers(ctx.db, shopId, 2_000);
});

async function headersOf(domain: string): Promise<Record<string, string>> {
  return { "User-Agent": BROWSER, Authorization: `Bearer ${await world.store(domain).sessionToken()}` };
}

const placeOrder = () =>
  postWebhook(web.url, {
    domain: BLUEBIRD,
    topic: "orders/create",
    body: JSON.stringify({ id: 1, note: "other shop's" }),
    triggeredAt: ctx.clock.now(),
  });

/** Asks for an answer and reads none of it but its head. */
async function open(path: string, headers: Record<string, string>): Promise<IncomingMessage> {
  const outgoing = httpRequest(`${web.url}${path}`, { headers }).end();
  const [response] = (await once(outgoing, "response")) as [IncomingMessage];
  response.on("error", () => {});
  return response;
}

describe("sixty exports at once", () => {
  test("two are served, the rest are told to wait, and other shops' STOP, order and page go through", async () => {
    const headers = await headersOf(FERNHILL);
    const answers = await Promise.all(Array.from({ length: 60 }, () => open("/subscribers/export/file", headers)));
    expect(await postStop(web.url, "+12125550101")).toBe(200);
    expect(await placeOrder()).toBe(200);
    expect((await fetch(`${web.url}/campaigns.data`, { headers: await headersOf(BLUEBIRD) })).status).toBe(200);

    const served = answers.filter(({ statusCode }) => statusCode === 200);
    const refused = answers.filter(({ statusCode }) => statusCode === 429);
    expect([served.length, refused.length]).toEqual([2, 58]);
    expect(refused[0]?.headers["retry-after"]).toBe("30");
    for (const answer of answers) answer.destroy();
    // Browsers that left give back their places.
    await expect
      .poll(async () => {
        const again = await open("/subscribers/export/file", headers);
        again.destroy();
        return again.statusCode;
      })
      .toBe(200);
  });
});

describe("every connection of the pages is taken", () => {
  test("a STOP, an order and a short link are still answered", async () => {
    const headers = await headersOf(FERNHILL);
    const release = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const lock = ctx.db.transaction(async (tx) => {
      await tx.run({ name: "", text: "LOCK TABLE segments, campaigns IN ACCESS EXCLUSIVE MODE" });
      locked.resolve();
      await release.promise;
    });
    await locked.promise;
    const pages = Array.from({ length: 100 }, (_, at) =>
      fetch(`${web.url}${at % 2 ? "/segments.data" : "/campaigns.data"}`, { headers }).then(
        async (response) => [response.status, await response.text()] as const,
      ),
    );
    for (let at = 0; at < 5; at += 1) {
      expect(await postStop(web.url, `+1212555011${at}`)).toBe(200);
      expect(await placeOrder()).toBe(200);
      expect((await fetch(`${web.url}/l/aB3dE5gH7j`)).status).toBe(404);
    }
    release.resolve();
    await lock;
    const answers = await Promise.all(pages);
    // Queued ones are served in the end; what was beyond the queue heard so at once.
    expect(answers.filter(([status]) => status === 200).length).toBeGreaterThan(6);
    expect(new Set(answers.map(([status]) => status))).toEqual(new Set([200, 429]));
  });
});

describe("what a page posts is bounded", () => {
  const path = "/campaigns/estimate";
  const post = async (body: BodyInit, headers: Record<string, string> = {}) => {
    const response = await fetch(`${web.url}${path}`, {
      method: "POST",
      body,
      headers: { ...(await headersOf(FERNHILL)), ...headers },
      ...({ duplex: "half" } as object), // for a stream
    });
    return { status: response.status, text: await response.text() };
  };

  test("a form beyond 1 MB is a 413 with a sentence, with its length said or not", async () => {
    const form = new URLSearchParams({ body: "x".repeat(1024 ** 2) });
    expect(await post(form)).toEqual({ status: 413, text: expect.stringContaining("more than 1 MB") });
    const chunks = new ReadableStream({
      start(controller) {
        for (let at = 0; at < 80; at += 1) controller.enqueue(Buffer.alloc(16 * 1024, "x"));
        controller.close();
      },
    });
    expect((await post(chunks)).status).toBe(413);
  });

  test("a form just within 1 MB is read", async () => {
    const form = new URLSearchParams({ body: "x".repeat(1024 ** 2 - 100) });
    expect(await post(form)).toEqual({
      status: 400,
      text: "This isn’t a valid campaign. Reload the page and try again.",
    });
  });

  test("three bodies of 300 MB leave the process as small as it was", async () => {
    const before = process.memoryUsage().rss;
    const sent = await Promise.all(
      [1, 2, 3].map(async () => {
        const outgoing = httpRequest(`${web.url}${path}`, {
          method: "POST",
          headers: { ...(await headersOf(FERNHILL)), "Content-Length": 300 * 1024 ** 2 },
        });
        const answered = once(outgoing, "response").then(
          ([response]) => (response as IncomingMessage).statusCode,
          () => "cut off",
        );
        // The server ends the connection; what is still being written then fails.
        outgoing.on("error", () => {});
        const piece = Buffer.alloc(1024 ** 2, "x");
        for (let at = 0; at < 300 && !outgoing.destroyed; at += 1)
          if (!outgoing.write(piece)) await Promise.race([once(outgoing, "drain").catch(() => {}), answered]);
        const status = await answered;
        outgoing.destroy();
        return status;
      }),
    );
    for (const status of sent) expect([413, "cut off"]).toContain(status);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 ** 2);
  });

  test("a stranger's form is refused by its size before anyone asks who they are", async () => {
    const response = await fetch(`${web.url}${path}`, { method: "POST", body: Buffer.alloc(2 * 1024 ** 2, "x") });
    expect(response.status).not.toBe(200);
    expect(response.status).toBeLessThan(500);
  });
});
