import { audience as parseAudience } from "#domain/campaigns/audience";
import { audienceKey } from "#domain/campaigns/audience-people";
import { type CampaignHours, chunkWindows } from "#domain/campaigns/chunk-window";
import { noteHappening } from "#domain/campaigns/event";
import { type PageChunk, snapshotPageOf } from "#domain/campaigns/snapshot-page";
import type { Context } from "#domain/context";
import { newId } from "#platform/ids";
import { statement, statementFile } from "#platform/statement";

/** People read at a time: few enough that the first chunks are there in a blink. */
const PAGE = 10_000;
/** Who was not reached is worked out anew for each page: fewer and longer ones. */
const UNSENT_PAGE = 50_000;
/** People in a chunk; a slice of dispatch takes as many. */
const CHUNK = 250;
/** Less than every page key. */
const BEFORE_ALL = -2_147_483_649;

const read = statement(
  "snapshot-campaign",
  `SELECT c.audience, c.snapshot_key AS "snapshotKey", c.expires_at AS "expiresAt", c.local_time AS "localTime",
          g.texting_starts_minute AS "startsMinute", g.texting_ends_minute AS "endsMinute",
          g.stricter_rules AS "stricter"
   FROM campaigns c JOIN shop_settings g ON g.shop_id = c.shop_id
   WHERE c.shop_id = $1 AND c.id = $2 AND c.state = 'preparing' AND c.snapshot_done_at IS NULL`,
);
const writePage = statementFile(import.meta.url, "./snapshot-write.sql");

interface Preparing extends CampaignHours {
  audience: unknown;
  snapshotKey: number | null;
}

/**
 * Puts the next page of a preparing campaign's audience into chunks; texts may leave from the first page on. "more"
 * asks for another page, "done" says that everybody is counted, "stopped" that the campaign no longer prepares. The
 * cursor commits with the page: a crash or a second worker repeats nobody.
 */
export async function snapshotPage(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  campaignId: string,
): Promise<"more" | "done" | "stopped"> {
  const [campaign] = await db.run<Preparing>(read, [shopId, campaignId]);
  if (!campaign) return "stopped";
  const audience = parseAudience.parse(campaign.audience);
  const limit = audience.kind === "unsent" ? UNSENT_PAGE : PAGE;
  const chunks = await db.run<PageChunk>(snapshotPageOf(audience), [
    shopId,
    audienceKey(audience),
    campaign.snapshotKey ?? BEFORE_ALL,
    limit,
    CHUNK,
    campaign.localTime !== null,
  ]);
  const size = chunks.reduce((sum, chunk) => sum + chunk.size, 0);
  const isLast = size < limit;
  const lastKey = chunks.reduce<number | null>(
    (last, chunk) => Math.max(last ?? chunk.lastKey, chunk.lastKey),
    campaign.snapshotKey,
  );

  const now = clock.now();
  const windowOf = chunkWindows(campaign, now);
  const windows = chunks.map((chunk) => windowOf(chunk));
  const written = await db.transaction(async (tx) => {
    const [moved] = await tx.run<{ audienceCount: number }>(writePage, [
      shopId,
      campaignId,
      chunks.map(() => newId()),
      chunks.map((chunk) => chunk.signature),
      windows.map((window) => window.dueAt),
      windows.map((window) => window.closesAt),
      chunks.map((chunk) => chunk.ids),
      campaign.snapshotKey,
      lastKey,
      size,
      isLast ? now : null,
      chunks.map((chunk) => chunk.zone),
    ]);
    if (moved && isLast)
      await noteHappening(tx, shopId, [campaignId], { kind: "counted", data: { audience: moved.audienceCount } }, now);
    return moved !== undefined;
  });
  if (!written) return "stopped";
  return isLast ? "done" : "more";
}
