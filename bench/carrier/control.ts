import type { ReceiptCounts, ReceiptSettings } from "./receipts.ts";
import type { Recorded } from "./recording.ts";

/** How the carrier behaves; every part may be changed while it runs. */
export interface CarrierSettings {
  /** How long an answer takes. */
  latencyMs: number;
  /** Requests taken a second; the others are answered 429. Null: as many as come. */
  perSecond: number | null;
  /**
   * "answering" as usual; "refusing": no one listens, and connections that stand are ended once their answers are
   * out; "silent": requests are read, taken and never answered.
   */
  mode: "answering" | "refusing" | "silent";
  /** Whether each text taken is written down. */
  isRecording: boolean;
  /** Whether the texts' words are kept too, so that a look-up finds them. Costs memory: not for millions. */
  keepsWords: boolean;
  /** Posts a "sent" and a "delivered" receipt for each text taken; null posts none. */
  receipts: ReceiptSettings | null;
}

/** How a carrier is that no one has told anything. */
export const usualSettings: CarrierSettings = {
  latencyMs: 0,
  perSecond: null,
  mode: "answering",
  isRecording: false,
  keepsWords: false,
  receipts: null,
};

export interface CarrierCounts {
  accepted: number;
  /** Answered 429. */
  throttled: number;
  /** Requests that were no text and no look-up. */
  strange: number;
  /** Connections that stand. */
  connections: number;
  /** The process's whole life. */
  cpuSeconds: number;
  receipts: ReceiptCounts;
  /** How many texts of each shop are in the record. */
  recordedByShop: Record<string, number>;
}

/** What may be asked of the carrier's process, each with the answer it gives. */
export interface CarrierVerbs {
  set(settings: Partial<CarrierSettings>): null;
  counts(): CarrierCounts;
  /** What was recorded since the record was last cleared, and clears it when asked to. */
  recorded(clears: boolean): Recorded;
}

export interface Question {
  id: number;
  verb: keyof CarrierVerbs;
  argument: unknown;
}

export type Reply = { id: number; value: unknown } | { id: number; error: string };
