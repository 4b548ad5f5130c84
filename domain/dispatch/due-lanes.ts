import type { MinuteBudget } from "#domain/carriers/minute-budgets";
import type { Turn } from "#domain/jobs";
import type { Sources } from "#domain/messages/claim/claim";
import type { Db } from "#platform/sql/db";
import { statementFile } from "#platform/sql/statement";

/** A sender of the shop that has texts of the class due. */
export interface DueLane {
  senderId: string;
  provider: string;
  partsPerSecond: number;
  /** Carriers' budgets by the minute, which the number shares with others. */
  minuteBudgets: MinuteBudget[];
  /** The weight of the shop's share. */
  weight: number;
  /** Its next recipients are of the campaign that the merchant marked urgent. */
  isUrgent: boolean;
  /** There is so much of it that a slice may be begun while another is being claimed. */
  isDeep: boolean;
  /** Texts that have a row and are due, up to a hundred. */
  due: number;
}

/** Texts that make a lane deep; as far as shop-lanes.sql counts. */
const DEEP = 100;

interface SenderRow extends Omit<DueLane, "isUrgent" | "isDeep"> {
  /** Of the texts that wait in rows; null when none is due. */
  deadline: Date | null;
}

const readShopLanes = statementFile(import.meta.url, "./shop-lanes.sql");

/**
 * The lanes of a shop that have something due, in the order in which they are served: urgent ones, then by the earliest
 * deadline.
 */
export async function dueLanes(
  db: Db,
  sources: Pick<Sources, "campaign">,
  { class: of, shopId }: Turn,
  now: Date,
): Promise<DueLane[]> {
  const [senders, fannedOut] = await Promise.all([
    db.run<SenderRow>(readShopLanes, [shopId, of, now]),
    of === "campaign" ? (sources.campaign.dueLanes?.(db, shopId, now) ?? []) : [],
  ]);
  const bySender = new Map(fannedOut.map((lane) => [lane.senderId, lane]));
  return senders
    .flatMap(({ deadline, ...lane }) => {
      const batches = bySender.get(lane.senderId);
      if (deadline === null && !batches) return [];
      const times = [deadline, batches?.closesAt].flatMap((at) => (at ? [at.getTime()] : []));
      const isDeep = batches !== undefined || lane.due >= DEEP;
      const about = { isUrgent: batches?.isUrgent ?? false, isDeep };
      return [{ lane: { ...lane, ...about }, deadline: Math.min(...times) }];
    })
    .toSorted((a, b) => Number(b.lane.isUrgent) - Number(a.lane.isUrgent) || a.deadline - b.deadline)
    .map(({ lane }) => lane);
}
