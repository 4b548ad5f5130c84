import { z } from "zod";
import { type Milestone, milestones } from "./milestone.ts";
import { earliestOf } from "./newest.ts";

export interface Tracking {
  company: string | null;
  numbers: string[];
  urls: string[];
}

interface FulfillmentKey {
  shopId: string;
  id: string;
  orderId: string;
}

/** A fulfillment as the store had it at one time. */
export interface FulfillmentSnapshot extends FulfillmentKey {
  eventAt: Date;
  /** Shopify's: success, cancelled, … */
  status: string | null;
  milestone: Milestone | null;
  tracking: Tracking;
  lines: { title: string; quantity: number }[];
  /** When the store made it. */
  fulfilledAt: Date;
}

/** One scan of the carrier's. */
export interface CarrierScan extends FulfillmentKey {
  /** When the carrier scanned the parcel. */
  eventAt: Date;
  milestone: Milestone | null;
  estimatedDeliveryAt: Date | null;
}

export type FulfillmentChange = FulfillmentSnapshot | CarrierScan;

/** When a milestone was first told by a snapshot, and when it happened by the carrier's own word. In milliseconds, as JSON. */
const times = z.object({ told: z.number().optional(), happened: z.number().optional() });
export const milestoneTimes = z.partialRecord(z.enum(["shipped", ...milestones]), times);
export type MilestoneTimes = z.infer<typeof milestoneTimes>;

/** What we know of a fulfillment. */
export interface FulfillmentState extends FulfillmentKey {
  /** Null as long as only scans have told of it; so are `fulfilledAt`, `firstEventAt` and `eventAt`. */
  status: string | null;
  tracking: Tracking;
  lines: { title: string; quantity: number }[];
  fulfilledAt: Date | null;
  firstEventAt: Date | null;
  eventAt: Date | null;
  milestones: MilestoneTimes;
  estimatedDeliveryAt: Date | null;
  /** The scan that told the estimate. */
  estimatedAt: Date | null;
}

function unknownYet({ shopId, id, orderId }: FulfillmentKey): FulfillmentState {
  const blank = { status: null, tracking: { company: null, numbers: [], urls: [] }, lines: [], milestones: {} };
  const times = { fulfilledAt: null, firstEventAt: null, eventAt: null, estimatedDeliveryAt: null, estimatedAt: null };
  return { shopId, id, orderId, ...blank, ...times };
}

/** The state after one more piece of news. The order of the news and repetitions make no difference. */
export function withEvent(known: FulfillmentState | null, news: FulfillmentChange): FulfillmentState {
  const state = known ?? unknownYet(news);
  return "tracking" in news ? withSnapshot(state, news) : withScan(state, news);
}

function withSnapshot(state: FulfillmentState, news: FulfillmentSnapshot): FulfillmentState {
  const { eventAt, status, tracking, lines, fulfilledAt, milestone } = news;
  const isNewer = state.eventAt === null || eventAt > state.eventAt;
  const isShipped = tracking.numbers.length + tracking.urls.length > 0;
  const reached = [...(isShipped ? (["shipped"] as const) : []), ...(milestone ? [milestone] : [])];
  return {
    ...state,
    ...(isNewer && { status, tracking, lines, fulfilledAt, eventAt }),
    firstEventAt: earliestOf(state.firstEventAt, eventAt),
    milestones: reached.reduce((times, name) => withTime(times, name, "told", eventAt), state.milestones),
  };
}

function withScan(state: FulfillmentState, { eventAt, milestone, estimatedDeliveryAt }: CarrierScan): FulfillmentState {
  const isNewer = estimatedDeliveryAt !== null && (state.estimatedAt === null || eventAt > state.estimatedAt);
  return {
    ...state,
    ...(isNewer && { estimatedDeliveryAt, estimatedAt: eventAt }),
    ...(milestone && { milestones: withTime(state.milestones, milestone, "happened", eventAt) }),
  };
}

function withTime(
  all: MilestoneTimes,
  name: keyof MilestoneTimes,
  kind: "told" | "happened",
  at: Date,
): MilestoneTimes {
  const known = all[name] ?? {};
  return { ...all, [name]: { ...known, [kind]: Math.min(known[kind] ?? Number.POSITIVE_INFINITY, at.getTime()) } };
}

/** Statuses of fulfillments that never leave the store. */
const FAILED = new Set(["cancelled", "error", "failure"]);

export function isFailed({ status }: Pick<FulfillmentState, "status">): boolean {
  return status !== null && FAILED.has(status);
}

/**
 * When a fulfillment reached a milestone; null when it has not. A carrier's scan says it. A snapshot says it only when an
 * earlier one did not have the milestone yet. The first snapshot that we hear of may be weeks younger than the milestone in it, so
 * then the milestone counts from the fulfillment's own beginning, and a text about an old one comes too late to be sent.
 */
export function reachedAt(
  { milestones: all, firstEventAt, fulfilledAt }: Pick<FulfillmentState, "milestones" | "firstEventAt" | "fulfilledAt">,
  name: keyof MilestoneTimes,
): Date | null {
  const { told, happened } = all[name] ?? {};
  if (happened !== undefined) return new Date(happened);
  if (told === undefined) return null;
  return firstEventAt !== null && firstEventAt.getTime() < told ? new Date(told) : (fulfilledAt ?? new Date(told));
}
