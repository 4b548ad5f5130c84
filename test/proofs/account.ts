/** A text as our database has it at the end. */
export interface TextOnRecord {
  /** The name under which the carrier knows it. */
  ref: string;
  subscriberId: string;
  phone: string | null;
  state: string;
  reason: string | null;
  providerId: string | null;
}

/** A text that the carrier took, by the carrier's own record. */
export interface HandOffOnRecord {
  ref: string | null;
  sid: string;
  to: string;
  /** What has become of it at the carrier: queued, sent, delivered, undelivered … */
  status: string;
  errorCode: number | null;
}

/** What the two records say of each other. Every list is of sentences, and empty when all is well. */
export interface Account {
  audience: number;
  /** Hand-overs that the carrier took. */
  accepted: number;
  /** How many ended how. */
  states: Record<string, number>;
  /** People who have no end, or an end that no one gives a reason for, or one that the carrier knows nothing of. */
  lost: string[];
  /** Texts and people that the carrier has more than once. */
  twice: string[];
  /** Ends that are not what happened at the carrier. */
  untrue: string[];
  /** Texts that ended without having been handed over, with the reason that we give. */
  withheld: string[];
  unknownAtWorst: number;
  unknownAtEnd: number;
}

/** Compares our record with the carrier's, person by person and text by text. */
export function accountFor(
  audience: string[],
  texts: TextOnRecord[],
  handOffs: HandOffOnRecord[],
  unknownAtWorst: number,
): Account {
  const standing = withoutFailedTries(handOffs);
  const handedBy = Map.groupBy(standing, ({ ref }) => textOf(ref));
  const textsOf = Map.groupBy(texts, ({ subscriberId }) => subscriberId);
  const states = statesOf(texts);
  return {
    audience: audience.length,
    accepted: handOffs.length,
    states,
    lost: [
      ...audience.filter((id) => !textsOf.has(id)).map((id) => `Subscriber ${id} has no text and no reason.`),
      ...texts.flatMap((text) => lossOf(text, handedBy.get(text.ref)?.length ?? 0)),
    ],
    twice: [
      ...doubled(handedBy, (ref, count) => `The carrier took ${ref || "a nameless text"} ${count} times.`),
      ...doubled(
        Map.groupBy(standing, ({ to }) => to),
        (to, count) => `${to} got ${count} texts.`,
      ),
      ...doubled(textsOf, (id, count) => `Subscriber ${id} has ${count} texts.`),
    ],
    untrue: [
      ...texts.flatMap((text) => untruthOf(text, handedBy.get(text.ref)?.[0])),
      ...strangersIn(texts, handedBy).map((ref) => `The carrier took ${ref}, of which we know nothing.`),
    ],
    withheld: texts
      .filter(({ ref, state }) => ["failed", "skipped", "expired"].includes(state) && !handedBy.has(ref))
      .map(({ ref, state, reason }) => `${ref} was not handed over: ${state}, ${reason}.`),
    unknownAtWorst,
    unknownAtEnd: texts.filter(({ state }) => state === "unknown").length,
  };
}

/** The text that a name is of: one that failed is handed over again as "<text>.1", then "<text>.2". */
function textOf(ref: string | null): string {
  return ref?.replace(/\.\d{1,4}$/, "") ?? "";
}

/** Leaves out what the carrier says has failed, where the text was handed over again after it. */
function withoutFailedTries(handOffs: HandOffOnRecord[]): HandOffOnRecord[] {
  const last = new Map<string, string>();
  for (const { ref, sid } of handOffs) last.set(textOf(ref), sid);
  return handOffs.filter(
    ({ ref, sid, status }) => last.get(textOf(ref)) === sid || (status !== "undelivered" && status !== "failed"),
  );
}

function statesOf(texts: TextOnRecord[]): Record<string, number> {
  const byState = Map.groupBy(texts, ({ state }) => state);
  return Object.fromEntries([...byState].map(([state, of]) => [state, of.length]));
}

/** Taken by the carrier, or ended with a reason: everything else is a person who was forgotten. */
function lossOf({ ref, state, reason }: TextOnRecord, taken: number): string[] {
  switch (state) {
    case "accepted":
    case "sent":
    case "delivered":
      return taken > 0 ? [] : [`${ref} is ${state}, and the carrier never had it.`];
    case "failed":
    case "skipped":
    case "expired":
      return reason !== null ? [] : [`${ref} is ${state} and nobody knows why.`];
    case "unknown":
      return [];
    default:
      return [`${ref} has no end: it is ${state}.`];
  }
}

/** Which of our ends agree with which of the carrier's. A receipt may be missing; it may not be wrong. */
function untruthOf(text: TextOnRecord, handed: HandOffOnRecord | undefined): string[] {
  const { ref, state, reason, providerId } = text;
  if (handed === undefined) return [];
  const carriers = `${handed.status}${handed.errorCode === null ? "" : ` (${handed.errorCode})`}`;
  if (!agrees(text, handed)) return [`${ref} is ${state}${reason ? ` (${reason})` : ""}; at the carrier ${carriers}.`];
  if (state !== "unknown" && providerId !== handed.sid)
    return [`${ref} bears the carrier's id ${providerId}, which is ${handed.sid}.`];
  return [];
}

function agrees({ state, reason }: TextOnRecord, { status, errorCode }: HandOffOnRecord): boolean {
  const hasFailed = status === "undelivered" || status === "failed";
  switch (state) {
    case "accepted":
    case "sent":
    case "unknown":
      return true;
    case "delivered":
      return status === "delivered";
    case "failed":
      return hasFailed && reason === String(errorCode);
    default:
      return false; // skipped, expired, waiting: and the carrier has it
  }
}

function strangersIn(texts: TextOnRecord[], handedBy: Map<string, HandOffOnRecord[]>): string[] {
  const ours = new Set(texts.map(({ ref }) => ref));
  return [...handedBy.keys()].filter((ref) => !ours.has(ref));
}

function doubled<Item>(groups: Map<string, Item[]>, describe: (key: string, count: number) => string): string[] {
  return [...groups].filter(([, items]) => items.length > 1).map(([key, items]) => describe(key, items.length));
}
