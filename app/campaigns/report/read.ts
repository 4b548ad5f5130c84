import type { Merchant } from "#app/authenticate";
import { formatSoon } from "#app/campaigns/wall-time";
import { later } from "#app/later";
import { describeAudience } from "#domain/campaigns/audience/audience";
import { describeActivity } from "#domain/campaigns/report/describe-activity";
import { isStillCounted } from "#domain/campaigns/report/progress";
import { campaignRecipients } from "#domain/campaigns/report/recipients";
import { campaignReport } from "#domain/campaigns/report/report";
import { unsentOf } from "#domain/campaigns/report/unsent";
import { isDispatching, isOver } from "#domain/campaigns/state";
import { wordsOf } from "#domain/messages/explain/describe-reason";
import { factsOf } from "#domain/senders/facts-of";
import { readSettings } from "#domain/shops/settings";
import { capText } from "#domain/spending/dollars";
import { readExhausted } from "#domain/spending/exhausted";
import { formatTime } from "../../ui/local-time.tsx";
import { filterOf, readQuery } from "./filter.ts";
import { recipientLine } from "./recipient-line.ts";
import { sharesOf, summaryOf } from "./summary.ts";

/** Everything on the report's page, the list that the address asks for among it. Null when it is not the shop's. */
export async function readReport({ shopId, shop, ctx }: Merchant, id: string, search: URLSearchParams) {
  const query = readQuery(search);
  const timeZone = shop.timeZone ?? "UTC";
  const now = ctx.clock.now();
  const inZone = (at: Date) => formatTime(at, timeZone);
  const words = wordsOf(ctx.providers);
  const [report, listed, settings, usedUp] = await Promise.all([
    campaignReport(ctx.db, shopId, id, now, inZone, words),
    campaignRecipients(ctx.db, shopId, id, filterOf(query)),
    readSettings(ctx.db, shopId),
    readExhausted(ctx.db, shopId, now),
  ]);
  if (!report) return null;
  const { progress, ...results } = report;
  const { counts, audience, audienceKind, spendCapMicros, activity, ...campaign } = progress;
  const isCounting = isStillCounted(progress);
  const soon = (at: Date) => formatSoon(at, now, timeZone);
  const spendCap = spendCapMicros === null ? "" : capText(spendCapMicros);
  return {
    ...results,
    campaign: { ...campaign, spendCap, audience, isCounting, audienceName: describeAudience(audienceKind) },
    usedUp: isDispatching(progress.state) ? usedUp : null,
    isMoving: isDispatching(progress.state) || counts.asking > 0,
    summary: summaryOf(counts, audience, soon, { hasLocalTime: progress.localTime !== null, isCounting }),
    doing: activity && describeActivity(activity, soon),
    // Streamed: it reads everyone it did not reach.
    unsent: isOver(progress.state) && progress.startedAt ? later(unsentOf(ctx.db, shopId, id)) : null,
    shares: sharesOf(counts),
    query,
    recipients: listed.recipients.map((recipient) => recipientLine(recipient, id, inZone, words)),
    next: listed.next,
    brandName: settings.brandName || shop.name || shop.domain,
    attributionWindowDays: settings.attributionWindowDays,
    shortLinkUrl: ctx.shortLinkUrl,
    longestText: factsOf(ctx.providers, progress.provider).limits.longestText,
  };
}

export type ReportData = NonNullable<Awaited<ReturnType<typeof readReport>>>;
