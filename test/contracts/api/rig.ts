import { afterAll, beforeEach } from "vitest";
import { openApi } from "#app/api/open";
import { answerApi } from "#app/api/receive";
import { createKey } from "#domain/api-keys/keys";
import { scopes as everyScope, type Scope } from "#domain/api-keys/scopes";
import { applyApiEvents } from "#domain/intake/apply-api-events";
import { workIntake } from "#domain/intake/work";
import { createRefusalCounter } from "#platform/http/refusal-counter";
import { serve } from "#platform/http/serve";
import { createVisitors } from "#platform/http/visitors";
import type { Redis } from "#platform/redis/redis";
import { aContext } from "../../factories/context.ts";
import { aShop } from "../../factories/shop.ts";
import { emptyDatabase, testDatabaseUrl } from "../../setup/per-worker.ts";
import { apiClient } from "./client.ts";

/** The API on a socket of its own, and shops with keys for it. Call it at the top of a file. */
export async function openApiRig({ redis = null, perSecond }: { redis?: Redis | null; perSecond?: number } = {}) {
  const ctx = aContext();
  // As an operator would set it.
  if (perSecond !== undefined) ctx.flags = { limit: async () => perSecond, close() {} };
  const refused = createRefusalCounter(ctx.log);
  const visitors = createVisitors(1);
  const databaseUrl = testDatabaseUrl();
  const api = openApi(ctx, { databaseUrl, connections: 6, redis, refused, visitors });
  const server = await serve((request, response) => answerApi(request, response, api.endpoint), {
    host: "127.0.0.1",
    port: 0,
  });
  beforeEach(emptyDatabase);
  afterAll(async () => {
    await server.close();
    await api.close();
    refused.close();
  });

  const keyFor = (shopId: string, scopes: readonly Scope[] = everyScope) =>
    createKey(ctx, shopId, { name: "Help center", scopes: [...scopes], by: { id: "1", name: "Robin" } });

  /** A new shop, its key, and a client with it. */
  async function aCaller(scopes?: readonly Scope[]) {
    const shop = await aShop(ctx.db);
    const { id: keyId, secret } = await keyFor(shop.id, scopes);
    return { shopId: shop.id, keyId, secret, call: apiClient(server.url, secret) };
  }

  const workEvents = () => workIntake(ctx, "api", (tx, deliveries) => applyApiEvents(tx, ctx, deliveries), 1);

  return { ctx, url: server.url, keyFor, aCaller, workEvents, counted: refused.read };
}
