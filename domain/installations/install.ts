import { pauseCampaignsOf } from "#domain/campaigns/control/pause";
import type { Context } from "#domain/context";
import { installFlows } from "#domain/flows/publishing/install";
import { recallTexts } from "#domain/messages/delivery/recall";
import { newId } from "#platform/ids";
import { statement } from "#platform/sql/statement";

/** Touches nothing when the shop is installed: a token exchange alone is no new installation. */
const begin = statement(
  "begin-installation",
  `INSERT INTO shops (id, domain, installed_at, created_at) VALUES ($1, $2, $3, $3)
   ON CONFLICT (domain) DO UPDATE SET installed_at = $3, uninstalled_at = NULL, details_at = NULL, redacted_at = NULL,
     uninstall_told_at = NULL, uninstall_held_at = NULL, redaction_told_at = NULL, installed_proven_at = NULL
   WHERE shops.installed_at IS NULL OR shops.uninstalled_at IS NOT NULL
   RETURNING id, created_at < $3 AS "isReturning"`,
);

const find = statement("installed-shop", "SELECT id FROM shops WHERE domain = $1");

/**
 * Begins an installation, new or renewed, and returns the shop's id: settings and flow presets are there, campaigns that
 * were under way are paused, and the shop's details are asked for. News older than this moment will change nothing.
 * Run after every token exchange; when the shop is installed already it does nothing.
 */
export async function installShop(
  { db, clock, enqueue }: Pick<Context, "db" | "clock" | "enqueue">,
  domain: string,
): Promise<string> {
  const now = clock.now();
  const { shopId, isNew } = await db.transaction(async (tx) => {
    const [begun] = await tx.run<{ id: string; isReturning: boolean }>(begin, [newId(), domain, now]);
    if (!begun) {
      const [known] = await tx.run<{ id: string }>(find, [domain]);
      if (!known) throw new Error("A shop that is installed has no row.");
      return { shopId: known.id, isNew: false };
    }
    await tx.prisma.shopSettings.createMany({ data: { shopId: begun.id, updatedAt: now }, skipDuplicates: true });
    await installFlows(tx, { clock }, begun.id);
    if (begun.isReturning) {
      await pauseCampaignsOf(tx, begun.id, "reinstalled", now);
      // A text that was claimed under the installation before has not left yet: it is decided again.
      await recallTexts(tx, [{ shopId: begun.id, kind: "shop", target: begun.id }]);
    }
    return { shopId: begun.id, isNew: true };
  });
  if (isNew) await enqueue("shop-details", { shopId });
  return shopId;
}
