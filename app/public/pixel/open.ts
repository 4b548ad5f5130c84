import type { Context } from "#domain/context";
import { createIntake } from "#domain/intake/accept";
import { createBodyBudget } from "#platform/http/body-budget";
import type { RefusalCounter } from "#platform/http/refusal-counter";
import type { Visitors } from "#platform/http/visitors";
import { connectDb } from "#platform/sql/db";
import { installedShops } from "./installed-shops.ts";
import { lookupBrowsers } from "./lookup-browsers.ts";
import { pixelLimits } from "./pixel-limits.ts";
import type { PixelEndpoint } from "./receive.ts";

/** Three batches under way, and a look-up. */
const CONNECTIONS = 4;
const MOST_WAITING = 2_000;
const MB = 1024 ** 2;
const BODIES = { bytesPerAddress: MB, bytesInAll: 16 * MB, bodiesPerAddress: 64, bodiesInAll: 1_024 };

export interface OpenPixel {
  endpoint: PixelEndpoint;
  /** Commits what was taken in, and lets go of the connections. */
  close(): Promise<void>;
}

/**
 * Opens the pixel endpoint with budgets of its own: connections, batches, bodies and counts. Strangers may post what they like
 * here, and webhooks, receipts and a STOP must not wait for it.
 */
export function openPixel(
  ctx: Pick<Context, "clock" | "enqueue" | "hashPhone">,
  { databaseUrl, refused, visitors }: { databaseUrl: string; refused: RefusalCounter; visitors: Visitors },
): OpenPixel {
  const db = connectDb(databaseUrl, { connections: CONNECTIONS, name: "pixel" });
  const intake = createIntake({ ...ctx, db }, { mostWaiting: MOST_WAITING });
  return {
    endpoint: {
      ctx,
      intake,
      refused,
      visitors: { ...visitors, bodies: createBodyBudget(BODIES) },
      limits: pixelLimits(),
      shopIdOf: installedShops(db),
      browsers: lookupBrowsers(db),
    },
    async close() {
      await intake.close();
      await db.close();
    },
  };
}
