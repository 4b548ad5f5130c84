import { expect, test } from "vitest";
import { saveSegment } from "#domain/segments/save";
import { aSender } from "../../factories/sender.ts";
import { aSubscriber } from "../../factories/subscriber.ts";
import type { ApiClient } from "./client.ts";
import { openApiRig } from "./rig.ts";

const { ctx, aCaller } = await openApiRig({ perSecond: 1_000 });

/** Every page of an export, in small ones. */
async function everything(call: ApiClient, operation: string, of: string, given: Record<string, string> = {}) {
  const rows: { id: string }[] = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = { ...given, limit: "2", ...(cursor !== null && { cursor }) };
    const { status, body } = await call(operation, { query });
    expect(status).toBe(200);
    rows.push(...body[of]);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return rows;
}

test("an export of subscribers holds everyone of the store once, and no one of another or erased", async () => {
  const { shopId, call } = await aCaller();
  const vip = await aSubscriber(ctx.db, { shopId, tags: ["vip"], firstName: "Ada" });
  for (let index = 0; index < 4; index += 1) await aSubscriber(ctx.db, { shopId });
  await aSubscriber(ctx.db, { shopId, redactedAt: ctx.clock.now() });
  await aSubscriber(ctx.db);
  const rows = await everything(call, "exportSubscribers", "subscribers");
  expect(new Set(rows.map(({ id }) => id)).size).toBe(5);
  expect(rows).toHaveLength(5);
  expect(rows[0]).toMatchObject({ id: vip.id, phone: vip.phone, firstName: "Ada", tags: ["vip"] });
  const { id: segmentId } = await saveSegment(ctx, shopId, {
    name: "VIPs",
    rules: { type: "tags", match: "any", tags: ["vip"] },
  });
  expect(await everything(call, "exportSubscribers", "subscribers", { segmentId })).toMatchObject([{ id: vip.id }]);
  const { call: other } = await aCaller();
  expect((await other("exportSubscribers", { query: { segmentId } })).status).toBe(404);
});

test("an export of texts holds each of the month's once, and none of another store", async () => {
  const [mine, other] = [await aCaller(), await aCaller()];
  const sent: string[] = [];
  for (const { shopId, call } of [mine, other]) {
    await aSender(ctx.db, { shopId });
    const { id: subscriberId } = await aSubscriber(ctx.db, { shopId });
    for (const body of ["One", "Two", "Three"]) {
      const { body: text } = await call("sendText", { body: { subscriberId, body } });
      if (call === mine.call) sent.push(text.id);
    }
  }
  const rows = await everything(mine.call, "exportTexts", "texts");
  expect(rows).toMatchObject(
    ["One", "Two", "Three"].map((body) => ({ body, state: "waiting", sentBy: "conversation" })),
  );
  expect(rows.map(({ id }) => id)).toEqual(sent);
  expect(await everything(mine.call, "exportTexts", "texts", { month: "2020-01" })).toEqual([]);
  for (const month of ["2026-13", "November"])
    expect((await mine.call("exportTexts", { query: { month } })).status).toBe(422);
});

test("a key without the scope for personal data exports nothing", async () => {
  const { call } = await aCaller(["subscribers:read", "texts:read"]);
  for (const operation of ["exportSubscribers", "exportTexts"])
    expect(await call(operation)).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining("exports:read") },
    });
});
