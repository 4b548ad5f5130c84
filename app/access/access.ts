import { unreadable } from "#app/actions/intents";
import { beginAction, endAction, forgetAction, noteAction, noteOnceAnHour } from "#domain/audit/note";
import { isOfShop } from "#domain/audit/subject";
import type { Context } from "#domain/context";
import { refuseVerb } from "#domain/team/refuse";
import { listTeam, type TeamMember } from "#domain/team/team";
import { type VerbName, verbNamed } from "#domain/team/verbs";
import { UserError } from "#domain/user-error";
import { isId } from "#platform/ids";
import { type FoundPage, findPage } from "./find-page.ts";
import type { PageAccess } from "./pages.ts";

/** Who makes a request, and what the page that it names takes. */
export interface Access {
  ctx: Pick<Context, "db" | "clock">;
  shopId: string;
  person: TeamMember;
  page: PageAccess;
  /** The record that the address names. */
  subjectId: string | null;
}

/**
 * Admits a request to its page, the one place that every loader and action passes. Throws the 403 that says who may. What
 * forms with intents ask for is decided in `doVerb`, which knows the intent.
 */
export async function admitToPage(access: Access, method: string): Promise<void> {
  const { page } = access;
  await check(access, page.see);
  if (method === "GET" || method === "HEAD") return noteSeen(access, page.see);
  if (page.intents) return;
  if (!page.post) throw new Response("This page takes no changes.", { status: 405 });
  await check(access, page.post);
  await noteSeen(access, page.post);
}

async function check(access: Access, verb: VerbName): Promise<void> {
  const refusal = await refuse(access, verb);
  if (refusal !== null) throw new Response(refusal, { status: 403 });
}

/** Why this person may not, with the names of those who can change it; null when they may. */
async function refuse({ ctx, shopId, person }: Access, verb: VerbName): Promise<string | null> {
  if (refuseVerb(person.role, verb) === null) return null;
  return refuseVerb(person.role, verb, await ownersOf(ctx, shopId));
}

/** Names of owners, the account owner first: a few are enough to ask. */
export async function ownersOf({ db }: Pick<Context, "db">, shopId: string): Promise<string[]> {
  const owners = (await listTeam(db, shopId)).filter(({ role, name }) => role === "owner" && name !== null);
  const first = owners.sort((one, next) => Number(next.isAccountOwner) - Number(one.isAccountOwner));
  return first.slice(0, 2).flatMap(({ name }) => name ?? []);
}

/** Notes what is done by asking for it: a file that is downloaded, a profile that is opened. */
export async function noteSeen({ ctx, shopId, person, subjectId }: Access, verb: VerbName): Promise<void> {
  const { audit } = verbNamed(verb);
  if ("not" in audit) return;
  const found = await ours(ctx, { shopId, verb, id: subjectId });
  // The shop has no record with this ID: the page answers 404.
  if (subjectId !== null && audit.of && found === null) return;
  const action = {
    shopId,
    by: { kind: "person", id: person.id } as const,
    verb,
    subjectId: found,
    at: ctx.clock.now(),
  };
  await (audit.isHourly ? noteOnceAnHour(ctx.db, action) : noteAction(ctx.db, action));
}

/** The id, when it is a record of the shop and of the kind that the verb is about. */
async function ours(
  ctx: Access["ctx"],
  { shopId, verb, id }: { shopId: string; verb: VerbName; id: string | null },
): Promise<string | null> {
  const { audit } = verbNamed(verb);
  if (id === null || "not" in audit || !audit.of) return null;
  return (await isOfShop(ctx, { shopId, kind: audit.of, id })) ? id : null;
}

interface Ended {
  leadsTo: string | null;
}

/**
 * Does what an intent of the page asks for, when the person may, and writes it into the audit log: before, so that nothing
 * happens without an entry, and again when it is done. Throws a UserError for what the person may not do.
 */
export async function doVerb<Done extends Ended>(
  access: Access,
  { intent, field }: { intent: string; field: (name: string) => string | null },
  work: () => Promise<Done>,
): Promise<Done> {
  const { intents = {} } = access.page;
  const verb = Object.hasOwn(intents, intent) ? intents[intent] : undefined;
  // Of a page of another build. What this build knows stands in the table (app/access/pages.test.ts).
  if (verb === undefined) throw unreadable();
  const refusal = await refuse(access, verb);
  if (refusal !== null) throw new UserError("team-not-allowed", refusal);
  const { audit } = verbNamed(verb);
  if ("not" in audit) return work();
  if (audit.isHourly) {
    await noteSeen(access, verb);
    return work();
  }
  const { ctx, shopId } = access;
  const subjectId = await ours(ctx, { shopId, verb, id: access.subjectId ?? subjectIn(field) });
  return noted(access, { verb, subjectId }, work);
}

async function noted<Done extends Ended>(
  { ctx, shopId, person }: Access,
  { verb, subjectId }: { verb: VerbName; subjectId: string | null },
  work: () => Promise<Done>,
): Promise<Done> {
  const by = { kind: "person", id: person.id } as const;
  const id = await beginAction(ctx.db, { shopId, by, verb, subjectId, at: ctx.clock.now() });
  try {
    const done = await work();
    const led = subjectId === null && done.leadsTo !== null ? subjectAt(done.leadsTo) : null;
    const made = await ours(ctx, { shopId, verb, id: led });
    await endAction(ctx.db, { shopId, id, at: ctx.clock.now(), subjectId: subjectId ?? made });
    return done;
  } catch (error) {
    // Only a defect leaves the entry open.
    if (error instanceof UserError || error instanceof Response) await forgetAction(ctx.db, { shopId, id });
    throw error;
  }
}

/** The record that was made, by the page that it leads to. */
function subjectAt(path: string): string | null {
  const found = findPage(new URL(path, "http://page").pathname);
  return found && subjectOf(found);
}

/** The record that an address names; what is no id of ours names none. */
export function subjectOf({ named }: FoundPage): string | null {
  return named.find(isId) ?? null;
}

/** The record that a form names, where the address doesn't. */
function subjectIn(field: (name: string) => string | null): string | null {
  for (const name of ["id", "campaignId", "flowId", "senderId", "member"]) {
    const value = field(name);
    if (value !== null && (isId(value) || /^\d{1,20}$/.test(value))) return value;
  }
  return null;
}
