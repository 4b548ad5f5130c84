import type { ReceivedEvent } from "./receiver.ts";

/** An event as it stands in our log. */
export interface EventOnRecord {
  id: string;
  type: string;
  /** The text that it is about. */
  key: string;
  subscriberId: string | null;
  place: number;
  state: string;
}

export interface EventAccount {
  recorded: number;
  requests: number;
  /** Accepted by the receiver more than once: allowed, and known by their ids. */
  repeated: number;
  complaints: string[];
}

/**
 * Compares the log with what the receiver has: each event was accepted at least once, and none of a person's arrived before all earlier
 * ones of theirs were accepted. `texts` are the ids of texts that were delivered: each must have both of its events.
 */
export function judgeEvents(rows: EventOnRecord[], heard: ReceivedEvent[], texts: string[]): EventAccount {
  const accepted = new Map<string, number>();
  const firstHeard = new Map<string, number>();
  heard.forEach(({ id, wasAccepted }, at) => {
    if (!firstHeard.has(id)) firstHeard.set(id, at);
    if (wasAccepted && !accepted.has(id)) accepted.set(id, at);
  });
  const complaints = rows.flatMap(({ id, state }) =>
    accepted.has(nameOf(id)) ? [] : [`Event ${id} (${state}) was never accepted.`],
  );
  for (const line of Map.groupBy(rows, (it) => it.subscriberId).values()) {
    const inOrder = line.toSorted((a, b) => a.place - b.place);
    inOrder.slice(1).forEach((event, before) => {
      const earlier = accepted.get(nameOf(inOrder[before]?.id ?? "")) ?? Number.POSITIVE_INFINITY;
      const arrived = firstHeard.get(nameOf(event.id));
      if (arrived !== undefined && arrived < earlier)
        complaints.push(`Event ${event.id} arrived before the person’s earlier event was accepted.`);
    });
  }
  const told = new Set(rows.map(({ type, key }) => `${type} ${key}`));
  for (const id of texts)
    for (const type of ["message.sent", "message.delivered"])
      if (!told.has(`${type} ${id}`)) complaints.push(`Text ${id} has no ${type}.`);
  const times = [
    ...Map.groupBy(
      heard.filter((it) => it.wasAccepted),
      (it) => it.id,
    ).values(),
  ];
  return {
    recorded: rows.length,
    requests: heard.length,
    repeated: times.filter((of) => of.length > 1).length,
    complaints,
  };
}

function nameOf(id: string): string {
  return `msg_${id}`;
}
