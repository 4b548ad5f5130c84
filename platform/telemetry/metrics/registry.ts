/** Upper bounds of a histogram's buckets, in seconds. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** From a call to an evening's wait. */
const LONG_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200];

interface Entry {
  type: "counter" | "gauge" | "histogram";
  unit: "texts" | "deliveries" | "calls" | "connections" | "queues" | "changes" | "seconds" | "reads" | "yes or no";
  /** None may grow with shops or people: each label has a closed set of values. */
  labels: readonly string[];
  meaning: string;
  /** Of a histogram. */
  buckets?: readonly number[];
  /** Labels that begin with 0: Prometheus sees no increase in a series that begins with 1. */
  begins?: readonly Record<string, string>[];
}

/**
 * Every metric of Cartbell's own, one entry each; docs/metrics.md is checked against it. A name that ends in `_total` is a
 * counter. Gauges about rows (intake, lanes, dead deliveries, …) are the same in every process: take the maximum.
 */
export const metrics = {
  cartbell_intake_oldest_seconds: {
    ...{ type: "gauge", unit: "seconds", labels: ["kind"] },
    meaning: "How long the oldest delivery that is due has waited to be handled. 0 when none is due.",
  },
  cartbell_intake_waiting: {
    ...{ type: "gauge", unit: "deliveries", labels: ["kind"] },
    meaning: "Deliveries that are due, up to 50,000.",
  },
  cartbell_intake_accepted_total: {
    ...{ type: "counter", unit: "deliveries", labels: ["kind"] },
    meaning: "Deliveries recorded for the first time. A repeated one isn't counted again.",
  },
  cartbell_intake_refused_total: {
    ...{ type: "counter", unit: "deliveries", labels: ["kind", "reason"] },
    meaning:
      "Deliveries turned away. The reason `unavailable` is our fault (503, the sender repeats it); others are the sender's.",
  },
  cartbell_lane_oldest_seconds: {
    ...{ type: "gauge", unit: "seconds", labels: ["class"] },
    meaning:
      "How long the text that has been due for longest has waited to be claimed. Texts of a shop whose sending is stopped don't count. 0 when none is due.",
  },
  cartbell_lane_waiting: {
    ...{ type: "gauge", unit: "texts", labels: ["class"] },
    meaning: "Texts that are due, up to 10,000 of each number and 1,000,000 of each campaign.",
  },
  cartbell_texts_total: {
    ...{ type: "counter", unit: "texts", labels: ["class", "outcome", "cause"] },
    meaning:
      "What became of texts: `deferred`, `skipped` or `expired` at the claim; `accepted`, `failed`, `returned` or `unknown` at the hand-off; `delivered` or `undelivered` by a receipt. One text may be counted several times.",
  },
  cartbell_text_handover_seconds: {
    ...{ type: "histogram", unit: "seconds", labels: ["class"], buckets: LONG_SECONDS },
    meaning: "From the time a text was due to the provider's answer that it takes it.",
  },
  cartbell_provider_calls_total: {
    ...{ type: "counter", unit: "calls", labels: ["provider", "result"] },
    meaning: "Hand-offs by result: `accepted`, `rejected`, `throttled`, `not-sent` or `unknown`.",
  },
  cartbell_provider_call_seconds: {
    ...{ type: "histogram", unit: "seconds", labels: ["provider"], buckets: SECONDS },
    meaning: "From the start of a hand-off to its result, the wait for a connection included.",
  },
  cartbell_provider_breaker_open: {
    ...{ type: "gauge", unit: "yes or no", labels: ["provider"] },
    meaning: "1 while this worker leaves the provider alone, or tries it with single calls, because calls failed.",
  },
  cartbell_provider_calls_in_flight: {
    ...{ type: "gauge", unit: "calls", labels: ["provider"] },
    meaning: "Calls under way in this worker.",
  },
  cartbell_provider_call_limit: {
    ...{ type: "gauge", unit: "calls", labels: ["provider"] },
    meaning:
      "Calls that this worker may have under way. It grows with what the provider bears, up to 96 or the worker's share of `PROVIDER_CALLS`, and falls when the provider refuses too many or calls wait for one another.",
  },
  cartbell_token_wait_seconds: {
    ...{ type: "histogram", unit: "seconds", labels: ["class"], buckets: LONG_SECONDS },
    meaning: "Waits for a number's throughput or a carrier's minute, each time a slice got no tokens.",
  },
  cartbell_job_seconds: {
    ...{ type: "histogram", unit: "seconds", labels: ["queue", "result"], buckets: SECONDS },
    meaning: "How long jobs ran. The result is `done` or `failed`.",
  },
  cartbell_event_loop_lag_seconds: {
    ...{ type: "gauge", unit: "seconds", labels: [] },
    meaning: "How late the event loop ran its timers in the last ten seconds, at the 99th percentile.",
  },
  cartbell_pool_wait_seconds: {
    ...{ type: "histogram", unit: "seconds", labels: ["pool"], buckets: SECONDS },
    meaning: "How long a query or transaction waited for a connection to PostgreSQL.",
  },
  cartbell_pool_connections: {
    ...{ type: "gauge", unit: "connections", labels: ["pool", "state"] },
    meaning: "Connections of a pool that are `busy` or `idle`, and callers `waiting` for one.",
  },
  cartbell_replica_lag_seconds: {
    ...{ type: "gauge", unit: "seconds", labels: [] },
    meaning: "How far the read replica is behind. Absent without a replica and while it is away.",
  },
  cartbell_reconciler_drift: {
    ...{ type: "gauge", unit: "changes", labels: ["kind"] },
    meaning: "Changes in the stores' own records that no webhook had reported, by topic, of all time.",
  },
  cartbell_queues_unserved: {
    ...{ type: "gauge", unit: "queues", labels: [] },
    meaning: "Queues that no running worker serves.",
  },
  cartbell_http_request_seconds: {
    ...{ type: "histogram", unit: "seconds", labels: ["endpoint", "status"], buckets: SECONDS },
    meaning:
      "How long requests took, by endpoint and status (`2xx` to `5xx`; `gone`: the client left before the answer).",
  },
  cartbell_dead_deliveries: {
    ...{ type: "gauge", unit: "deliveries", labels: ["kind"] },
    meaning: "Deliveries that failed ten times and are kept to be retried or discarded.",
  },
  cartbell_final_unknowns: {
    ...{ type: "gauge", unit: "texts", labels: [] },
    meaning: "Texts whose outcome stays unknown, because the provider can't tell.",
  },
  cartbell_audits_total: {
    ...{ type: "counter", unit: "reads", labels: [] },
    meaning: "Audits of the texts of the last minutes, one every ten minutes in whichever worker has the upkeep job.",
  },
  cartbell_texts_out_of_hours_total: {
    ...{ type: "counter", unit: "texts", labels: [] },
    meaning:
      "Texts that an audit found to have been handed over outside the law's hours at their person's place. Must stay 0.",
  },
  cartbell_texts_doubled_total: {
    ...{ type: "counter", unit: "texts", labels: ["evidence"] },
    begins: [{ evidence: "receipt" }, { evidence: "rows" }],
    meaning:
      "Texts that were handed over twice. The evidence is `receipt` (the provider has two texts for one of ours) or `rows` (an audit found two texts of one source to one person). Must stay 0.",
  },
  cartbell_gauge_reads_failed_total: {
    ...{ type: "counter", unit: "reads", labels: ["read"] },
    meaning: "Reads of gauges in PostgreSQL that failed or took too long. Their gauges are absent meanwhile.",
  },
} as const satisfies Record<`cartbell_${string}`, Entry>;

export type MetricName = keyof typeof metrics;
type NamesOf<Type> = { [N in MetricName]: (typeof metrics)[N]["type"] extends Type ? N : never }[MetricName];
export type CounterName = NamesOf<"counter">;
export type GaugeName = NamesOf<"gauge">;
export type HistogramName = NamesOf<"histogram">;

/** A value for each of the metric's labels. */
export type Labels<Name extends MetricName> = Record<(typeof metrics)[Name]["labels"][number], string>;
