import type { Context } from "#domain/context";
import { checkTemplate } from "#domain/messages/content/check-template";
import { enforceLimit, type Limit, lockShop } from "#domain/shops/admit";
import { checkAllInTurn, notFoundError, UserError } from "#domain/user-error";
import { isId, newId } from "#platform/ids";
import type { Db, Tx } from "#platform/sql/db";
import { statement } from "#platform/sql/statement";
import { storableText } from "#platform/sql/storable";

export interface SavedReply {
  id: string;
  name: string;
  /** Typed as /shortcut. */
  shortcut: string | null;
  /** With merge tags. */
  body: string;
  /** Counts its changes: what a form hands back, so that two tabs don't overwrite each other. */
  version: number;
}

interface Draft {
  shopId: string;
  name: string;
  shortcut: string | null;
  body: string;
}

const LONGEST_NAME = 60;
const LONGEST_SHORTCUT = 20;
const LONGEST_BODY = 1_600;
const SHORTCUT = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const limit: Limit = {
  most: 200,
  count: statement("count-saved-replies", "SELECT count(*)::int AS count FROM saved_replies WHERE shop_id = $1"),
  code: "saved-replies-too-many",
  says: "A store can have up to 200 saved replies. Delete one you don’t need.",
};

/** A shop's saved replies, by name. */
export async function listSavedReplies({ prisma }: Pick<Db, "prisma">, shopId: string): Promise<SavedReply[]> {
  const select = { id: true, name: true, shortcut: true, body: true, version: true };
  return prisma.savedReply.findMany({ where: { shopId }, orderBy: [{ name: "asc" }, { id: "asc" }], select });
}

/**
 * Adds one and returns its id. Refuses by the field a name or shortcut that is taken or no name, words that are no template, and
 * more than 200.
 */
export async function createSavedReply(ctx: Pick<Context, "db" | "clock">, draft: Draft): Promise<string> {
  const data = await checked(draft);
  const id = newId();
  await ctx.db.transaction(async (tx) => {
    await lockShop(tx, draft.shopId);
    await refuseTaken(tx, data, null);
    const now = ctx.clock.now();
    await tx.prisma.savedReply.create({ data: { ...data, id, createdAt: now, updatedAt: now } });
    await enforceLimit(limit, tx, draft.shopId);
  });
  return id;
}

/** Changes one. Refuses what `createSavedReply` refuses, and a change of an older version than it has. */
export async function editSavedReply(
  ctx: Pick<Context, "db" | "clock">,
  { id, version, ...draft }: Draft & { id: string; version: number },
): Promise<void> {
  const { shopId, ...data } = await checked(draft);
  await ctx.db.transaction(async (tx) => {
    await lockShop(tx, shopId);
    const found = isId(id) ? await tx.prisma.savedReply.findFirst({ where: { shopId, id } }) : null;
    if (!found) throw notFoundError("saved reply");
    if (found.version !== version)
      throw new UserError(
        "saved-reply-changed",
        "Someone else has changed this saved reply. Reload it and change it again.",
      );
    await refuseTaken(tx, { shopId, ...data }, id);
    await tx.prisma.savedReply.update({
      where: { shopId_id: { shopId, id } },
      data: { ...data, version: version + 1, updatedAt: ctx.clock.now() },
    });
  });
}

/** Safe to repeat. */
export async function deleteSavedReply(
  { db }: Pick<Context, "db">,
  { shopId, id }: { shopId: string; id: string },
): Promise<void> {
  if (isId(id)) await db.prisma.savedReply.deleteMany({ where: { shopId, id } });
}

async function checked({ shopId, ...typed }: Draft): Promise<Draft> {
  const name = storableText(typed.name).trim();
  const body = storableText(typed.body).trim();
  const shortcut = typed.shortcut?.trim().replace(/^\//, "").toLowerCase() || null;
  await checkAllInTurn(
    () => checkName(name),
    () => checkShortcut(shortcut),
    () => checkBody(body),
  );
  return { shopId, name, shortcut, body };
}

function checkName(name: string): void {
  if (name === "") throw new UserError("saved-reply-name-missing", "Enter a name.", "name");
  if (name.length > LONGEST_NAME)
    throw new UserError("saved-reply-name-long", `Use at most ${LONGEST_NAME} characters.`, "name");
}

function checkShortcut(shortcut: string | null): void {
  if (shortcut !== null && (!SHORTCUT.test(shortcut) || shortcut.length > LONGEST_SHORTCUT))
    throw new UserError(
      "saved-reply-shortcut-wrong",
      `Use lowercase letters, digits and single hyphens, such as “hours”: at most ${LONGEST_SHORTCUT} characters.`,
      "shortcut",
    );
}

async function checkBody(body: string): Promise<void> {
  if (body === "") throw new UserError("saved-reply-empty", "Enter the text.", "body");
  if (body.length > LONGEST_BODY)
    throw new UserError("saved-reply-long", `Use at most ${LONGEST_BODY.toLocaleString("en-US")} characters.`, "body");
  const problem = await checkTemplate(body);
  if (problem !== null) throw new UserError("saved-reply-broken", `The text has an error: ${problem}.`, "body");
}

async function refuseTaken(tx: Tx, { shopId, name, shortcut }: Draft, ownId: string | null): Promise<void> {
  const others = await tx.prisma.savedReply.findMany({
    where: {
      shopId,
      OR: [{ name }, ...(shortcut === null ? [] : [{ shortcut }])],
      ...(ownId && { NOT: { id: ownId } }),
    },
  });
  if (others.some((it) => it.name === name))
    throw new UserError("saved-reply-name-taken", "Another saved reply has this name. Choose another name.", "name");
  if (others.length > 0)
    throw new UserError(
      "saved-reply-shortcut-taken",
      "Another saved reply has this shortcut. Choose another one.",
      "shortcut",
    );
}
