/** What a process knows of another one that calls the same provider's account. */
export interface Peer {
  /** Most calls that it had under way at once in its last second. */
  calls: number;
  /** Answers in a row that did not name it. */
  missed: number;
}

/** A process that is not named so many times in a row has ended. One that was named once is no newcomer after Redis was emptied. */
const FORGOTTEN_AFTER = 5;

/**
 * How many of the account's `most` calls a process may have under way: what the others leave, and never less than an equal
 * part. Who uses less than an equal part leaves the rest to those who can use it (max-min fairness). A whole number.
 */
export function callShare(most: number, others: Iterable<Peer>): number {
  const used = [...others].map(({ calls }) => calls).sort((one, other) => one - other);
  let left = most;
  let sharers = used.length + 1;
  for (const calls of used) {
    if (calls > left / sharers) break;
    left -= calls;
    sharers -= 1;
  }
  return Math.floor(left / sharers);
}

/** What is known after an answer that named these processes with their calls. */
export function hearPeers(known: ReadonlyMap<string, Peer>, named: ReadonlyMap<string, number>): Map<string, Peer> {
  const heard = new Map<string, Peer>();
  for (const [id, { calls, missed }] of known)
    if (!named.has(id) && missed + 1 < FORGOTTEN_AFTER) heard.set(id, { calls, missed: missed + 1 });
  for (const [id, calls] of named) heard.set(id, { calls, missed: 0 });
  return heard;
}
