import type { AfterNthOrderSettings } from "#domain/flows/triggers/after-nth-order";
import type { Sql } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";
import { type Asked, type DuePage, nextQuarter, PAGE, type TimeTrigger } from "./time-trigger.ts";

const DAY_MS = 86_400_000;

const findDue = statementFile(import.meta.url, "./after-nth-order.sql");

interface Row {
  subscriberId: string;
  orderId: string;
  placedAt: Date;
}

export const afterNthOrderInSets: TimeTrigger<AfterNthOrderSettings> = { page, nextLook: (_, now) => nextQuarter(now) };

async function page(
  tx: Sql,
  { shopId, settings: { days, nth, leavesOnOrder }, isMarketing, from, until, cursor }: Asked<AfterNthOrderSettings>,
): Promise<DuePage> {
  const ago = (at: Date) => new Date(at.getTime() - days * DAY_MS);
  const [after = ago(from).toISOString(), id = ""] = cursor?.split(" ") ?? [];
  const asked = [shopId, ago(from), ago(until), after, id, isMarketing, nth, leavesOnOrder, PAGE];
  const rows = await tx.run<Row>(findDue, asked);
  const people = rows.map(({ subscriberId, orderId, placedAt }) => ({
    subscriberId,
    at: new Date(placedAt.getTime() + days * DAY_MS),
    subject: `after-order:${orderId}`,
    about: orderId,
  }));
  const last = rows.at(-1);
  const isFull = last !== undefined && rows.length === PAGE;
  return { people, cursor: isFull ? `${last.placedAt.toISOString()} ${last.orderId}` : null };
}
