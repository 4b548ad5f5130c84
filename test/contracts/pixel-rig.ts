import { randomUUID } from "node:crypto";
import { beforeEach } from "vitest";
import { applyPixel } from "#domain/intake/apply-pixel";
import { workIntake } from "#domain/intake/work";
import { aPixelEvent, aPixelPost, type PixelEventOptions } from "../factories/requests/pixel-event.ts";
import { aShop } from "../factories/shop.ts";
import { aSubscriber } from "../factories/subscriber.ts";
import { aTextWithLink } from "../factories/text-with-link.ts";
import { openEndpoints } from "./endpoint-server.ts";

/** The pixel's endpoint, and browsers that post to it. Call it at the top of a file. */
export async function openPixel() {
  const endpoints = await openEndpoints();
  const { ctx } = endpoints;
  const { prisma } = ctx.db;

  /** Another shop and another address for each test: limits and what is remembered belong to the process. */
  const shop = { id: "", domain: "" };
  let visitor = 0;
  beforeEach(async () => {
    visitor += 1;
    shop.domain = `pixel-${randomUUID().slice(0, 8)}.myshopify.com`;
    shop.id = (await aShop(ctx.db, { domain: shop.domain })).id;
  });
  const address = () => `203.0.${visitor >> 8}.${visitor & 255}`;

  function post(body: string, from = address(), headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${endpoints.url}/pixel`, {
      method: "POST",
      headers: { "Content-Type": "text/plain;charset=UTF-8", "X-Forwarded-For": from, ...headers },
      body,
    });
  }

  const send = async (given: PixelEventOptions, from = address()) =>
    (await post(aPixelPost(shop.domain, [aPixelEvent(given)]), from)).status;

  const work = () => workIntake(ctx, "pixel", (tx, deliveries) => applyPixel(tx, ctx, deliveries));
  const pixelRows = () => prisma.intake.findMany({ where: { shopId: shop.id, kind: "pixel" } });

  /** Someone who got a text with a link, and the page that a tap on it led to. */
  async function aTap(from = address()) {
    const person = await aSubscriber(ctx.db, { shopId: shop.id });
    const { code } = await aTextWithLink(ctx.db, { shopId: shop.id, subscriberId: person.id });
    const landing = async () => {
      const answer = await fetch(`${endpoints.url}/l/${code}`, {
        redirect: "manual",
        headers: { "X-Forwarded-For": from, "User-Agent": "Mozilla/5.0 (iPhone) Safari/604.1" },
      });
      return answer.headers.get("Location") ?? "";
    };
    return { person, code, landing };
  }

  /** A browser that is known to be a new subscriber's. */
  async function aKnownBrowser() {
    const { person, landing } = await aTap();
    const clientId = randomUUID();
    await send({ name: "page_viewed", clientId, href: await landing() });
    await work();
    return { person, clientId };
  }

  return { endpoints, shop, address, post, send, work, pixelRows, aTap, aKnownBrowser };
}
