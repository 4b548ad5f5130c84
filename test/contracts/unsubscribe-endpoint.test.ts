import { beforeEach, describe, expect, test } from "vitest";
import { unsubscribeLink } from "#domain/consent/unsubscribe-link";
import { aShop } from "../factories/shop.ts";
import { aSubscriber } from "../factories/subscriber.ts";
import { openEndpoints } from "./endpoint-server.ts";

const endpoints = await openEndpoints();
const { db } = endpoints.ctx;

let person: Awaited<ReturnType<typeof aSubscriber>>;
let path: string;

beforeEach(async () => {
  const shop = await aShop(db, { name: "Harbor <Candles>" });
  person = await aSubscriber(db, { shopId: shop.id, phone: "+12125550147" });
  path = new URL(unsubscribeLink(endpoints.ctx, { shopId: shop.id, subscriberId: person.id })).pathname;
});

const visit = (to = path, init: RequestInit = {}) => fetch(`${endpoints.url}${to}`, { redirect: "manual", ...init });
const marketing = async () => (await db.everyShop.subscriber.findFirstOrThrow({ where: { id: person.id } })).marketing;

describe("the unsubscribe page", () => {
  test("shows the way out and changes nothing when the link is only followed", async () => {
    const response = await visit();
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain("Stop all texts from Harbor &#60;Candles&#62; to the number ending in 0147");
    expect(html).not.toContain("+1212555");
    expect(html).toContain('<form method="post">');
    expect([response.headers.get("Cache-Control"), response.headers.get("Referrer-Policy")]).toEqual([
      "no-store",
      "no-referrer",
    ]);
    await visit(path, { method: "HEAD" });
    expect(await marketing()).toBe("subscribed");
  });

  test("stops all texts at the press of its button, once, without a text and without a login", async () => {
    const response = await visit(path, { method: "POST" });
    expect([response.status, response.headers.get("Location")]).toEqual([303, path]);
    await visit(path, { method: "POST" });
    expect(await marketing()).toBe("unsubscribed");
    expect(await db.everyShop.suppression.findMany()).toMatchObject([{ reason: "opted-out", liftedAt: null }]);
    expect(await db.everyShop.recall.findMany()).toMatchObject([{ kind: "subscriber", target: person.id }]);
    expect(await db.everyShop.consentEvent.findMany({ where: { source: "unsubscribe-page" } })).toMatchObject([
      { state: "unsubscribed", scope: "all", textShown: "Stop all texts", applied: true },
    ]);
    expect(await db.everyShop.message.count()).toBe(0);
    expect(await (await visit()).text()).toContain("You’re unsubscribed");
  });

  test("a token that was changed in any place leads nowhere and stops no one", async () => {
    const other = await aSubscriber(db, { shopId: person.shopId });
    const others = new URL(unsubscribeLink(endpoints.ctx, { shopId: person.shopId, subscriberId: other.id })).pathname;
    const spliced = others.slice(0, -22) + path.slice(-22);
    const flipped = path.slice(0, -1) + (path.endsWith("A") ? "B" : "A");
    const forged = [spliced, flipped, `${path}A`, path.slice(0, -1), "/u/", `/u/${"A".repeat(64)}`];
    for (const wrong of forged) expect((await visit(wrong, { method: "POST" })).status).toBe(404);
    expect(await db.everyShop.subscriber.count({ where: { marketing: "unsubscribed" } })).toBe(0);
  });

  test("a person who was erased, and one who is gone, get an answer", async () => {
    await db.everyShop.subscriber.updateMany({ data: { phone: null, redactedAt: endpoints.ctx.clock.now() } });
    expect(await (await visit()).text()).toContain("will no longer text your number");
    await db.everyShop.subscriber.deleteMany({});
    expect((await visit()).status).toBe(404);
    expect((await visit(path, { method: "POST" })).status).toBe(303);
  });

  test("nothing but GET, HEAD and POST is understood", async () => {
    expect((await visit(path, { method: "DELETE" })).status).toBe(405);
  });
});
