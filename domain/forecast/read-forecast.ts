import { DateTime } from "luxon";
import { audience } from "#domain/campaigns/audience/audience";
import { estimateCampaign } from "#domain/campaigns/audience/estimate";
import { budgetRate, paceOf } from "#domain/carriers/pace";
import type { Context } from "#domain/context";
import { type ChosenSender, senderFor } from "#domain/senders/choose";
import { UserError } from "#domain/user-error";
import { statement } from "#platform/sql/statement";
import { type HistoryCount, readDayHistory } from "./day-history.ts";
import { type Demand, fillHours } from "./fill-hours.ts";

/** An hour in which a number can't send all that is due. */
export interface LackingHour {
  /** ISO, beginning of the hour. */
  at: string;
  shop: string;
  number: string;
  /** Parts, those that earlier hours left included. */
  due: number;
  canSend: number;
  lacks: number;
  /** "campaign “Early access”", "orders", the largest first. */
  because: string;
}

export interface Forecast {
  /** "2026-11-27" */
  date: string;
  zone: string;
  /** The days whose orders and carts it is made from: the same weekday a year before, or of the last weeks. */
  basedOn: string;
  /** By hour, over all shops: parts that become due. */
  hours: { at: string; parts: number }[];
  lacking: LackingHour[];
  /** Campaigns that could not be estimated: no number, or an audience that can't be counted. */
  unknown: string[];
}

type ForecastContext = Pick<Context, "db" | "providers" | "clock" | "shortLinkUrl" | "replica">;

interface Scheduled {
  shopId: string;
  name: string;
  body: string;
  linkUrl: string | null;
  audience: unknown;
  senderId: string | null;
  localTime: string | null;
  scheduledAt: Date;
}

const WEEKS_BACK = 4;
const DAY_WEEKS = 52;

const scheduledOn = statement(
  "forecast-campaigns",
  `SELECT shop_id AS "shopId", name, body, link_url AS "linkUrl", audience, sender_id AS "senderId", local_time AS "localTime",
          scheduled_at AS "scheduledAt"
   FROM campaigns WHERE state = 'scheduled' AND scheduled_at >= $1 AND scheduled_at < $2`,
);
const liveFlows = statement(
  "forecast-flows",
  `SELECT f.shop_id AS "shopId", v.document->'trigger'->>'kind' AS trigger, count(*)::int AS flows
   FROM flows f JOIN flow_versions v ON v.shop_id = f.shop_id AND v.id = f.live_version_id
   WHERE f.state = 'live' AND v.document->'trigger'->>'kind' IN ('order-placed', 'checkout-abandoned') GROUP BY 1, 2`,
);
const shopNames = statement("forecast-shops", "SELECT id, domain FROM shops WHERE id = ANY($1::uuid[])");

/** What of a shop's history is texted, by its live flows: one text of one part each. */
const TRIGGERS = { order: "order-placed", cart: "checkout-abandoned" } as const;

/**
 * Which hour of a day lacks what: from the campaigns that are scheduled on it, and from the orders and carts of the same
 * weekday a year before (of the last four weeks, when there were none) as far as live flows text about them. An estimate:
 * every text is taken for the average of its campaign, and every flow's for one part.
 */
export async function readForecast(
  ctx: ForecastContext,
  { date, zone = "UTC" }: { date: string; zone?: string },
): Promise<Forecast> {
  const from = DateTime.fromISO(date, { zone }).startOf("day");
  if (!from.isValid)
    throw new UserError("forecast-date", `“${date}” isn’t a date like 2026-11-27, or “${zone}” no time zone.`);
  const { history, basedOn } = await historyFor(ctx, from);
  const demands = new Map<string, { shopId: string; sender: ChosenSender; demands: Demand[] }>();
  const unknown: string[] = [];

  function add(shopId: string, sender: ChosenSender, more: Demand[]): void {
    const known = demands.get(sender.id);
    if (known) known.demands.push(...more);
    else demands.set(sender.id, { shopId, sender, demands: more });
  }

  for (const row of await ctx.db.run<Scheduled>(scheduledOn, [from.toJSDate(), from.plus({ days: 1 }).toJSDate()])) {
    const sender = await senderFor(ctx.db, row.shopId, row.senderId);
    const due = sender && (await campaignDemands(ctx, row));
    if (sender && due) add(row.shopId, sender, due);
    else unknown.push(row.name);
  }
  const flows = await ctx.db.run<{ shopId: string; trigger: string; flows: number }>(liveFlows, []);
  for (const { shopId, trigger, flows: count } of flows) {
    const sender = await senderFor(ctx.db, shopId);
    if (sender) add(shopId, sender, flowDemands(history, shopId, trigger, count));
  }
  return { date, zone, basedOn, unknown, ...(await hoursOf(ctx, from, [...demands.values()])) };
}

/** The same weekday, 52 weeks before; without any orders there, the average of the last four. */
async function historyFor(
  { db, replica }: ForecastContext,
  from: DateTime,
): Promise<{ history: HistoryCount[]; basedOn: string }> {
  const read = async (weeks: number): Promise<HistoryCount[]> => {
    const day = from.minus({ weeks });
    const question = {
      from: day.toJSDate(),
      until: day.plus({ days: 1 }).toJSDate(),
      shopId: null,
      by: "hour" as const,
    };
    const rows = await readDayHistory(replica ?? db, question);
    return rows.map((row) => ({ ...row, at: new Date(row.at.getTime() + (from.toMillis() - day.toMillis())) }));
  };
  const lastYear = await read(DAY_WEEKS);
  if (lastYear.some(({ kind }) => kind === "order"))
    return { history: lastYear, basedOn: String(from.minus({ weeks: DAY_WEEKS }).toISODate()) };
  const weeks = await Promise.all(Array.from({ length: WEEKS_BACK }, (_, week) => read(week + 1)));
  return {
    history: weeks.flat().map((row) => ({ ...row, count: row.count / WEEKS_BACK })),
    basedOn: `the average of the ${WEEKS_BACK} weeks before`,
  };
}

async function campaignDemands(ctx: ForecastContext, row: Scheduled): Promise<Demand[] | null> {
  try {
    const at = { ...ctx, clock: { now: () => row.scheduledAt } };
    const found = await estimateCampaign(at, row.shopId, { ...row, audience: audience.parse(row.audience) });
    const parts = (found.parts.least + found.parts.most) / 2;
    const of = `campaign “${row.name}”`;
    const later = found.audience - found.canLeaveNow;
    return [
      { at: row.scheduledAt, parts: found.canLeaveNow * parts, of },
      ...(found.nextOpeningAt ? [{ at: found.nextOpeningAt, parts: later * parts, of }] : []),
    ];
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function flowDemands(history: HistoryCount[], shopId: string, trigger: string, flows: number): Demand[] {
  return history.flatMap(({ kind, shopId: of, at, count }) => {
    if (of !== shopId || (kind !== "order" && kind !== "cart") || TRIGGERS[kind] !== trigger) return [];
    return [{ at, parts: count * flows, of: kind === "order" ? "orders" : "carts" }];
  });
}

async function hoursOf(
  { db, clock }: ForecastContext,
  from: DateTime,
  numbers: { shopId: string; sender: ChosenSender; demands: Demand[] }[],
): Promise<Pick<Forecast, "hours" | "lacking">> {
  const names = await db.run<{ id: string; domain: string }>(shopNames, [numbers.map(({ shopId }) => shopId)]);
  const domains = new Map(names.map(({ id, domain }) => [id, domain]));
  const sums = Array.from({ length: 24 }, (_, hour) => ({ at: iso(from.plus({ hours: hour }).toJSDate()), parts: 0 }));
  const lacking: LackingHour[] = [];
  for (const { shopId, sender, demands } of numbers) {
    const pace = await paceOf(db, { shopId, senderId: sender.id, partsPerSecond: sender.partsPerSecond }, clock.now());
    for (const [place, hour] of fillHours(demands, budgetRate(pace), from.toJSDate()).entries()) {
      const sum = sums[place];
      if (sum) sum.parts += Math.round(hour.due);
      if (Math.round(hour.lacks) === 0) continue;
      lacking.push({
        at: iso(hour.at),
        shop: domains.get(shopId) ?? shopId,
        number: sender.phone,
        due: Math.round(hour.due + hour.leftOver),
        canSend: Math.round(hour.canSend),
        lacks: Math.round(hour.lacks),
        because: hour.of.join(", ") || "what earlier hours left",
      });
    }
  }
  return {
    hours: sums,
    lacking: lacking.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0)),
  };
}

function iso(at: Date): string {
  return at.toISOString();
}
