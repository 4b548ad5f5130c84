import { createHash } from "node:crypto";
import { type Faults, noFaults } from "./faults.ts";
import type { NumberOption } from "./options.ts";

export type MessageStatus = "queued" | "sending" | "sent" | "delivered" | "undelivered" | "failed" | "received";

/** One text as the carrier keeps it. Times are milliseconds: `…At` in real time, `expiresAt` and `shownAt` in the story's. */
export interface CarrierMessage {
  sid: string;
  /** Its place in the carrier's history, from 0. */
  serial: number;
  direction: "outbound-api" | "outbound-reply" | "inbound";
  from: string;
  to: string;
  body: string;
  parts: number;
  status: MessageStatus;
  errorCode: number | null;
  createdAt: number;
  sentAt: number | null;
  updatedAt: number;
  expiresAt: number;
  /** When it appeared on the phone; null while it has not. */
  shownAt: number | null;
  statusCallback: string | null;
  isDeleted: boolean;
}

/** A file of a text, as the Media resource holds it. */
export interface CarrierFile {
  sid: string;
  messageSid: string;
  contentType: string;
  bytes: Buffer;
}

/** One POST that was taken, told apart by the `ref` in its callback URL. Survives redaction and deletion. */
export interface HandOffRecord {
  ref: string | null;
  sid: string;
  to: string;
  from: string;
  body: string;
  parts: number;
  /** Real time, ISO 8601. */
  at: string;
}

export interface CarrierNumber extends NumberOption {
  sid: string;
  smsUrl: string;
  updatedAt: number;
}

/** Everything a restart must remember, with the indexes that make it quick to ask. */
export interface CarrierState {
  faults: Faults;
  numbers: Map<string, CarrierNumber>;
  messages: Map<string, CarrierMessage>;
  /** Files of texts, by their sids; those that were deleted are gone. A snapshot leaves them out. */
  files: Map<string, CarrierFile>;
  /** In the order of creation. */
  timeline: CarrierMessage[];
  /** By the shopper's number, both directions. */
  byPhone: Map<string, CarrierMessage[]>;
  handOffs: HandOffRecord[];
  refCounts: Map<string, number>;
  /** "ours>theirs" pairs that texted STOP; used only with advanced opt-out. */
  optOuts: Set<string>;
  callbacks: { posted: number; failed: number; lost: number; doubled: number };
}

/** A carrier with these numbers and no history. */
export function freshState(numbers: NumberOption[]): CarrierState {
  return {
    faults: noFaults(),
    numbers: new Map(
      numbers.map((number) => [number.phone, { ...number, sid: numberSid(number), smsUrl: "", updatedAt: Date.now() }]),
    ),
    messages: new Map(),
    files: new Map(),
    timeline: [],
    byPhone: new Map(),
    handOffs: [],
    refCounts: new Map(),
    optOuts: new Set(),
    callbacks: { posted: 0, failed: 0, lost: 0, doubled: 0 },
  };
}

/** Files a text under its sid, its place in time and its phone. */
export function fileMessage(state: CarrierState, message: CarrierMessage): void {
  state.messages.set(message.sid, message);
  state.timeline.push(message);
  const phone = phoneOf(message);
  const known = state.byPhone.get(phone);
  if (known) known.push(message);
  else state.byPhone.set(phone, [message]);
}

/** Counts a POST that was taken. */
export function fileHandOff(state: CarrierState, record: HandOffRecord): void {
  state.handOffs.push(record);
  if (record.ref !== null) state.refCounts.set(record.ref, (state.refCounts.get(record.ref) ?? 0) + 1);
}

/** The shopper's end of a text. */
export function phoneOf(message: CarrierMessage): string {
  return message.direction === "inbound" ? message.from : message.to;
}

// Derived from the number, so that a restart without a data folder still answers to the same sid.
function numberSid(number: NumberOption): string {
  const hash = createHash("sha256").update(number.phone).digest("hex").slice(0, 32);
  return `${number.kind === "short_code" ? "SC" : "PN"}${hash}`;
}
