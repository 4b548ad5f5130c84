import { audience as parseAudience } from "#domain/campaigns/audience/audience";
import { readAudiencePage } from "#domain/campaigns/audience/audience-page";
import { peopleOf } from "#domain/campaigns/audience/audience-people";
import { recordCampaignEvent } from "#domain/campaigns/event";
import type { Context } from "#domain/context";
import { newId } from "#platform/ids";
import { batch, columnsOf } from "#platform/sql/batch";
import { statement, statementFile } from "#platform/sql/statement";
import { type CampaignHours, chunkWindows } from "./chunk-window.ts";

const readSnapshotCampaign = statement(
  "snapshot-campaign",
  `SELECT c.audience, c.snapshot_key AS "snapshotKey", c.expires_at AS "expiresAt", c.local_time AS "localTime", c.started_at AS "startedAt",
          g.texting_starts_minute AS "startsMinute", g.texting_ends_minute AS "endsMinute",
          g.stricter_rules AS "stricter"
   FROM campaigns c JOIN shop_settings g ON g.shop_id = c.shop_id
   WHERE c.shop_id = $1 AND c.id = $2 AND c.state = 'preparing' AND c.snapshot_done_at IS NULL`,
);
const writePage = statementFile(import.meta.url, "./snapshot-write.sql");

/**
 * People of a page after the first. Moving the cursor waits for the claims that hold the campaign's row, and new ones join
 * these while it waits: half a second a page while it sends at full speed, whatever the page's size.
 */
const LATER_PAGE = 250_000;

interface Preparing extends CampaignHours {
  audience: unknown;
  snapshotKey: number | null;
  startedAt: Date;
}

/**
 * Puts the next page of a preparing campaign's audience into chunks; texts may leave from the first page on. "more"
 * asks for another page, "done" says that everyone is counted, "stopped" that the campaign no longer prepares. The
 * cursor commits with the page: a crash or a second worker repeats no one.
 */
export async function snapshotPage(
  ctx: Pick<Context, "db" | "clock" | "replica">,
  shopId: string,
  campaignId: string,
): Promise<"more" | "done" | "stopped"> {
  const { db, clock } = ctx;
  const [campaign] = await db.run<Preparing>(readSnapshotCampaign, [shopId, campaignId]);
  if (!campaign) return "stopped";
  // Who belongs to a segment is asked page by page as of one moment: the campaign's start.
  const people = await peopleOf(db, shopId, parseAudience.parse(campaign.audience), campaign.startedAt);
  const after = campaign.snapshotKey;
  const look = { after, byClock: campaign.localTime !== null, ...(after === null ? {} : { page: LATER_PAGE }) };
  const { chunks, people: size, reached, isLast } = await readAudiencePage(ctx, shopId, people, look);

  const now = clock.now();
  const windowOf = chunkWindows(campaign, now);
  const windows = chunks.map((chunk) => windowOf(chunk));
  const written = await db.transaction(async (tx) => {
    const [moved] = await tx.run<{ audienceCount: number }>(
      ...batch(
        writePage,
        {
          t: {
            ...columnsOf(chunks, {
              id: () => newId(),
              signature: (chunk) => chunk.signature,
              ids: (chunk) => chunk.ids,
              zone: (chunk) => chunk.zone,
            }),
            due_at: windows.map((window) => window.dueAt),
            closes_at: windows.map((window) => window.closesAt),
          },
        },
        [shopId, campaignId, campaign.snapshotKey, reached ?? campaign.snapshotKey, size, isLast ? now : null],
      ),
    );
    if (moved && isLast)
      await recordCampaignEvent(
        tx,
        shopId,
        [campaignId],
        { kind: "counted", data: { audience: moved.audienceCount } },
        now,
      );
    return moved !== undefined;
  });
  if (!written) return "stopped";
  return isLast ? "done" : "more";
}
