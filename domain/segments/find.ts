import { isId } from "#platform/ids";
import type { Db } from "#platform/sql/db";
import { parseRules, type Rules } from "./tree.ts";

export interface Segment {
  id: string;
  name: string;
  rules: Rules;
  /** To be named when it is saved: another's change in between is then not overwritten. */
  version: number;
  /** As last counted; null when it never was. */
  size: { people: number; subscribed: number; isExact: boolean; at: Date } | null;
  archivedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface SegmentRow extends Omit<Segment, "rules" | "size"> {
  rules: unknown;
  people: number | null;
  subscribed: number | null;
  isExact: boolean;
  countedAt: Date | null;
}

export const SEGMENT_COLUMNS = `id, name, rules, version, people, subscribed, is_exact AS "isExact", counted_at AS "countedAt",
  archived_at AS "archivedAt", created_at AS "createdAt", updated_at AS "updatedAt"`;

/** A segment of the shop, archived or not; null when there is none of that id. */
export async function findSegment(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
  segmentId: string,
): Promise<Segment | null> {
  if (!isId(segmentId)) return null;
  const select = {
    ...{ id: true, name: true, rules: true, version: true, people: true, subscribed: true, isExact: true },
    ...{ countedAt: true, archivedAt: true, createdAt: true, updatedAt: true },
  };
  const row = await prisma.segment.findUnique({ where: { shopId_id: { shopId, id: segmentId } }, select });
  return row && segmentOf(row);
}

export function segmentOf({ rules, people, subscribed, isExact, countedAt: at, ...row }: SegmentRow): Segment {
  const isCounted = people !== null && subscribed !== null && at !== null;
  return { ...row, rules: parseRules(rules), size: isCounted ? { people, subscribed, isExact, at } : null };
}
