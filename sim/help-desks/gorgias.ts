import { AGENT, type DeskAccount, type DeskMessage, type DeskTicket, nextId } from "./account.ts";
import { basicIn, type DeskAnswer, type DeskRequest } from "./request.ts";

interface GivenMessage {
  external_id?: string;
  channel: string;
  from_agent: boolean;
  public?: boolean;
  body_text?: string;
}

/**
 * The endpoints of https://developers.gorgias.com/reference that an SMS app needs, as documented in November 2026: customers and
 * tickets by external id, messages, HTTP integrations. Its documentation names no signature, and says neither whether a message
 * opens a closed ticket again nor that an external id is unique: here they don't and aren't.
 */
export function answerGorgias(
  account: DeskAccount,
  { method, path, query, body, headers }: DeskRequest,
  now: Date,
): DeskAnswer {
  if (basicIn(headers.authorization)[1] !== account.token)
    return { status: 401, body: { error: { msg: "Invalid credentials" } } };
  const is = (verb: string, place: string) => method === verb && path === place;
  if (is("GET", "/api/account")) return { status: 200, body: { domain: "shop", status: { status: "active" } } };
  if (is("GET", "/api/customers")) {
    const found = account.users.filter(({ externalId }) => externalId === query.get("external_id"));
    return { status: 200, body: { data: found.map(({ id, name }) => ({ id, name })), meta: {} } };
  }
  if (is("POST", "/api/customers")) {
    const given = body as { external_id: string; name: string; channels: { address: string }[] };
    const made = {
      id: nextId(),
      externalId: given.external_id,
      name: given.name,
      phone: given.channels[0]?.address ?? "",
    };
    account.users.push(made);
    return { status: 201, body: { id: made.id, name: made.name } };
  }
  if (is("POST", "/api/tickets")) {
    const given = body as { external_id: string; customer: { id: number }; messages?: GivenMessage[] };
    if (!given.messages?.length) return { status: 400, body: { error: { msg: "messages: missing data" } } };
    const messages = given.messages.map((it) => messageOf(it, now));
    const ticket = {
      id: nextId(),
      externalId: given.external_id,
      status: "open",
      customerId: given.customer.id,
      isDeleted: false,
      messages,
    };
    account.tickets.push(ticket);
    return { status: 201, body: shown(ticket) };
  }
  if (is("GET", "/api/tickets")) {
    const found = account.tickets.filter((it) => !it.isDeleted && it.externalId === query.get("external_id"));
    return { status: 200, body: { data: found.map(shown), meta: {} } };
  }
  if (is("GET", "/api/messages")) {
    const ticket = account.tickets.find(({ id }) => id === Number(query.get("ticket_id")));
    const said = (ticket?.messages ?? []).map(shownMessage).reverse();
    return { status: 200, body: { data: said.slice(0, Number(query.get("limit") ?? 30)), meta: {} } };
  }
  const [, id, rest] = /^\/api\/tickets\/(\d+)(\/messages)?$/.exec(path) ?? [];
  if (id !== undefined) {
    const ticket = account.tickets.find((it) => it.id === Number(id) && !it.isDeleted);
    if (!ticket) return { status: 404, body: { error: { msg: "Ticket not found" } } };
    if (rest && method === "POST") {
      const made = messageOf(body as unknown as GivenMessage, now);
      ticket.messages.push(made);
      return { status: 201, body: shownMessage(made) };
    }
    if (method === "PUT") ticket.status = (body.status as string | undefined) ?? ticket.status;
    return { status: method === "PUT" ? 202 : 200, body: shown(ticket) };
  }
  if (is("POST", "/api/integrations")) {
    const { http } = body as { http: { url: string; headers: Record<string, string | undefined> } };
    const hook = { id: nextId(), url: http.url, secret: http.headers["x-cartbell-secret"] ?? "" };
    account.hooks.push(hook);
    return { status: 201, body: { id: hook.id, type: "http" } };
  }
  const [, hookId] = /^\/api\/integrations\/(\d+)$/.exec(path) ?? [];
  if (hookId !== undefined && method === "DELETE") {
    account.hooks = account.hooks.filter((it) => it.id !== Number(hookId));
    return { status: 204, body: null };
  }
  return { status: 404, body: { error: { msg: "Not found" } } };
}

/** What the integration was told to send: its own body, and the header that it was given. */
export function gorgiasHook(ticket: DeskTicket, secret: string): { body: string; headers: Record<string, string> } {
  return { body: JSON.stringify({ ticket_id: String(ticket.id) }), headers: { "x-cartbell-secret": secret } };
}

function messageOf(given: GivenMessage, now: Date): DeskMessage {
  return {
    ...{ id: nextId(), externalId: given.external_id ?? null, body: given.body_text ?? "" },
    ...{ isPublic: given.channel !== "internal-note", isFromAgent: given.from_agent, at: now.toISOString() },
  };
}

function shown({ id, status, externalId, customerId }: DeskTicket) {
  return { id, status, external_id: externalId, customer: { id: customerId }, trashed_datetime: null };
}

function shownMessage(it: DeskMessage) {
  return {
    ...{
      id: it.id,
      external_id: it.externalId,
      channel: it.isPublic ? (it.channel ?? "sms") : "internal-note",
      public: it.isPublic,
    },
    ...{
      from_agent: it.isFromAgent && !it.isFromStranger,
      body_text: it.body,
      stripped_text: null,
      sender: it.isFromAgent ? AGENT : { name: null },
    },
    // Without a zone, as its documentation shows.
    created_datetime: it.at.replace("Z", ""),
  };
}
