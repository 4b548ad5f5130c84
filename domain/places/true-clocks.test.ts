import { readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { parsePlaces } from "#domain/subscribers/evidence";
import { aContext } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { placeOfPhone } from "./place.ts";
import { ruleSignature } from "./signature.ts";

const ctx = aContext();
beforeEach(emptyDatabase);

const MIGRATION = new URL("../../prisma/migrations/20261129181500_true_clocks/migration.sql", import.meta.url);

async function migrate(): Promise<void> {
  for (const part of readFileSync(MIGRATION, "utf8").split(/;\n/))
    if (/UPDATE/.test(part)) await ctx.db.everyShop.$executeRawUnsafe(part);
}

function addressIn(region: string, timeZones: string[]) {
  return { kind: "shipping", country: "CA", region, timeZones, seenAt: ctx.clock.now().toISOString() };
}

async function person(phone: string, places: object[], ruleSignature: string) {
  const shop = await aShop(ctx.db);
  const { id } = await aSubscriber(ctx.db, { shopId: shop.id, phone });
  const where = { shopId_id: { shopId: shop.id, id } };
  await ctx.db.prisma.subscriber.update({ where, data: { places, ruleSignature, country: null, timeZone: null } });
  return () => ctx.db.prisma.subscriber.findUniqueOrThrow({ where });
}

test("a subscriber in Kosovo who was taken for an American gets the clock of Kosovo, once", async () => {
  const arta = await person("+38344123456", [], "unknown");
  await migrate();
  await migrate();
  const row = await arta();
  expect(row).toMatchObject({ country: "XK", timeZone: "Europe/Belgrade", ruleSignature: "XK@Europe/Belgrade" });
  const fresh = placeOfPhone("+38344123456", ctx.clock.now());
  expect(ruleSignature(parsePlaces(row.places))).toBe(ruleSignature(fresh ? [fresh] : []));
});

test("subscribers in Nunavut and Manitoba get all of their clocks, once, beside those of other evidence", async () => {
  const nunavut = await person(
    "+18675550123",
    [addressIn("NU", ["America/Edmonton", "America/Toronto"])],
    "CA@America/Edmonton,America/Toronto",
  );
  const manitoba = await person(
    "+12045550123",
    [addressIn("MB", ["America/Winnipeg"])],
    "CA,US-NY@America/New_York,America/Winnipeg",
  );
  const quebec = await person("+15145550123", [addressIn("QC", ["America/Toronto"])], "CA@America/Toronto");
  await migrate();
  await migrate();
  const signatureOf = "America/Cambridge_Bay,America/Edmonton,America/Iqaluit,America/Rankin_Inlet,America/Toronto";
  expect(await nunavut()).toMatchObject({ ruleSignature: `CA@${signatureOf}` });
  expect(ruleSignature(parsePlaces((await nunavut()).places))).toBe(`CA@${signatureOf}`);
  expect(await manitoba()).toMatchObject({
    ruleSignature: "CA,US-NY@America/New_York,America/Panama,America/Winnipeg",
  });
  expect(await quebec()).toMatchObject({ ruleSignature: "CA@America/Toronto" });
});
