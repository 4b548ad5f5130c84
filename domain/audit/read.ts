import { isVerbName, VERBS, type VerbName, verbNamed } from "#domain/team/verbs";
import type { Db } from "#platform/sql/db";
import type { Actor } from "./note.ts";

/** An entry of a shop's audit log. */
export interface AuditEntry {
  id: string;
  at: Date;
  by: Actor["kind"];
  actorId: string | null;
  /** The person's name or the key's; null when it is not known any more. */
  actorName: string | null;
  verb: VerbName;
  subjectId: string | null;
  /** False for what was begun and of which no end is known: it may or may not have happened. */
  isDone: boolean;
}

export interface ActivityFilter {
  /** A staff member's id. */
  person?: string | undefined;
  /** One of ACTIVITY_KINDS. */
  kind?: string | undefined;
  from?: Date | undefined;
  /** The first moment that is too late. */
  until?: Date | undefined;
}

const verbs = Object.keys(VERBS).filter(isVerbName);

/**
 * A page of what was done in a shop, newest first. `before` is the id of the last entry that was read, `next` where the
 * following page begins; null on the last.
 */
export async function readActivity(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
  { person, kind, from, until, before, size }: ActivityFilter & { before?: string | null; size: number },
): Promise<{ entries: AuditEntry[]; next: string | null }> {
  const rows = await prisma.auditEvent.findMany({
    where: {
      shopId,
      ...(person && { actorKind: "person", actorId: person }),
      ...(kind && { verb: { in: verbs.filter((verb) => verb.startsWith(`${kind}.`)) } }),
      ...((from || until) && { at: { ...(from && { gte: from }), ...(until && { lt: until }) } }),
      ...(before && { id: { lt: before } }),
    },
    orderBy: { id: "desc" },
    take: size + 1,
  });
  const shown = rows.slice(0, size).filter((row): row is typeof row & { verb: VerbName } => isVerbName(row.verb));
  const nameOf = await namesOf(prisma, shopId, shown);
  const entries = shown.map(({ id, at, actorKind, actorId, verb, subjectId, doneAt }) => ({
    ...{ id, at, actorId, verb, subjectId, isDone: doneAt !== null },
    by: actorKind as Actor["kind"], // only note.ts writes them
    actorName: actorId === null ? null : (nameOf.get(actorId) ?? null),
  }));
  return { entries, next: rows.length > size ? (rows[size - 1]?.id ?? null) : null };
}

/** "Started or scheduled a campaign". */
export function saysOf(verb: VerbName): string {
  const { audit } = verbNamed(verb);
  return "not" in audit ? verb : audit.says;
}

async function namesOf(prisma: Db["prisma"], shopId: string, rows: { actorKind: string; actorId: string | null }[]) {
  const idsOf = (kind: string) => [
    ...new Set(rows.flatMap(({ actorKind, actorId }) => (actorKind === kind && actorId ? [actorId] : []))),
  ];
  const select = { id: true, name: true };
  const people = await prisma.staffMember.findMany({ where: { shopId, id: { in: idsOf("person") } }, select });
  const keys = await prisma.apiKey.findMany({ where: { shopId, id: { in: idsOf("api-key") } }, select });
  return new Map([...people, ...keys].map(({ id, name }) => [id, name]));
}
