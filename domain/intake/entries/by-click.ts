import type { Context } from "#domain/context";
import { shopsListening } from "#domain/flows/publishing/live-flows";
import { enroll } from "#domain/flows/walk/enroll";
import type { Job } from "#domain/jobs";
import type { RecordedClick } from "#domain/links/recorded-click";
import { batch, columnsOf } from "#platform/sql/batch";
import type { Sql } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";

const readLinks = statement(
  "tapped-links",
  `SELECT l.code, l.target_url AS url, m.source_kind AS source
   FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::uuid[]) AS u(code, shop_id)) t
   JOIN short_links l ON l.code = t.code AND l.shop_id = t.shop_id
   JOIN messages m ON m.shop_id = l.shop_id AND m.month = l.message_month AND m.id = l.message_id`,
);

/** Lets people into flows by taps that count. Reads the links only of shops with such a flow. Returns the jobs owed after the commit. */
export async function enterByClicks(tx: Sql, ctx: Pick<Context, "clock">, clicks: RecordedClick[]): Promise<Job[]> {
  const taps = clicks.filter((it) => it.counted);
  const shopIds = [...new Set(taps.map((it) => it.shopId))];
  const listening = await shopsListening(tx, ["link-clicked"], shopIds);
  const heard = taps.filter((it) => listening.has(it.shopId));
  if (heard.length === 0) return [];
  const u = columnsOf(heard, { code: (it) => it.code, shop_id: (it) => it.shopId });
  const links = await tx.run<{ code: string; url: string; source: string }>(...batch(readLinks, { u }));
  const linkOf = new Map(links.map((it) => [it.code, it]));
  const news = heard.flatMap(({ shopId, code, messageId, subscriberId, clickedAt: at }) => {
    const link = linkOf.get(code);
    if (!link) return [];
    const { url, source } = link;
    const event = { properties: { url, source }, url };
    return [
      { shopId, kind: "link-clicked" as const, subject: `click:${messageId}`, subscriberId, at, since: at, event },
    ];
  });
  return await enroll(tx, ctx, news);
}
