import { beforeEach, describe, expect, test } from "vitest";
import { applyStoreEvents } from "#domain/intake/apply-store-events";
import { newId } from "#platform/ids";
import { aContext, TUESDAY_MORNING } from "../../test/factories/context.ts";
import { aLiveFlow } from "../../test/factories/flow.ts";
import { installShop } from "./install.ts";
import { resolveDoubt, type StoresWord } from "./resolve-doubt.ts";

const ctx = aContext();
const { db, clock } = ctx;
const MINUTE = 60_000;
let shopId: string;

beforeEach(async () => {
  clock.set(TUESDAY_MORNING);
  ({ shopId } = await aLiveFlow(db));
});

const report = (kind: "uninstalled" | "redact-shop", eventAt = clock.now()) =>
  db.transaction((tx) => applyStoreEvents(tx, ctx, [{ kind, shopId, intakeId: newId(), eventAt }]));
const says = (word: StoresWord) => resolveDoubt(ctx, shopId, async () => word);
const INSTALLED: StoresWord = { kind: "installed" };
const REMOVED: StoresWord = { kind: "removed" };
const NO_ANSWER: StoresWord = { kind: "no-answer", detail: "The store answered 503." };
const shop = () => db.prisma.shop.findUniqueOrThrow({ where: { id: shopId } });
const isHeld = async () => (await shop()).uninstallHeldAt !== null;
const flow = () => db.prisma.flow.findFirstOrThrow({ where: { shopId } });

describe("a reported uninstall", () => {
  test("holds the shop's texts at once and asks the store, and ends nothing yet", async () => {
    expect(await report("uninstalled")).toEqual([{ name: "installation-check", payload: { shopId } }]);
    expect(await shop()).toMatchObject({ uninstalledAt: null, uninstallHeldAt: clock.now() });
    expect(await db.prisma.recall.count({ where: { shopId, kind: "shop" } })).toBe(1);
    expect((await flow()).state).toBe("live");
  });

  test("that the store confirms ends the installation as of the report", async () => {
    await report("uninstalled");
    clock.advance(MINUTE);
    expect(await says(REMOVED)).toBe("removed");
    expect(await shop()).toMatchObject({
      uninstalledAt: TUESDAY_MORNING,
      uninstallToldAt: null,
      uninstallHeldAt: null,
    });
    expect((await flow()).state).toBe("paused");
    expect(await says(INSTALLED)).toBe("none");
    expect((await shop()).falseUninstalls).toBe(0);
  });

  test("that the store denies lifts the hold at once, and is over when it is denied again a minute later", async () => {
    await report("uninstalled");
    expect(await says(INSTALLED)).toBe("installed");
    expect(await shop()).toMatchObject({ uninstallHeldAt: null, uninstallToldAt: TUESDAY_MORNING });
    clock.advance(MINUTE);
    expect(await says(INSTALLED)).toBe("installed");
    expect(await shop()).toMatchObject({ uninstallToldAt: null, uninstalledAt: null });
    expect(await shop()).toMatchObject({ falseUninstalls: 1, falseUninstallAt: clock.now() });
    expect((await flow()).state).toBe("live");
    expect(await says(REMOVED)).toBe("none");
  });

  test("that was not settled when the erasure is asked for is dated by the first report", async () => {
    await report("uninstalled");
    clock.advance(48 * 60 * MINUTE);
    await report("redact-shop");
    expect(await says(REMOVED)).toBe("removed");
    expect((await shop()).uninstalledAt).toEqual(TUESDAY_MORNING);
    expect((await db.prisma.shopRedaction.findFirstOrThrow({ where: { shopId } })).dueAt).toEqual(clock.now());
  });

  test("whose token was revoked late still ends the installation", async () => {
    await report("uninstalled");
    await says(INSTALLED);
    expect(await says(REMOVED)).toBe("removed");
    expect((await shop()).uninstalledAt).toEqual(TUESDAY_MORNING);
  });

  test("keeps texts held while the store gives no answer, for as long as that is", async () => {
    await report("uninstalled");
    for (let hour = 0; hour < 3; hour += 1) {
      expect(await says(NO_ANSWER)).toBe("held");
      expect(await isHeld()).toBe(true);
      clock.advance(60 * MINUTE);
    }
    expect((await shop()).uninstalledAt).toBeNull();
    await says(INSTALLED);
    expect(await isHeld()).toBe(false);
  });

  test("sent again and again holds no shop whose store has just said that it has the app", async () => {
    await report("uninstalled");
    clock.advance(MINUTE);
    await says(INSTALLED);
    for (let copies = 0; copies < 8; copies += 1) {
      clock.advance(MINUTE);
      expect(await report("uninstalled")).toHaveLength(1);
      expect(await isHeld()).toBe(false);
    }
    await says(NO_ANSWER);
    expect(await isHeld()).toBe(true);
    await says(REMOVED);
    expect((await shop()).uninstalledAt).toEqual(clock.now());
  });

  test("from before the store's word, or from before the installation, is not asked about", async () => {
    clock.advance(10 * MINUTE);
    await report("uninstalled");
    clock.advance(MINUTE);
    await says(INSTALLED);
    expect(await report("uninstalled", TUESDAY_MORNING)).toEqual([]);
    await db.prisma.shop.update({ where: { id: shopId }, data: { installedAt: clock.now(), installedProvenAt: null } });
    expect(await report("uninstalled", TUESDAY_MORNING)).toEqual([]);
    expect(await isHeld()).toBe(false);
  });

  test("of an installation that ended leaves nothing behind for the next", async () => {
    await report("uninstalled");
    await says(REMOVED);
    clock.advance(MINUTE);
    await installShop(ctx, (await shop()).domain);
    expect(await shop()).toMatchObject({ uninstalledAt: null, uninstallToldAt: null, uninstallHeldAt: null });
  });
});

describe("an erasure of a shop that is installed as far as we know", () => {
  test("that is asked for while the store is asked about its uninstall begins, too", async () => {
    await report("uninstalled");
    clock.advance(48 * 60 * MINUTE);
    const removed = await resolveDoubt(ctx, shopId, async () => {
      await report("redact-shop");
      return REMOVED;
    });
    expect(removed).toBe("removed");
    expect(await db.prisma.shopRedaction.count({ where: { shopId } })).toBe(1);
  });

  test("begins once the store confirms that the app is gone", async () => {
    await report("redact-shop");
    expect(await db.prisma.shopRedaction.count({ where: { shopId } })).toBe(0);
    expect(await isHeld()).toBe(true);
    await says(REMOVED);
    expect(await db.prisma.shopRedaction.count({ where: { shopId } })).toBe(1);
    expect(ctx.enqueued).toContainEqual({ name: "shop-redaction", payload: { shopId } });
  });

  test("never begins when the store denies it, and does not come back with a later uninstall", async () => {
    await report("redact-shop");
    clock.advance(MINUTE);
    await says(INSTALLED);
    clock.advance(20 * MINUTE);
    await report("uninstalled");
    await says(REMOVED);
    expect(await db.prisma.shopRedaction.count({ where: { shopId } })).toBe(0);
    expect((await shop()).uninstalledAt).not.toBeNull();
  });
});
