import { beforeEach, expect, test } from "vitest";
import { PAGES } from "#app/access/pages";
import type { Merchant } from "#app/authenticate";
import { readActivity } from "#domain/audit/read";
import { findShop } from "#domain/shops/find";
import { aContext } from "../../../test/factories/context.ts";
import { aShop } from "../../../test/factories/shop.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { readPage } from "./read.ts";

const ctx = aContext();
beforeEach(emptyDatabase);

async function someone(): Promise<Merchant> {
  const { id: shopId, domain } = await aShop(ctx.db);
  const person = {
    id: "43",
    name: "Mara Quinn",
    isAccountOwner: false,
    role: "read-only",
    lastSeenAt: ctx.clock.now(),
  };
  const access = { ctx, shopId, person, page: PAGES["/subscribers/why"], subjectId: null };
  return { ctx, shopId, shop: await findShop(ctx.db, domain), access } as unknown as Merchant; // the page reads no more of it
}

test("a link that shows someone leaves an entry, once an hour; the empty page and another store's person leave none", async () => {
  const [who, other] = [await someone(), await someone()];
  const [ada, theirs] = [
    await aSubscriber(ctx.db, { shopId: who.shopId }),
    await aSubscriber(ctx.db, { shopId: other.shopId }),
  ];
  const open = (person: string | null) => readPage(who, { person, of: "" });
  const entries = async () => (await readActivity(ctx.db, who.shopId, { size: 10 })).entries;
  expect(await open(null)).toMatchObject({ person: null });
  expect(await open(theirs.id)).toBeNull();
  expect(await entries()).toEqual([]);
  for (let turn = 0; turn < 2; turn += 1)
    expect(await open(ada.id)).toMatchObject({ person: { subscriberId: ada.id } });
  expect(await entries()).toMatchObject([{ verb: "subscriber.explain", actorId: "43", subjectId: ada.id }]);
});
