import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { anAccount, type DeskAccount, type DeskKind, type DeskMessage, type DeskTicket, nextId } from "./account.ts";
import { answerControl } from "./control.ts";
import { answerGorgias, gorgiasHook } from "./gorgias.ts";
import type { DeskAnswer, DeskRequest } from "./request.ts";
import { answerZendesk, zendeskHook } from "./zendesk.ts";

export interface SimulatedHelpDesks {
  /** Help desks are at <url>/<kind>/<subdomain>. */
  url: string;
  account(kind: DeskKind, subdomain: string): DeskAccount;
  /** An agent writes to the shopper, or with isPublic false to the other agents; with isFromStranger, someone who was copied in writes. */
  write(
    kind: DeskKind,
    subdomain: string,
    ticketId: number,
    body: string,
    changed?: Partial<DeskMessage>,
  ): Promise<void>;
  /** An agent changes the ticket. */
  change(
    kind: DeskKind,
    subdomain: string,
    ticketId: number,
    changed: Partial<Pick<DeskTicket, "status" | "isDeleted">>,
  ): Promise<void>;
  /** Tells of a ticket, as after each change; several times for a doubled webhook. Returns the last status. */
  tell(kind: DeskKind, subdomain: string, ticketId: number, changed?: { secret?: string }): Promise<number>;
  close(): Promise<void>;
}

/** Gorgias and Zendesk over HTTP: their APIs, webhooks to subscribers, and faults when asked for. */
export async function startHelpDesks({ now = () => new Date(), port = 0 } = {}): Promise<SimulatedHelpDesks> {
  const accounts = new Map<string, DeskAccount>();
  const account = (kind: DeskKind, subdomain: string) => {
    const key = `${kind}/${subdomain}`;
    const found = accounts.get(key) ?? anAccount();
    accounts.set(key, found);
    return found;
  };
  const server = createServer((request, response) => {
    // One that isn't JSON ends its connection, and no more.
    answerRequest(request, response, { desks: () => desks, now }).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const ticketOf = (kind: DeskKind, subdomain: string, id: number) => {
    const ticket = account(kind, subdomain).tickets.find((it) => it.id === id);
    if (!ticket) throw new Error(`No ticket ${id}.`);
    return ticket;
  };
  const tell: SimulatedHelpDesks["tell"] = async (kind, subdomain, id, { secret } = {}) => {
    let status = 0;
    for (const hook of account(kind, subdomain).hooks) {
      const of = ticketOf(kind, subdomain, id);
      const key = secret ?? hook.secret;
      const { body, headers } = kind === "zendesk" ? zendeskHook(of, key, now()) : gorgiasHook(of, key);
      const sent = fetch(hook.url, {
        method: "POST",
        body,
        headers: { "Content-Type": "application/json", ...headers },
      });
      status = await sent.then(
        (answer) => answer.status,
        () => 0,
      );
    }
    return status;
  };
  const desks: SimulatedHelpDesks = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    account,
    tell,
    async write(kind, subdomain, id, body, changed = {}) {
      const message = {
        id: nextId(),
        externalId: null,
        body,
        isPublic: true,
        isFromAgent: true,
        at: now().toISOString(),
      };
      ticketOf(kind, subdomain, id).messages.push({ ...message, ...changed });
      await tell(kind, subdomain, id);
    },
    async change(kind, subdomain, id, changed) {
      Object.assign(ticketOf(kind, subdomain, id), changed);
      await tell(kind, subdomain, id);
    },
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
  return desks;
}

async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { desks, now }: { desks: () => SimulatedHelpDesks; now: () => Date },
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://desk");
  const [, kind, subdomain = "", ...rest] = url.pathname.split("/");
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  const asked: DeskRequest = {
    ...{ method: request.method ?? "GET", path: `/${rest.join("/")}`, query: url.searchParams },
    headers: request.headers as Record<string, string | undefined>,
    body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
  const write = ({ status, body }: DeskAnswer) =>
    response.writeHead(status, { "Content-Type": "application/json" }).end(body === null ? "" : JSON.stringify(body));
  if (kind === "control") return void write(await answerControl(desks(), { ...asked, path: `/${subdomain}` }));
  if (kind !== "gorgias" && kind !== "zendesk") return void response.writeHead(404).end();
  const of = desks().account(kind, subdomain);
  of.requests.push(`${asked.method} ${asked.path}`);
  const fault = of.faults.shift() ?? null;
  const carryOut = () => (kind === "zendesk" ? answerZendesk(of, asked, now()) : answerGorgias(of, asked, now()));
  if (!fault) return void write(carryOut());
  if (fault.isDone) carryOut();
  if (fault.isCut) return void request.socket.destroy();
  response.writeHead(fault.status, fault.headers).end(fault.body ?? "");
}
