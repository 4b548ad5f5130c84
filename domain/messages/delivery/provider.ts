import type { Failure, FailureCause } from "#domain/messages/failures/cause";
import type { FailedText, ProviderFacts } from "./provider-facts.ts";

/** What Cartbell asks of an SMS provider. A driver is a plain object in `providers/` that does this. */

/** One text, ready to leave. */
export interface OutgoingText {
  /** Our own name for the message, opaque to the provider; comes back in the receipt's URL. */
  ref: string;
  /** E.164. */
  from: string;
  /** E.164. */
  to: string;
  body: string;
  /** How long the provider may keep the text queued before it must give up, in seconds. */
  validitySeconds: number;
  /** Where the provider reports what became of the text; carries `ref`. */
  receiptUrl: string;
  /** The W3C trace of the hand-over, if it is sampled; a provider that ignores unknown headers is sent it. */
  traceparent?: string;
}

/**
 * The four results of a hand-off. "unknown" is the honest one: bytes may have reached the provider, so the text must
 * not be sent again before the provider has been asked.
 */
export type HandOff =
  | { kind: "accepted"; providerId: string }
  /** Refused for a reason of its own: what follows is decided by the cause (failures/). */
  | ({ kind: "rejected"; code: string; detail: string; because: FailureCause } & Explained)
  /** Not taken at this time: the provider was away, is busy, or refuses the account (`because`). */
  | ({
      kind: "not-sent";
      code: string;
      detail: string;
      retryAfterMs: number;
      isThrottled: boolean;
      because?: FailureCause;
    } & Explained)
  | { kind: "unknown"; detail: string };

/** The rest of a driver's explanation of a code. */
type Explained = Partial<Pick<Failure, "words" | "waitMs">>;

/** What the provider says when asked about a text whose outcome we do not know. */
export type LookUp =
  | { kind: "found"; providerId: string; receipt: DeliveryReceipt["status"]; code: string | null; failure?: Failure }
  | { kind: "absent" }
  /** The provider cannot tell it from another text (same number, same words), or did not answer. */
  | { kind: "cannot-tell"; detail: string; retryAfterMs: number | null };

export interface DeliveryReceipt extends Explained {
  kind: "receipt";
  ref: string;
  providerId: string;
  status: "accepted" | "sent" | "delivered" | "failed";
  /** The provider's error code, when failed. */
  code: string | null;
  /** What a failure means beyond this text; null when it did not fail or the provider does not say. */
  because: FailureCause | null;
}

export interface InboundText {
  kind: "inbound";
  providerId: string;
  /** E.164. */
  from: string;
  /** E.164: one of our senders. */
  to: string;
  /** Empty when the text holds pictures only. */
  body: string;
  /** What the provider itself understood and answered; then we do not answer. Absent when it leaves that to us. */
  handledAs?: "stop" | "start" | "help";
  /** How many pictures or other files it holds; absent when there are none. */
  pictures?: number;
  /** The provider's names for them, by which `fetchFile` finds them; fewer than `pictures` when it does not name them all. */
  pictureRefs?: string[];
}

/** What came of asking a provider for a file. */
export type FetchedFile =
  | { kind: "fetched"; bytes: Buffer }
  /** The provider has no such file, or none any more. */
  | { kind: "gone" }
  | { kind: "too-large" }
  /** Not at this time. */
  | { kind: "trouble"; detail: string };

/** What is asked when the outcome of a hand-off is unknown. */
export interface Question {
  text: OutgoingText;
  /** Real time at which the POST started. */
  handedOverAt: Date;
  /**
   * How many texts with the same sender, number and words we handed over from two minutes before to fifteen minutes
   * after that time, this one included, whatever became of them.
   */
  twins: number;
}

/** A number or code that the provider's account owns and a shop may send from. */
export interface ProviderNumber {
  /** E.164. */
  phone: string;
  kind: "long_code" | "toll_free" | "short_code";
}

/** A callback as it came in, untouched. */
export interface Callback {
  url: string;
  headers: Record<string, string | undefined>;
  body: Buffer;
}

/** A text in the provider's own record. One that came in is given as its callback would have told it. */
export type HistoricText =
  | { kind: "sent"; providerId: string; from: string; to: string; body: string; createdAt: Date }
  | { kind: "received"; providerId: string; callback: Pick<Callback, "url" | "body">; createdAt: Date };

export interface Provider extends ProviderFacts {
  /**
   * Hands one text over. Never throws for what the network or the provider does; `deadline` (real time) aborts it. The
   * driver asks `mayBegin` in the same turn in which it writes the first byte, also after it waited for a connection and
   * also when it makes the call again. On false it writes nothing and answers "not-sent".
   */
  send(text: OutgoingText, deadline: Date, mayBegin?: () => boolean): Promise<HandOff>;
  lookUp(question: Question): Promise<LookUp>;
  /**
   * What became of the text with this id of the provider's. "absent": the provider has no record of it, or none any more.
   * "cannot-tell": no answer, with the time to leave the provider alone, or an answer that says nothing of this text. Runs beside the sends and takes none of their connections.
   */
  lookUpById(providerId: string, about: FailedText): Promise<LookUp>;
  /**
   * How long after a call the provider's documentation says that its text may still appear in the look-up; null when
   * it says nothing, and then no look-up proves that a text is absent for good.
   */
  latestEntryMs: number | null;
  /**
   * Hands `take` every text that the account sent or got since then (real time), some at a time, in any order, whatever
   * became of them. Resolves with false when it could not read all of them; those it read were handed over.
   */
  readHistory(since: Date, take: (texts: HistoricText[]) => Promise<void>): Promise<boolean>;
  /**
   * Reads a file of a text that came in, by a name from `InboundText.pictureRefs`. Reads at most `mostBytes` of it; `deadline` (real time)
   * aborts it. Never throws for what the network or the provider does.
   */
  fetchFile(ref: string, limits: { mostBytes: number; deadline: Date }): Promise<FetchedFile>;
  /** Deletes such a file at the provider; true when it is not there any more. */
  deleteFile(ref: string, deadline: Date): Promise<boolean>;
  /** True when the callback is signed by the provider for this account. */
  isGenuine(callback: Callback): boolean;
  /** Null when the callback says nothing that concerns us. Throws on a malformed body. */
  parseReceipt(callback: Pick<Callback, "url" | "body">): DeliveryReceipt | null;
  parseInbound(callback: Pick<Callback, "url" | "body">): InboundText;
  /** What to answer to an accepted callback, so that the provider itself sends nothing. */
  acknowledgement: { contentType: string; body: string };
  /** The account's numbers; one page is enough for a settings screen. */
  listNumbers(): Promise<ProviderNumber[]>;
  /** Points the number's inbound texts at `inboundUrl`. */
  connectNumber(phone: string, inboundUrl: string): Promise<void>;
  close(): Promise<void>;
}
