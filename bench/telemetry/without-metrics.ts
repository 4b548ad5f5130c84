// Loaded before a worker (--import): its counters, gauges and histograms take nothing down, as if the code had none.
import { Counter, Gauge, Histogram } from "prom-client";

const nothing = () => {};
Object.assign(Counter.prototype, { inc: nothing });
Object.assign(Gauge.prototype, { set: nothing, inc: nothing, dec: nothing, remove: nothing, reset: nothing });
Object.assign(Histogram.prototype, { observe: nothing });
