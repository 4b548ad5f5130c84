import { expect, test } from "vitest";
import { abandonedCart } from "#domain/flows/presets/abandoned-cart";
import { newId } from "#platform/ids";
import { aContext } from "../../../test/factories/context.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { loadVersions } from "./versions.ts";

const { db } = aContext();

test("more versions than a process keeps are all there, those it knew before among them", async () => {
  const { id: shopId } = await aShop(db);
  const document = JSON.parse(JSON.stringify(abandonedCart.document));
  const rows = Array.from({ length: 2_010 }, (_, i) => ({
    ...{ shopId, id: newId(), flowId: newId(), number: i, document, createdAt: new Date() },
  }));
  await db.prisma.flowVersion.createMany({ data: rows });
  const wanted = rows.map(({ id: versionId }) => ({ shopId, versionId }));
  expect((await loadVersions(db, wanted.slice(0, 5))).size).toBe(5);
  expect((await loadVersions(db, wanted)).size).toBe(2_010);
  expect((await loadVersions(db, [...wanted.slice(0, 1), ...wanted.slice(-1)])).size).toBe(2);
});
