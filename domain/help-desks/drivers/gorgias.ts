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
import { isSame, jsonIn } from "./hook.ts";

const id = z.union([z.number().int(), z.string()]).transform(String);
const record = z.object({ id });
const list = z.object({ data: z.array(z.object({ id })) });
const message = z.object({
  id,
  external_id: z.string().nullish(),
  channel: z.string().nullish(),
  public: z.boolean().nullish(),
  from_agent: z.boolean(),
  body_text: z.string().nullish(),
  stripped_text: z.string().nullish(),
  sender: z.object({ name: z.string().nullish() }).nullish(),
  created_datetime: z.string(),
});
const messages = z.object({ data: z.array(message) });
const ticket = z.object({ id, status: z.string(), trashed_datetime: z.string().nullish() });
const told = z.object({ ticket_id: id });

const SECRET_HEADER = "x-cartbell-secret";
const NOTE = "internal-note";
/** Channels whose messages have no way of their own to the shopper: ours, and that of messages by programs. */
const OUR_CHANNELS = ["sms", "api"];
/** A page of a ticket's messages. */
const PAGE = 50;

/**
 * Gorgias' REST API (https://developers.gorgias.com/reference, read in November 2026). Its HTTP integrations don't sign what they
 * send, so each request carries a secret in a header that we give them. An integration sends a body of our own making, in which
 * only the ticket's id stands.
 */
export const gorgias: HelpDeskDriver = {
  label: "Gorgias",
  tokenHelp: "In Gorgias under Settings, Account, REST API: the password.",
  domain: "gorgias.com",
  ticketPath: (ticketId) => `/app/ticket/${ticketId}`,
  authorize: (userName, token) => `Basic ${Buffer.from(`${userName}:${token}`).toString("base64")}`,

  async check(call) {
    await call({ method: "GET", path: "/api/account" });
  },

  // https://developers.gorgias.com/reference/create-integration
  async subscribe(call, url, secret) {
    const made = await call({
      method: "POST",
      path: "/api/integrations",
      body: {
        name: "Cartbell",
        type: "http",
        http: {
          url,
          method: "POST",
          headers: { [SECRET_HEADER]: secret },
          request_content_type: "application/json",
          response_content_type: "application/json",
          form: { ticket_id: "{{ticket.id}}" },
          triggers: { "ticket-created": false, "ticket-updated": true, "ticket-message-created": true },
        },
      },
    });
    return { hookId: record.parse(made).id, secret };
  },

  async unsubscribe(call, hookId) {
    await call({ method: "DELETE", path: `/api/integrations/${hookId}` });
  },

  // https://developers.gorgias.com/docs/create-a-ticket-using-api
  async openTicket(call, { externalId, lineId, subject, body, customer }: NewTicket) {
    const customerId = await customerOf(call, customer);
    const made = await call({
      method: "POST",
      path: "/api/tickets",
      body: {
        external_id: externalId,
        subject,
        channel: "sms",
        via: "api",
        from_agent: false,
        status: "open",
        customer: { id: Number(customerId) },
        messages: [fromShopper({ lineId, body, from: customer }, customerId)],
      },
    });
    return record.parse(made).id;
  },

  async findTicket(call, externalId) {
    const path = `/api/tickets?external_id=${encodeURIComponent(externalId)}&limit=1`;
    return list.parse(await call({ method: "GET", path })).data[0]?.id ?? null;
  },

  // https://developers.gorgias.com/docs/create-a-new-message-in-ticket-via-api
  async addMessage(call, { ticketId, lineId, body, from }: NewMessage) {
    const path = `/api/tickets/${ticketId}/messages`;
    if (from === null) {
      const note = { external_id: lineId, channel: NOTE, via: "api", from_agent: true, public: false };
      await call({ method: "POST", path, body: { ...note, body_text: body, source: { type: NOTE } } });
      return;
    }
    const said = fromShopper({ lineId, body, from }, await customerOf(call, from));
    // First: once the message is there, no later attempt comes here.
    await call({ method: "PUT", path: `/api/tickets/${ticketId}`, body: { status: "open" } });
    await call({ method: "POST", path, body: said });
  },

  async hasMessage(call, ticketId, lineId) {
    return (await messagesOf(call, ticketId)).some((it) => it.external_id === lineId);
  },

  async setClosed(call, ticketId, isClosed) {
    const status = isClosed ? "closed" : "open";
    await call({ method: "PUT", path: `/api/tickets/${ticketId}`, body: { status } });
  },

  async readTicket(call, ticketId) {
    const found = ticket.parse(await call({ method: "GET", path: `/api/tickets/${ticketId}` }));
    const answers = (await messagesOf(call, ticketId)).flatMap((it): AgentAnswer[] => {
      // An answer by email or chat goes that way.
      if (!it.from_agent || it.public === false || !OUR_CHANNELS.includes(it.channel ?? "sms")) return [];
      const body = it.body_text ?? it.stripped_text ?? "";
      return [{ id: it.id, body, agent: it.sender?.name ?? null, at: utc(it.created_datetime) }];
    });
    return { isClosed: found.status === "closed", answers: answers.reverse() };
  },

  isGenuine: ({ headers }: DeskHook, secret) => isSame(headers[SECRET_HEADER], secret),

  ticketIn({ body }) {
    const said = told.safeParse(jsonIn(body));
    return said.success ? said.data.ticket_id : null;
  },
};

/** Newest first. */
async function messagesOf(call: DeskCall, ticketId: string) {
  const path = `/api/messages?ticket_id=${ticketId}&limit=${PAGE}&order_by=created_datetime:desc`;
  return messages.parse(await call({ method: "GET", path })).data;
}

async function customerOf(call: DeskCall, { externalId, name, phone }: Customer): Promise<string> {
  const path = `/api/customers?external_id=${encodeURIComponent(externalId)}&limit=1`;
  const [known] = list.parse(await call({ method: "GET", path })).data;
  if (known) return known.id;
  const body = { external_id: externalId, name, channels: [{ type: "phone", address: phone, preferred: true }] };
  return record.parse(await call({ method: "POST", path: "/api/customers", body })).id;
}

function fromShopper({ lineId, body, from }: { lineId: string; body: string; from: Customer }, customerId: string) {
  return {
    external_id: lineId,
    channel: "sms",
    via: "api",
    from_agent: false,
    public: true,
    sender: { id: Number(customerId) },
    source: { type: "sms", from: { address: from.phone, name: from.name }, to: [] },
    body_text: body,
  };
}

/** Gorgias writes times in UTC without saying so. */
function utc(time: string): Date {
  return new Date(/[zZ]|[+-]\d\d:\d\d$/.test(time) ? time : `${time}Z`);
}
