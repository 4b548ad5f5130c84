import { Counter, Gauge, Histogram, type Metric, Registry } from "prom-client";
import {
  type CounterName,
  type GaugeName,
  type HistogramName,
  type Labels,
  type MetricName,
  metrics,
} from "./registry.ts";

/** Of this process or thread. Kept in a module, as a log line's destination is, so that code that counts needs no argument. */
export const registry = new Registry();

const made = new Map<MetricName, Metric>((Object.keys(metrics) as MetricName[]).map((name) => [name, make(name)]));

function make(name: MetricName): Metric {
  const { type, labels, meaning, ...rest } = metrics[name];
  const options = { name, help: meaning, labelNames: [...labels], registers: [registry] };
  if (type === "counter") {
    const counter = new Counter(options);
    if ("begins" in rest) for (const of of rest.begins) counter.inc(of, 0);
    return counter;
  }
  if (type === "histogram")
    return new Histogram({ ...options, ...("buckets" in rest && { buckets: [...rest.buckets] }) });
  const gauge = new Gauge(options);
  // It begins with 0, which would be a claim about something that no one has looked at.
  if (labels.length === 0) gauge.remove();
  return gauge;
}

/** Adds to a counter. On hot paths call it once for each slice, not for each text. */
export function count<Name extends CounterName>(name: Name, labels: Labels<Name>, by = 1): void {
  if (by > 0) (made.get(name) as Counter).inc(labels, by); // made by its type, above
}

/** Takes note of a duration; a negative one, as after a clock was set back, is 0. */
export function observe<Name extends HistogramName>(name: Name, labels: Labels<Name>, seconds: number): void {
  (made.get(name) as Histogram).observe(labels, Math.max(0, seconds));
}

export function setGauge<Name extends GaugeName>(name: Name, labels: Labels<Name>, value: number): void {
  (made.get(name) as Gauge).set(labels, value);
}

/** Forgets the values of a gauge: nothing is known of it now, and an old value would pass for the present one. */
export function clearGauge(name: GaugeName): void {
  const gauge = made.get(name) as Gauge;
  gauge.reset();
  if (metrics[name].labels.length === 0) gauge.remove();
}
