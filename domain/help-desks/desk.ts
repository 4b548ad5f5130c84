interface DeskRequest {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** With its query. */
  path: string;
  body?: object;
  headers?: Record<string, string>;
}

/** One request to the help desk. Returns the JSON of its answer, null when it is empty. Throws a DeskProblem for all but a 2xx. */
export type DeskCall = (request: DeskRequest) => Promise<unknown>;

/** A ticket that is opened with the first text of a shopper. */
export interface NewTicket {
  /** Ours for the ticket. */
  externalId: string;
  /** Ours for the text, as for every other message. */
  lineId: string;
  subject: string;
  body: string;
  customer: Customer;
}

/** The shopper, as the help desk knows them. */
export interface Customer {
  /** Ours. */
  externalId: string;
  name: string;
  /** E.164. */
  phone: string;
}

export interface NewMessage {
  ticketId: string;
  lineId: string;
  body: string;
  /** Of a text that the shopper wrote; null for a note that only agents see. */
  from: Customer | null;
}

/** What an agent wrote to the shopper. */
export interface AgentAnswer {
  /** The help desk's id of the message. */
  id: string;
  body: string;
  agent: string | null;
  at: Date;
}

export interface ReadTicket {
  isClosed: boolean;
  /** Public messages of agents, oldest first; of long tickets the newest. */
  answers: AgentAnswer[];
}

/** A webhook as it came. */
export interface DeskHook {
  /** Small letters. */
  headers: Record<string, string | undefined>;
  body: Buffer;
}

/**
 * One kind of help desk. Every method makes requests with the `call` it is given, which throws a DeskProblem for each answer but a
 * success. Messages and tickets carry our ids, so that one that was made by a request without an answer is found again.
 */
export interface HelpDeskDriver {
  label: string;
  /** Where merchants find the API token, as a sentence. */
  tokenHelp: string;
  /** Behind the subdomain. */
  domain: string;
  /** The page of a ticket, for agents, behind the origin. */
  ticketPath(ticketId: string): string;
  /** The Authorization header. */
  authorize(userName: string, token: string): string;
  /** Returns if the credentials are good. */
  check(call: DeskCall): Promise<void>;
  /** Makes the webhook that tells us of changed tickets. `secret` is random; the driver may get another from the help desk. */
  subscribe(call: DeskCall, url: string, secret: string): Promise<{ hookId: string; secret: string }>;
  unsubscribe(call: DeskCall, hookId: string): Promise<void>;
  /** Returns the ticket's id. */
  openTicket(call: DeskCall, ticket: NewTicket): Promise<string>;
  /** The ticket with our id, if it was opened. */
  findTicket(call: DeskCall, externalId: string): Promise<string | null>;
  addMessage(call: DeskCall, message: NewMessage): Promise<void>;
  hasMessage(call: DeskCall, ticketId: string, lineId: string): Promise<boolean>;
  setClosed(call: DeskCall, ticketId: string, isClosed: boolean): Promise<void>;
  readTicket(call: DeskCall, ticketId: string): Promise<ReadTicket>;
  isGenuine(hook: DeskHook, secret: string): boolean;
  /** The ticket that a genuine webhook is about; null when it is about none. */
  ticketIn(hook: DeskHook): string | null;
}
