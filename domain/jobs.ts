import { z } from "zod";

/**
 * Every job on one page. A job is a hint: it names what to look at, never what to do, and may be enqueued any number of
 * times. Two waiting jobs with the same `key` are one. Waiting is a column in PostgreSQL, so no job is ever delayed.
 */

const uuid = z.uuid();
export const messageClass = z.enum(["transactional", "reply", "flow", "campaign"]);
export type MessageClass = z.infer<typeof messageClass>;

/** A shop's turn in the line of a class: what it has due there, from whatever sender. */
const turn = z.object({ class: messageClass, shopId: uuid });
export type Turn = z.infer<typeof turn>;

/** One shop's waiting texts of one class from one sender. */
export interface Lane extends Turn {
  senderId: string;
}

export const intakeKind = z.enum(["inbound", "webhook", "receipt", "click", "pixel", "api"]);
export type IntakeKind = z.infer<typeof intakeKind>;

const nothing = z.object({});
const shop = z.object({ shopId: uuid });
const fileImport = z.object({ shopId: uuid, importId: uuid });
const flow = z.object({ shopId: uuid, flowId: uuid });
const campaign = z.object({ shopId: uuid, campaignId: uuid });
const endpoint = z.object({ shopId: uuid, endpointId: uuid });

function job<Payload extends z.ZodType>(
  payload: Payload,
  key: (payload: z.infer<Payload>) => string,
  concurrency: number,
) {
  return { payload, key, concurrency };
}

/** name = queue; concurrency = how many of them one worker process runs at a time. */
export const jobs = {
  "dispatch-transactional": job(turn, (it) => it.shopId, 4),
  "dispatch-reply": job(turn, (it) => it.shopId, 2),
  "dispatch-flow": job(turn, (it) => it.shopId, 4),
  "dispatch-campaign": job(turn, (it) => it.shopId, 3),
  "intake-inbound": job(nothing, () => "all", 2),
  "intake-webhook": job(nothing, () => "all", 2),
  "intake-receipt": job(nothing, () => "all", 2),
  "intake-click": job(nothing, () => "all", 1),
  "intake-pixel": job(nothing, () => "all", 1),
  /** Events that other programs send to the API. */
  "intake-api": job(nothing, () => "all", 1),
  /** Enrollments whose timer is due. */
  "flow-timers": job(nothing, () => "all", 2),
  /** People who enter one flow because time passed or a segment changed. One at a time, so that sending keeps the machine. */
  "flow-entries": job(flow, (it) => it.flowId, 1),
  /** The winner of one of a flow's A/B tests, the one due longest. One at a time: a look reads all that the test has sent. */
  "text-tests": job(flow, (it) => it.flowId, 1),
  /**
   * People inside older versions of one flow who are moved into its new one. One at a time, so that sending keeps the machine.
   */
  "flow-moves": job(flow, (it) => it.flowId, 1),
  /** One campaign: start it when due, snapshot its audience, finish it when the states add up. */
  campaign: job(campaign, (it) => it.campaignId, 2),
  /** One page of what a campaign would come to if it were sent. One at a time: no one waits for it but who asked. */
  "dry-run": job(campaign, (it) => it.campaignId, 1),
  /** What a shop and we tell each other once per installation: its name, currency and zone; the key of its sign-up forms. */
  "shop-details": job(shop, (it) => it.shopId, 2),
  /** The orders of a shop's pickups, which their webhooks don't name. */
  pickups: job(shop, (it) => it.shopId, 2),
  /** Whether a store whose uninstall was reported still has the app. */
  "installation-check": job(shop, (it) => it.shopId, 2),
  /** What the store's own record holds that no webhook has told. */
  reconcile: job(shop, (it) => it.shopId, 2),
  /** One file: its dry run, then its import, chunk by chunk. One at a time, so that sending keeps the machine. */
  import: job(fileImport, (it) => it.importId, 1),
  /** What a store is to be told of its customers' consent. */
  "store-consent": job(shop, (it) => it.shopId, 2),
  /** A shop's requests to servers that its merchant has chosen. Many at a time: they wait for others. */
  outgoing: job(shop, (it) => it.shopId, 16),
  /** Events for one endpoint of a shop. Each run waits for the receiver. */
  "webhooks-out": job(endpoint, (it) => it.endpointId, 8),
  /** What is to be done in a shop's help desk. Each run waits for it. */
  "help-desks": job(shop, (it) => it.shopId, 8),
  /** Discount codes that are made ahead in a store. */
  "discount-codes": job(shop, (it) => it.shopId, 2),
  /** Variants that people wait for or have looked at: their store is asked about stock and price. */
  "variant-checks": job(shop, (it) => it.shopId, 2),
  /** Records of a store that flows' steps wait for. */
  "store-fetch": job(shop, (it) => it.shopId, 2),
  /** Questions for double opt-in that no one answered in time. */
  "opt-in-requests": job(nothing, () => "all", 1),
  /** Replies that may be opt-outs and about which no one has decided in time. */
  "unsure-replies": job(nothing, () => "all", 1),
  /** Snoozed conversations whose time has come. */
  "snoozed-conversations": job(nothing, () => "all", 1),
  /** What a shop's staff is to be told of by text. */
  alerts: job(shop, (it) => it.shopId, 2),
  /** Pictures that a shop's shoppers texted: fetched from the provider, and deleted there. Each holds up to 5 MB of memory. */
  pictures: job(shop, (it) => it.shopId, 2),
  /** The next pages of the erasure of a store. */
  "shop-redaction": job(shop, (it) => it.shopId, 1),
  /** Segments of a shop whose size is to be taken. */
  "segment-sizes": job(shop, (it) => it.shopId, 1),
  /** Claims of dead workers, and texts whose outcome the provider must be asked for. */
  outcomes: job(nothing, () => "all", 1),
  /** Texts handed over long ago that have no final receipt. */
  "missing-receipts": job(nothing, () => "all", 1),
  /** What left and came in after the backup that the database was restored from. */
  restore: job(nothing, () => "all", 1),
  /** Partitions made ahead and dropped by retention, old keys pruned. */
  upkeep: job(nothing, () => "all", 1),
} as const;

export type JobName = keyof typeof jobs;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]["payload"]>;

/**
 * How the sweep finds what is due for a job: a SELECT of one probe of an index, with the business time as $1.
 * For a job about nothing in particular any row means "due" (it may read the job's name as `job`); else each
 * row has a shop_id, and the id of the record that the payload names.
 */
export type Due<Name extends JobName> = string extends keyof JobPayload<Name>
  ? { anything: string }
  : Exclude<keyof JobPayload<Name>, "shopId"> extends never
    ? { shops: string }
    : { records: string; payloadKey: Exclude<keyof JobPayload<Name>, "shopId"> };

/** Adds a job to its queue. Resolves when it is in Redis; without Redis it is dropped, and the sweep finds the row. */
export type Enqueue = <Name extends JobName>(name: Name, payload: JobPayload<Name>) => Promise<void>;

/** How a turn is called where something is kept about it. */
export function keyOf({ class: of, shopId }: Turn): string {
  return `${of}/${shopId}`;
}

/** The job for a shop's turn in a class. */
export function turnJob({ class: of, shopId }: Turn): Job {
  return { name: `dispatch-${of}`, payload: { class: of, shopId } };
}

/** A job to enqueue once the transaction that causes it has committed. */
export type Job = { [Name in JobName]: { name: Name; payload: JobPayload<Name> } }[JobName];

/** Enqueues them all. Call it after the commit: a worker that looks too early finds nothing. */
export async function enqueueAll(enqueue: Enqueue, jobs: Job[]): Promise<void> {
  await Promise.all(jobs.map((job) => enqueue(job.name, job.payload as never)));
}
