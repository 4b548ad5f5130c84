import type { DeskAccount, DeskKind } from "./account.ts";
import type { DeskAnswer, DeskRequest } from "./request.ts";

/** What agents do. */
interface Agents {
  account(kind: DeskKind, subdomain: string): DeskAccount;
  write(kind: DeskKind, subdomain: string, ticketId: number, body: string): Promise<void>;
}

/** With which a person or a test in another process plays the agents: GET /control/tickets, POST /control/answers. */
export async function answerControl(desks: Agents, { method, path, query, body }: DeskRequest): Promise<DeskAnswer> {
  const given = method === "GET" ? Object.fromEntries(query) : body;
  const { kind, subdomain } = given as { kind: DeskKind; subdomain: string };
  const { tickets } = desks.account(kind, subdomain);
  if (method === "GET" && path === "/tickets") return { status: 200, body: { tickets } };
  const newest = tickets.findLast(({ isDeleted }) => !isDeleted);
  if (method !== "POST" || path !== "/answers" || !newest) return { status: 404, body: null };
  await desks.write(kind, subdomain, newest.id, String(body.body));
  return { status: 201, body: { ticket: newest.id } };
}
