import { expect, test } from "vitest";
import { parseGauges } from "./gauges.ts";

test("calls, their limit and the loop's lag are read from Prometheus' text", () => {
  const text = `# HELP cartbell_provider_calls_in_flight Calls under way in this worker.
# TYPE cartbell_provider_calls_in_flight gauge
cartbell_provider_calls_in_flight{provider="one"} 70
cartbell_provider_calls_in_flight{provider="two"} 4
cartbell_provider_call_limit{provider="one"} 96
cartbell_event_loop_lag_seconds 0.0125
`;
  expect(parseGauges(text)).toEqual({ callsInFlight: 74, callLimit: 96, loopLagMs: 12.5 });
});

test("a process that sends nothing has no calls", () => {
  expect(parseGauges("")).toEqual({ callsInFlight: 0, callLimit: 0, loopLagMs: 0 });
});
