import type { Context } from "#domain/context";
import { type Trouble, troubles } from "#domain/outgoing/judge";
import { LIMITS } from "#domain/webhooks-out/limits";

export interface LoggedEvent {
  id: string;
  type: string;
  state: "waiting" | "delivered" | "failed";
  attempts: number;
  /** Of the last answer. */
  status: number | null;
  /** Why the last attempt came to nothing, as a sentence. */
  trouble: string | null;
  /** The next attempt; null behind an earlier event of the same person. */
  dueAt: Date | null;
  createdAt: Date;
  endedAt: Date | null;
  subscriberId: string | null;
}

const PAGE = 50;

const select = {
  ...{ id: true, type: true, state: true, attempts: true, status: true, trouble: true, dueAt: true },
  ...{ createdAt: true, endedAt: true, subscriberId: true },
} as const;

/** An endpoint's events, newest first, a page at a time; `before` is the id of the last one shown. */
export async function readLog(
  { db }: Pick<Context, "db">,
  { shopId, endpointId }: { shopId: string; endpointId: string },
  { state = null, before = null }: { state?: string | null; before?: string | null } = {},
): Promise<{ events: LoggedEvent[]; next: string | null }> {
  const last = before ? await db.prisma.webhookEvent.findFirst({ where: { shopId, endpointId, id: before } }) : null;
  const rows = await db.prisma.webhookEvent.findMany({
    where: {
      ...{ shopId, endpointId, ...(state && { state }) },
      ...(last && { OR: [{ createdAt: { lt: last.createdAt } }, { createdAt: last.createdAt, id: { lt: last.id } }] }),
    },
    select,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: PAGE + 1,
  });
  const events = rows
    .slice(0, PAGE)
    .map((row) => ({ ...row, state: stateOf(row.state), trouble: sentenceOf(row.trouble) }));
  return { events, next: rows.length > PAGE ? (events.at(-1)?.id ?? null) : null };
}

function stateOf(text: string): LoggedEvent["state"] {
  return text === "delivered" || text === "failed" ? text : "waiting";
}

function sentenceOf(trouble: string | null): string | null {
  if (trouble === null) return null;
  if (trouble === "given-up") return `It wasn’t delivered within ${LIMITS.giveUpAfterMs / 86_400_000} days.`;
  return Object.hasOwn(troubles, trouble) ? troubles[trouble as Trouble] : null; // one of ours: judge.ts
}
