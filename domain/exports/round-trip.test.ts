import { expect, test } from "vitest";
import { advanceImport } from "#domain/imports/control/advance";
import { startImport } from "#domain/imports/control/control";
import { examineImport } from "#domain/imports/control/examine";
import { readImport } from "#domain/imports/control/read";
import { createImport } from "#domain/imports/file/upload";
import { foundPeople } from "#domain/subscribers/found";
import { aContext } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { exportPeople } from "./export.ts";

const ctx = aContext();

/** One person of each kind, among them what a file has most trouble with. */
async function aMixedShop(): Promise<string> {
  const { id: shopId } = await aShop(ctx.db);
  await aSubscriber(ctx.db, { shopId, tags: ["vip", "Zürich"], lastName: "Bérg", email: "ada@x.test" });
  await aSubscriber(ctx.db, { shopId, firstName: "=1+1", lastName: "'@x; -y", email: "+plus@x.test", tags: ["-1"] });
  await aSubscriber(ctx.db, {
    shopId,
    tags: ["size|large"],
    firstName: 'say "hi"',
    lastName: "two\r\nlines, and a comma",
  });
  await aSubscriber(ctx.db, { shopId, tags: ["[wholesale]"] });
  await aSubscriber(ctx.db, { shopId, tags: ["[old", "new]"], firstName: "Bracket" });
  await aSubscriber(ctx.db, { shopId, marketing: "never", marketingAt: null });
  await aSubscriber(ctx.db, { shopId, marketing: "pending" });
  await aSubscriber(ctx.db, { shopId, marketing: "unsubscribed", firstName: "Left at the checkout" });
  const stopped = await aSubscriber(ctx.db, { shopId, marketing: "unsubscribed", firstName: "Said STOP" });
  const invalid = await aSubscriber(ctx.db, { shopId, firstName: "Dead line" });
  const [at, reasons] = [ctx.clock.now(), { [stopped.phoneHash]: "opted-out", [invalid.phoneHash]: "invalid-number" }];
  for (const [phoneHash, reason] of Object.entries(reasons))
    await ctx.db.prisma.suppression.create({ data: { shopId, phoneHash, reason, at } });
  return shopId;
}

async function exportOf(shopId: string): Promise<string> {
  let file = "";
  for await (const piece of exportPeople(ctx.db, shopId, foundPeople({}))) file += piece;
  return file;
}

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(file);
}

const attestation = { source: "Our own export", words: "As before", consentedAt: new Date("2026-11-01T00:00:00Z") };
const options = { defaultCountry: "US", tags: [], replaces: true };

test("what is exported is recognised by the import, and importing it changes nothing", async () => {
  const shopId = await aMixedShop();
  const file = await exportOf(shopId);
  const before = await dumpOf(shopId);
  const importId = await createImport(ctx, { shopId, kind: "subscribers", fileName: "export.csv" }, bytesOf(file));
  const uploaded = await readImport(ctx.db, shopId, importId);
  expect(uploaded).toMatchObject({ origin: "Cartbell", encoding: "utf-8", separator: "," });
  await examineImport(ctx, shopId, importId, { mapping: uploaded?.mapping ?? {}, options, attestation });
  await advanceImport(ctx, shopId, importId);
  const examined = await readImport(ctx.db, shopId, importId);
  expect(examined).toMatchObject({ state: "examined", expected: { lines: 10, made: 0, updated: 0, suppressed: 0 } });
  await startImport(ctx, shopId, importId);
  await advanceImport(ctx, shopId, importId);
  expect(await readImport(ctx.db, shopId, importId)).toMatchObject({ state: "finished" });
  expect(await dumpOf(shopId)).toEqual(before);
  expect(await exportOf(shopId)).toBe(file);
});

/** Everything that is kept of people and their consent. */
async function dumpOf(shopId: string): Promise<unknown> {
  const { prisma } = ctx.db;
  const where = { shopId };
  return {
    people: await prisma.subscriber.findMany({ where, orderBy: { id: "asc" } }),
    ledger: await prisma.consentEvent.findMany({ where, orderBy: { id: "asc" } }),
    suppressions: await prisma.suppression.findMany({ where, orderBy: { phoneHash: "asc" } }),
  };
}
