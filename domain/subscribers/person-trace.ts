import { continueFor, hasTraces, passOnTrace, traceparentFor } from "#platform/telemetry/tracing/batch";
import type { SpanOptions } from "#platform/telemetry/tracing/spans";

interface Person {
  shopId: string;
  subscriberId: string;
}

/** The traceparent for a row that the batch writes for a person; null when no sampled trace has led to them. */
export function personTrace(person: Person): string | null {
  return hasTraces() ? traceparentFor(keyOf(person)) : null;
}

/** What the batch does for a person from here on belongs to the trace of the delivery that told of them. */
export function traceToPeople<Told>(
  told: Told[],
  read: (it: Told) => { intakeId: string; shopId: string; subscriberId: string | null },
): void {
  if (!hasTraces()) return;
  for (const it of told) {
    const { intakeId, shopId, subscriberId } = read(it);
    if (subscriberId !== null) passOnTrace(intakeId, keyOf({ shopId, subscriberId }));
  }
}

/** Continues a trace for a person until the end of the batch. */
export function continueForPerson(person: Person, parent: string | null, name: string, options: SpanOptions): void {
  continueFor(keyOf(person), parent, name, options);
}

function keyOf({ shopId, subscriberId }: Person): string {
  return `${shopId} ${subscriberId}`;
}
