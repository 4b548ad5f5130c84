export type DeskKind = "gorgias" | "zendesk";

/** One account of a simulated help desk: what its API has been told, and how it is made to misbehave. */
export interface DeskAccount {
  users: { id: number; externalId: string; name: string; phone: string }[];
  tickets: DeskTicket[];
  hooks: { id: number; url: string; secret: string }[];
  /** Requests by idempotency key, with the ticket they made. */
  keys: Map<string, number>;
  /** Answers for the next requests, in order; null lets one through. */
  faults: (DeskFault | null)[];
  /** Every request: "POST /api/v2/tickets.json". */
  requests: string[];
  /** The only API token that is good. */
  token: string;
}

export interface DeskTicket {
  id: number;
  externalId: string;
  status: string;
  customerId: number;
  isDeleted: boolean;
  messages: DeskMessage[];
}

export interface DeskMessage {
  id: number;
  /** Ours: Gorgias' external_id, Zendesk's metadata. */
  externalId: string | null;
  body: string;
  isPublic: boolean;
  isFromAgent: boolean;
  /** Someone else than the shopper who was copied in. */
  isFromStranger?: boolean;
  /** Of an agent's answer by another way than texts. */
  channel?: string;
  /** ISO 8601. */
  at: string;
}

export interface DeskFault {
  status: number;
  headers?: Record<string, string>;
  body?: string;
  /** The request is carried out, and only its answer is lost. */
  isDone?: boolean;
  /** The connection is cut without an answer. */
  isCut?: boolean;
}

export function anAccount(): DeskAccount {
  return { users: [], tickets: [], hooks: [], keys: new Map(), faults: [], requests: [], token: "token" };
}

let last = 1_000;

/** Ids as help desks give them: numbers that grow. */
export function nextId(): number {
  last += 1;
  return last;
}

export const AGENT = { id: 7, name: "Riley", role: "agent" };
/** Someone who was copied into a ticket. */
export const STRANGER = { id: 8, name: "Sam", role: "end-user" };
