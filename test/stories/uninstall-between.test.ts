import { expect, test } from "vitest";
import { installShop } from "#domain/installations/install";
import { uninstallShop } from "#domain/installations/uninstall";
import { claimSlice } from "#domain/messages/claim/claim";
import { handOver } from "#domain/messages/delivery/hand-off";
import { recordHandOff } from "#domain/messages/delivery/record";
import { watchRecalls } from "#domain/messages/delivery/watch-recalls";
import { planTexts } from "#domain/messages/plan";
import type { SourceKind } from "#domain/messages/source";
import { aLaneAtWork, sources } from "../factories/lane.ts";
import { aSubscriber } from "../factories/subscriber.ts";

const at = aLaneAtWork();
const { ctx } = at;
const KINDS: SourceKind[] = ["campaign", "flow", "conversation", "test"];

/** One text of this kind, whose source locks nothing. */
async function isPlanned(sourceKind: SourceKind) {
  const { id } = await aSubscriber(ctx.db, { shopId: at.lane.shopId });
  const body = sourceKind === "conversation" || sourceKind === "test" ? "Words" : null;
  const text = { ...at.text(id), sourceKind, body };
  await ctx.db.transaction((tx) => planTexts(tx, ctx, [text]));
}

const claims = () => claimSlice(ctx, sources, at.lane, 10);

async function handOverAll(claim: Awaited<ReturnType<typeof claims>>) {
  if (!claim) throw new Error("Nothing was claimed.");
  const ways = { appUrl: ctx.appUrl, recalls: watchRecalls(ctx.db) };
  const handed = [];
  for (const decision of claim.texts)
    handed.push({ decision, outcome: await handOver(claim, decision, at.carrier.provider, ways) });
  await recordHandOff(ctx, claim, handed);
}

/** An uninstall whose batch has more to do: `meanwhile` runs after the uninstall and before the commit. */
async function uninstalls(meanwhile: () => Promise<unknown> = async () => {}): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await uninstallShop(tx, ctx, { shopId: at.lane.shopId, eventAt: ctx.clock.now() });
    await meanwhile();
  });
}

async function installs(): Promise<void> {
  const { domain } = await ctx.db.prisma.shop.findUniqueOrThrow({ where: { id: at.lane.shopId } });
  ctx.clock.advance(1_000);
  await installShop(ctx, domain);
}

test.each(KINDS)("a %s text that is claimed before an uninstall commits does not leave", async (kind) => {
  await isPlanned(kind);
  const claim = await claims();
  await uninstalls();
  await handOverAll(claim);
  expect(await at.handedOver()).toEqual([]);
  await at.dispatchAll();
  expect(await at.rows()).toMatchObject([{ state: "skipped", reason: "shop-uninstalled" }]);
});

test.each(KINDS)("nor does a %s text that is claimed while the uninstall's batch is under way", async (kind) => {
  await isPlanned(kind);
  let claim: Awaited<ReturnType<typeof claims>> = null;
  // Its row may be held by the uninstall; a text that is planned meanwhile is not.
  await uninstalls(async () => {
    await isPlanned(kind);
    claim = await claims();
  });
  await handOverAll(claim);
  expect(await at.handedOver()).toEqual([]);
  await at.dispatchAll();
  expect((await at.rows()).map(({ state }) => state)).toEqual(["skipped", "skipped"]);
});

test.each(KINDS)("nor a %s text of the installation before, when the shop is back at once", async (kind) => {
  let claim: Awaited<ReturnType<typeof claims>> = null;
  await uninstalls(async () => {
    await isPlanned(kind);
    claim = await claims();
  });
  await installs();
  await handOverAll(claim);
  expect(await at.handedOver()).toEqual([]);
});

test("a text that is claimed after the shop is back leaves", async () => {
  await uninstalls();
  await installs();
  await isPlanned("test");
  await handOverAll(await claims());
  expect(await at.handedOver()).toHaveLength(1);
});
