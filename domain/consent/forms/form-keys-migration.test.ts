import { readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { aContext } from "../../../test/factories/context.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";

const { db } = aContext();
const MIGRATION = new URL("../../../prisma/migrations/20261129224000_form_keys/migration.sql", import.meta.url);
const DAY = 24 * 3_600_000;

beforeEach(emptyDatabase);

test("shops that had the app before their forms were signed may send unsigned ones for 30 days", async () => {
  const shop = await aShop(db);
  const gone = await aShop(db, { uninstalledAt: new Date() });
  const backfill = readFileSync(MIGRATION, "utf8").slice(readFileSync(MIGRATION, "utf8").indexOf("UPDATE"));
  await db.everyShop.$executeRawUnsafe(backfill);
  const until = async (id: string) => (await db.prisma.shop.findUniqueOrThrow({ where: { id } })).unsignedFormsUntil;
  const inDays = ((await until(shop.id))?.getTime() ?? 0) - Date.now();
  expect(inDays / DAY).toBeCloseTo(30, 1);
  expect(await until(gone.id)).toBeNull();
});
