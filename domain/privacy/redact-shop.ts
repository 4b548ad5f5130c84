import type { Context } from "#domain/context";
import { withdraw } from "#domain/messages/withdraw";
import { erase, noteRedaction } from "#domain/privacy/erase";
import type { Sql } from "#platform/db";
import { statement } from "#platform/statement";

const hold = statement(
  "hold-shop",
  `SELECT domain, installed_at AS "installedAt", uninstalled_at AS "uninstalledAt" FROM shops WHERE id = $1 FOR NO KEY UPDATE`,
);
const forgetOwner = statement(
  "forget-owner",
  `WITH sessions AS (DELETE FROM "Session" WHERE shop = $2),
        settings AS (UPDATE shop_settings SET test_phone = NULL WHERE shop_id = $1)
   UPDATE shops SET email = NULL, redacted_at = $3 WHERE id = $1`,
);

/** The store sends shop/redact this long after the uninstall that it is about. */
const AFTER_UNINSTALL_MS = 48 * 3_600_000;

/**
 * Forgets a store that uninstalled (shop/redact): blanks what is personal of all its subscribers and its owner, deletes
 * its sessions, withdraws what is claimed. Changes nothing and says so when the store has since been installed again:
 * the request is about an installation before. One transaction, however large the shop. Safe to repeat.
 */
export async function redactShop(
  tx: Sql,
  ctx: Pick<Context, "clock">,
  { shopId, requestedAt }: { shopId: string; requestedAt: Date },
): Promise<"redacted" | "installed-again" | "unknown-shop"> {
  const [shop] = await tx.run<{ domain: string; installedAt: Date | null; uninstalledAt: Date | null }>(hold, [shopId]);
  if (!shop) return "unknown-shop";
  const aboutUninstallAt = requestedAt.getTime() - AFTER_UNINSTALL_MS;
  if (shop.uninstalledAt === null && shop.installedAt !== null && shop.installedAt.getTime() > aboutUninstallAt)
    return "installed-again";
  await withdraw(tx, [{ shopId, kind: "shop", target: shopId }]);
  const counts = await erase(tx, ctx, { shopId, subscriberIds: null, orderIds: [], customerIds: [] });
  await tx.run(forgetOwner, [shopId, shop.domain, ctx.clock.now()]);
  await noteRedaction(tx, ctx, { shopId, kind: "shop", counts });
  return "redacted";
}
