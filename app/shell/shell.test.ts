import { beforeEach, expect, test } from "vitest";
import { noticeRestore } from "#domain/restores/notice";
import { endRestore } from "#domain/restores/recover";
import { aContext } from "../../test/factories/context.ts";
import { aMerchantRequest } from "../../test/factories/requests/merchant-request.ts";
import { aShop } from "../../test/factories/shop.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { loader } from "./shell.tsx";

const ctx = aContext();
beforeEach(emptyDatabase);

test("every page says that texts are held after a restore, until it is made up for", async () => {
  const { domain } = await aShop(ctx.db);
  const page = () => loader(aMerchantRequest(ctx, domain, { path: "/" }));
  expect((await page()).restoring).toBeNull();
  await ctx.db.transaction((tx) => noticeRestore(tx, ctx, { since: ctx.clock.now(), by: "operator" }));
  const { id, noticedAt } = await ctx.db.prisma.restore.findFirstOrThrow();
  expect((await page()).restoring).toEqual({ since: noticedAt });
  await endRestore(ctx, id, "operator");
  expect((await page()).restoring).toBeNull();
});

test("every page says that texts are held while a reported uninstall is checked", async () => {
  const [{ domain }, other] = [await aShop(ctx.db, { uninstallHeldAt: ctx.clock.now() }), await aShop(ctx.db)];
  expect((await loader(aMerchantRequest(ctx, domain, { path: "/" }))).checkedSince).toEqual(ctx.clock.now());
  expect((await loader(aMerchantRequest(ctx, other.domain, { path: "/" }))).checkedSince).toBeNull();
});
