import { createHmac } from "node:crypto";
import { z } from "zod";
import type {
  AgentAnswer,
  Customer,
  DeskCall,
  DeskHook,
  HelpDeskDriver,
  NewMessage,
  NewTicket,
} from "#domain/help-desks/desk";
import { DeskProblem } from "#domain/help-desks/trouble";
import { isSame, jsonIn } from "./hook.ts";

const id = z.union([z.number().int(), z.string()]).transform(String);
const user = z.object({ user: z.object({ id: z.number() }) });
const ticket = z.object({ ticket: z.object({ id, status: z.string(), requester_id: z.number().nullable() }) });
const tickets = z.object({ tickets: z.array(z.object({ id })) });
const comments = z.object({
  comments: z.array(
    z.object({
      id,
      public: z.boolean(),
      author_id: z.number(),
      plain_body: z.string().optional(),
      body: z.string(),
      created_at: z.coerce.date(),
    }),
  ),
  users: z.array(z.object({ id: z.number(), name: z.string(), role: z.string() })).default([]),
});
const audits = z.object({
  audits: z.array(z.object({ metadata: z.object({ custom: z.unknown() }).partial().nullable() }).partial()),
});
const hook = z.object({ webhook: z.object({ id }) });
const signing = z.object({ signing_secret: z.object({ secret: z.string() }) });
/** Of a ticket's comments. */
const PAGE = 50;
const event = z.object({ type: z.string(), detail: z.object({ id }) });

/**
 * Zendesk's Ticketing and Webhooks APIs (https://developer.zendesk.com/api-reference/ticketing/introduction/, read in November
 * 2026). Shoppers are users without an email address, known by our external id. Our ids are in the metadata of a ticket's audits,
 * since comments have no external id. A status of "closed" can't be changed: such a ticket is followed by another.
 */
export const zendesk: HelpDeskDriver = {
  label: "Zendesk",
  tokenHelp: "In Zendesk’s Admin Center under Apps and integrations, APIs, API tokens.",
  domain: "zendesk.com",
  ticketPath: (ticketId) => `/agent/tickets/${ticketId}`,
  // https://developer.zendesk.com/api-reference/introduction/security-and-auth/#api-token
  authorize: (userName, token) => `Basic ${Buffer.from(`${userName}/token:${token}`).toString("base64")}`,

  async check(call) {
    // Without credentials it answers 200, too, as an anonymous user with the id null.
    user.parse(await call({ method: "GET", path: "/api/v2/users/me.json" }));
  },

  // https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/
  async subscribe(call, url) {
    const made = hook.parse(
      await call({
        method: "POST",
        path: "/api/v2/webhooks",
        body: {
          webhook: {
            name: "Cartbell",
            status: "active",
            endpoint: url,
            http_method: "POST",
            request_format: "json",
            subscriptions: ["zen:event-type:ticket.comment_added", "zen:event-type:ticket.status_changed"],
          },
        },
      }),
    );
    const path = `/api/v2/webhooks/${made.webhook.id}/signing_secret`;
    const { signing_secret } = signing.parse(await call({ method: "GET", path }));
    return { hookId: made.webhook.id, secret: signing_secret.secret };
  },

  async unsubscribe(call, hookId) {
    await call({ method: "DELETE", path: `/api/v2/webhooks/${hookId}` });
  },

  async openTicket(call, { externalId, lineId, subject, body, customer }: NewTicket) {
    const requester = await userOf(call, customer);
    const made = await call({
      method: "POST",
      path: "/api/v2/tickets.json",
      // https://developer.zendesk.com/api-reference/ticketing/introduction/#idempotency
      headers: { "Idempotency-Key": externalId },
      body: {
        ticket: {
          subject,
          external_id: externalId,
          // The submitter is the author of the first comment.
          requester_id: requester,
          submitter_id: requester,
          comment: { body },
          tags: ["cartbell", "sms"],
          metadata: { cartbell: lineId },
        },
      },
    });
    return ticket.parse(made).ticket.id;
  },

  async findTicket(call, externalId) {
    const path = `/api/v2/tickets.json?external_id=${encodeURIComponent(externalId)}`;
    return tickets.parse(await call({ method: "GET", path })).tickets[0]?.id ?? null;
  },

  async addMessage(call, { ticketId, lineId, body, from }: NewMessage) {
    const author = from && (await userOf(call, from));
    await change(call, ticketId, {
      ...(from && { status: "open" }),
      comment: { body, public: from !== null, ...(author !== null && { author_id: author }) },
      metadata: { cartbell: lineId },
    });
  },

  async hasMessage(call, ticketId, lineId) {
    const path = `/api/v2/tickets/${ticketId}/audits.json?sort_order=desc`;
    const found = audits.parse(await call({ method: "GET", path })).audits;
    return found.some(({ metadata }) => JSON.stringify(metadata?.custom ?? {}).includes(lineId));
  },

  async setClosed(call, ticketId, isClosed) {
    await change(call, ticketId, { status: isClosed ? "solved" : "open" });
  },

  async readTicket(call, ticketId) {
    const found = ticket.parse(await call({ method: "GET", path: `/api/v2/tickets/${ticketId}.json` })).ticket;
    const path = `/api/v2/tickets/${ticketId}/comments.json?sort_order=desc&per_page=${PAGE}&include=users`;
    const { comments: said, users } = comments.parse(await call({ method: "GET", path }));
    const authors = new Map(users.map((it) => [it.id, it]));
    const answers = said.flatMap((it): AgentAnswer[] => {
      const author = authors.get(it.author_id);
      // Collaborators, and strangers who write to a ticket's email address, are end users.
      if (!it.public || !author || author.role === "end-user" || author.id === found.requester_id) return [];
      return [{ id: it.id, body: it.plain_body ?? it.body, agent: author.name, at: it.created_at }];
    });
    return { isClosed: found.status === "solved" || found.status === "closed", answers: answers.reverse() };
  },

  // https://developer.zendesk.com/documentation/webhooks/verifying/
  isGenuine({ headers, body }: DeskHook, secret) {
    const at = headers["x-zendesk-webhook-signature-timestamp"] ?? "";
    const expected = createHmac("sha256", secret).update(at).update(body).digest("base64");
    return isSame(headers["x-zendesk-webhook-signature"], expected);
  },

  ticketIn({ body }) {
    const told = event.safeParse(jsonIn(body));
    return told.success && told.data.type.startsWith("zen:event-type:ticket.") ? told.data.detail.id : null;
  },
};

/** A ticket that is closed for good counts as gone: Zendesk answers 422, as for anything else that it refuses. */
async function change(call: DeskCall, ticketId: string, body: object): Promise<void> {
  const path = `/api/v2/tickets/${ticketId}.json`;
  try {
    await call({ method: "PUT", path, body: { ticket: body } });
  } catch (error) {
    if (!(error instanceof DeskProblem) || error.trouble !== "refused") throw error;
    const { status } = ticket.parse(await call({ method: "GET", path })).ticket;
    throw status === "closed" ? new DeskProblem("gone") : error;
  }
}

async function userOf(call: DeskCall, { externalId, name, phone }: Customer): Promise<number> {
  const body = { user: { external_id: externalId, name, phone } };
  return user.parse(await call({ method: "POST", path: "/api/v2/users/create_or_update.json", body })).user.id;
}
