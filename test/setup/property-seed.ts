import fc from "fast-check";

// The same cases at every run, so that a change is judged and not the day's luck. To look for new ones, run with
// PROPERTY_SEED=<any number>; a failure prints the seed that repeats it.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_261_121) });
