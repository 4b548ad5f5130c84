/** Everything that can be made to go wrong. Probabilities lie between 0 and 1; ranges are [from, to] in milliseconds. */
export interface Faults {
  /** Before the request is looked at. */
  latencyMs: [number, number];
  /** Between recording a text and answering: its callbacks can arrive before the answer does. */
  answerDelayMs: [number, number];
  /** "unavailable" answers 503, "reset" cuts every connection; neither records anything. */
  outage: "off" | "unavailable" | "reset";
  /** 429, nothing recorded. */
  tooMany: number;
  /** Sent with a 429 when set. */
  retryAfterSeconds: number | null;
  /** 429 to a GET of one text: Twilio limits reads too. */
  tooManyReads: number;
  /** 500, nothing recorded. */
  errorBefore: number;
  /** 500 although the text was recorded and will be delivered. */
  errorAfter: number;
  /** The connection is reset before the request is read. */
  resetBefore: number;
  /** The connection is reset after the text was recorded. */
  resetAfter: number;
  /** The text is recorded and no answer ever comes. */
  hang: number;
  /** The text is recorded, and the 201 breaks off in the middle of its body. */
  tornAnswer: number;
  /** The connection is reset, and the text is taken in only after `lateMs`: minutes, when a queue of the carrier's is slow. */
  late: number;
  lateMs: [number, number];
  /** Refusals on create: one number's (`to`), one sender's (`from`), or any with a probability. */
  reject: Mishap[];
  /** Accepted texts that the network, or the carrier itself, does not deliver. */
  fail: Mishap[];
  callbacks: {
    lose: number;
    double: number;
    /** "sent" arrives after "delivered". */
    reorder: number;
    delay: number;
    delayMs: [number, number];
  };
}

export interface Mishap {
  to?: string;
  from?: string;
  probability?: number;
  /** So many texts at most; always when absent. Counted down as it happens. */
  times?: number;
  /** Twilio's error code. */
  code: number;
}

/** What can happen to one POST; at most one thing does. */
export type PostFault = keyof Pick<
  Faults,
  "tooMany" | "errorBefore" | "errorAfter" | "resetBefore" | "resetAfter" | "hang" | "tornAnswer" | "late"
>;

const postFaults: PostFault[] = [
  "tooMany",
  "errorBefore",
  "errorAfter",
  "resetBefore",
  "resetAfter",
  "hang",
  "tornAnswer",
  "late",
];

/** A carrier on a good day. */
export function noFaults(): Faults {
  return {
    latencyMs: [0, 0],
    answerDelayMs: [0, 0],
    outage: "off",
    tooMany: 0,
    tooManyReads: 0,
    retryAfterSeconds: null,
    errorBefore: 0,
    errorAfter: 0,
    resetBefore: 0,
    resetAfter: 0,
    hang: 0,
    tornAnswer: 0,
    late: 0,
    lateMs: [60_000, 300_000],
    reject: [],
    fail: [],
    callbacks: { lose: 0, double: 0, reorder: 0, delay: 0, delayMs: [0, 0] },
  };
}

/** The faults of a PUT: what it does not name is off. Throws a sentence when it names something that does not exist. */
export function faultsFrom(input: unknown): Faults {
  const faults = noFaults();
  const { callbacks, ...rest } = asRecord(input, "The faults");
  take(faults, rest, "The carrier");
  if (callbacks !== undefined) take(faults.callbacks, asRecord(callbacks, "callbacks"), "A callback");
  return faults;
}

/** One draw decides, so the probabilities add up instead of hiding each other. */
export function drawPostFault(faults: Faults, random: () => number): PostFault | null {
  let left = random();
  for (const name of postFaults) {
    left -= faults[name];
    if (left < 0) return name;
  }
  return null;
}

/** The error code that befalls a text between these numbers, or null. */
export function drawMishap(
  mishaps: Mishap[],
  { from, to }: { from: string; to: string },
  random: () => number,
): number | null {
  for (const mishap of mishaps) {
    if (mishap.to !== undefined && mishap.to !== to) continue;
    if (mishap.from !== undefined && mishap.from !== from) continue;
    if (mishap.times !== undefined && mishap.times <= 0) continue;
    if (random() >= (mishap.probability ?? 1)) continue;
    if (mishap.times !== undefined) mishap.times -= 1;
    return mishap.code;
  }
  return null;
}

/** A number drawn from a range of milliseconds. */
export function drawMs([from, to]: [number, number], random: () => number): number {
  return from + random() * (to - from);
}

function take(target: object, values: Record<string, unknown>, who: string): void {
  for (const [name, value] of Object.entries(values)) {
    if (!(name in target)) throw new Error(`${who} has no fault called "${name}".`);
    Object.assign(target, { [name]: value });
  }
}

function asRecord(input: unknown, what: string): Record<string, unknown> {
  if (typeof input !== "object" || input === null || Array.isArray(input))
    throw new Error(`${what} must be an object.`);
  return { ...input };
}
