// Loaded before a worker (--import): its counters, gauges and histograms take nothing down, as if the code had none.
import { Counter, Gauge, Histogram } from "prom-client";

const nothing = () => {};
// A counter's `inc` and a histogram's `observe` are chosen from these by its constructor.
Object.assign(Counter.prototype, { incWithoutExemplar: nothing });
Object.assign(Histogram.prototype, { observeWithoutExemplar: nothing });
Object.assign(Gauge.prototype, { set: nothing, inc: nothing, dec: nothing });

const [counter, histogram] = [
  new Counter({ name: "counter", help: "-", registers: [] }),
  new Histogram({ name: "histogram", help: "-", registers: [] }),
];
counter.inc();
histogram.observe(1);
const taken = [...(await counter.get()).values, ...(await histogram.get()).values];
if (taken.some(({ value }) => value > 0))
  throw new Error("prom-client still counts: this measurement would compare nothing.");
