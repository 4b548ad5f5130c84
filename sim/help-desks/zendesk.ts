import { createHmac } from "node:crypto";
import { AGENT, type DeskAccount, type DeskMessage, type DeskTicket, nextId, STRANGER } from "./account.ts";
import { basicIn, type DeskAnswer, type DeskRequest } from "./request.ts";

/**
 * The endpoints of https://developer.zendesk.com/api-reference/ticketing/ and /webhooks/ that an SMS app needs, as documented in
 * November 2026: token authentication, users by external id, idempotency keys, comments as updates of tickets, audits with
 * metadata, statuses. A closed ticket can't be updated.
 */
export function answerZendesk(
  account: DeskAccount,
  { method, path, query, body, headers }: DeskRequest,
  now: Date,
): DeskAnswer {
  const [user, token] = basicIn(headers.authorization);
  if (!user.endsWith("/token") || token !== account.token)
    return { status: 401, body: { error: "Couldn't authenticate you" } };
  const at = (pattern: RegExp, verb: string) => (method === verb ? pattern.exec(path) : null);
  if (at(/^\/api\/v2\/users\/me\.json$/, "GET")) return { status: 200, body: { user: AGENT } };
  if (at(/^\/api\/v2\/users\/create_or_update\.json$/, "POST")) {
    const given = body.user as { external_id: string; name: string; phone: string };
    const known = account.users.find(({ externalId }) => externalId === given.external_id);
    const made = known ?? { id: nextId(), externalId: given.external_id, name: given.name, phone: given.phone };
    if (!known) account.users.push(made);
    return { status: known ? 200 : 201, body: { user: { id: made.id, name: made.name } } };
  }
  if (at(/^\/api\/v2\/tickets\.json$/, "POST")) return openTicket(account, body, headers["idempotency-key"], now);
  if (at(/^\/api\/v2\/tickets\.json$/, "GET")) {
    const found = account.tickets.filter((it) => !it.isDeleted && it.externalId === query.get("external_id"));
    return { status: 200, body: { tickets: found.map(shown), count: found.length } };
  }
  const [, id, rest = ""] = /^\/api\/v2\/tickets\/(\d+)(?:\/(comments|audits))?\.json$/.exec(path) ?? [];
  if (id !== undefined) {
    const ticket = account.tickets.find((it) => it.id === Number(id) && !it.isDeleted);
    if (!ticket) return { status: 404, body: { error: "RecordNotFound", description: "Not found" } };
    if (method === "PUT") return update(ticket, body, now);
    return {
      status: 200,
      body:
        rest === "comments"
          ? commentsOf(ticket, query)
          : rest === "audits"
            ? auditsOf(ticket)
            : { ticket: shown(ticket) },
    };
  }
  if (at(/^\/api\/v2\/webhooks$/, "POST")) {
    const { endpoint } = body.webhook as { endpoint: string };
    const hook = { id: nextId(), url: endpoint, secret: `secret-${nextId()}` };
    account.hooks.push(hook);
    return { status: 201, body: { webhook: { id: String(hook.id) } } };
  }
  const [, hookId, secret] = /^\/api\/v2\/webhooks\/(\d+)(\/signing_secret)?$/.exec(path) ?? [];
  const hook = account.hooks.find((it) => it.id === Number(hookId));
  if (hook && secret && method === "GET")
    return { status: 200, body: { signing_secret: { algorithm: "SHA256", secret: hook.secret } } };
  if (hook && method === "DELETE") {
    account.hooks = account.hooks.filter((it) => it !== hook);
    return { status: 204, body: null };
  }
  return { status: 404, body: { error: "InvalidEndpoint", description: "Not found" } };
}

/** Signs base64(HMACSHA256(TIMESTAMP + BODY)), as https://developer.zendesk.com/documentation/webhooks/verifying/ says. */
export function zendeskHook(
  ticket: DeskTicket,
  secret: string,
  now: Date,
): { body: string; headers: Record<string, string> } {
  const body = JSON.stringify({
    account_id: 1,
    detail: { id: String(ticket.id), status: ticket.status.toUpperCase(), external_id: ticket.externalId },
    event: {},
    id: `evt-${nextId()}`,
    subject: `zen:ticket:${ticket.id}`,
    time: now.toISOString(),
    type: "zen:event-type:ticket.comment_added",
    zendesk_event_version: "2022-11-06",
  });
  const at = now.toISOString();
  const signature = createHmac("sha256", secret)
    .update(at + body)
    .digest("base64");
  return {
    body,
    headers: { "x-zendesk-webhook-signature": signature, "x-zendesk-webhook-signature-timestamp": at },
  };
}

function openTicket(
  account: DeskAccount,
  body: Record<string, unknown>,
  key: string | undefined,
  now: Date,
): DeskAnswer {
  const known = key === undefined ? undefined : account.keys.get(key);
  const before = account.tickets.find(({ id }) => id === known);
  if (before) return { status: 201, body: { ticket: shown(before) } };
  const given = body.ticket as {
    external_id: string;
    requester_id: number;
    submitter_id?: number;
    comment: { body: string };
    metadata?: { cartbell?: string };
  };
  const ticket: DeskTicket = {
    ...{ id: nextId(), externalId: given.external_id, status: "new", customerId: given.requester_id, isDeleted: false },
    messages: [
      {
        ...{ id: nextId(), externalId: given.metadata?.cartbell ?? null, body: given.comment.body, isPublic: true },
        ...{ isFromAgent: given.submitter_id !== given.requester_id, at: now.toISOString() },
      },
    ],
  };
  account.tickets.push(ticket);
  if (key !== undefined) account.keys.set(key, ticket.id);
  return { status: 201, body: { ticket: shown(ticket) } };
}

function update(ticket: DeskTicket, body: Record<string, unknown>, now: Date): DeskAnswer {
  if (ticket.status === "closed")
    return {
      status: 422,
      body: { error: "RecordInvalid", details: { status: [{ description: "closed prevents ticket update" }] } },
    };
  const given = body.ticket as {
    status?: string;
    comment?: { body: string; public: boolean; author_id?: number };
    metadata?: { cartbell?: string };
  };
  if (given.comment) {
    const isFromAgent = given.comment.author_id !== ticket.customerId;
    ticket.messages.push({
      ...{ id: nextId(), externalId: given.metadata?.cartbell ?? null, body: given.comment.body },
      ...{ isPublic: given.comment.public, isFromAgent, at: now.toISOString() },
    });
  }
  ticket.status = given.status ?? ticket.status;
  return { status: 200, body: { ticket: shown(ticket) } };
}

function shown({ id, status, customerId, externalId }: DeskTicket) {
  return { id, status, requester_id: customerId, external_id: externalId };
}

function commentsOf(ticket: DeskTicket, query: URLSearchParams) {
  const said = query.get("sort_order") === "desc" ? [...ticket.messages].reverse() : ticket.messages;
  const comments = said.slice(0, Number(query.get("per_page") ?? 100)).map((it) => ({
    ...{ id: it.id, type: "Comment", body: it.body, plain_body: it.body, html_body: `<p>${it.body}</p>` },
    ...{ public: it.isPublic, author_id: authorOf(it, ticket), created_at: it.at },
  }));
  return {
    comments,
    users: [AGENT, STRANGER, { id: ticket.customerId, name: "", role: "end-user" }],
    count: ticket.messages.length,
    next_page: null,
  };
}

function authorOf({ isFromAgent, isFromStranger }: DeskMessage, ticket: DeskTicket): number {
  if (isFromStranger) return STRANGER.id;
  return isFromAgent ? AGENT.id : ticket.customerId;
}

function auditsOf({ messages }: DeskTicket) {
  const audit = (it: DeskMessage) => ({
    ...{ id: it.id, metadata: { system: {}, custom: it.externalId ? { cartbell: it.externalId } : {} } },
    events: [{ type: "Comment", body: it.body }],
  });
  return { audits: messages.map(audit).reverse() };
}
