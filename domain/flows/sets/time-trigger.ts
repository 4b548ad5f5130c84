import type { Sql } from "#platform/sql/db";

/** A person who has come due. */
export interface DuePerson {
  subscriberId: string;
  /** When, which is what waits and deadlines count from. */
  at: Date;
  /** Identifies the occasion: the person and the year of the birthday, say. */
  subject: string;
  /** The order or the variant that it is about. */
  about?: string;
  properties?: Record<string, string | number | boolean>;
  variables?: Record<string, Record<string, string | number>>;
  /** Where {{ link }} leads, if it isn't the order's page or the store's. */
  url?: string;
}

/** One page of a pass over the people who came due after `from` and not after `until`. */
export interface Asked<Settings> {
  shopId: string;
  flowId: string;
  settings: Settings;
  /** The shop's time zone, for people whose own isn't known. */
  zone: string;
  /** Only people who agreed to marketing texts. */
  isMarketing: boolean;
  from: Date;
  until: Date;
  /** Null: the first page. */
  cursor: string | null;
}

export interface DuePage {
  people: DuePerson[];
  /** Null: there are no more. */
  cursor: string | null;
}

/** A trigger that time starts. One file each in this folder; take.ts runs them. */
export interface TimeTrigger<Settings = unknown> {
  /** At most PAGE people are looked at, so that a transaction stays short. */
  page(tx: Sql, asked: Asked<Settings>): Promise<DuePage>;
  /** How far a pass looks back behind the last one. Absent: a day, in which a person's zone or date may have changed. */
  lookBackMs?: number;
  /** When to look again, after a look at `now`. Null: everyone has come due. */
  nextLook(settings: Settings, now: Date): Date | null;
}

/** People of one transaction. */
export const PAGE = 2_000;
/** Time zones differ by quarters of an hour, so no one comes due at other times of the clock. */
const QUARTER_MS = 15 * 60_000;

export function nextQuarter(now: Date): Date {
  return new Date((Math.floor(now.getTime() / QUARTER_MS) + 1) * QUARTER_MS);
}
