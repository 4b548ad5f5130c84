import type { Context } from "#domain/context";
import { templateProblem } from "#domain/messages/content/render";
import { lockShop } from "#domain/shops/admit";
import { readSettings, storeSettings } from "#domain/shops/settings";
import { notFoundError, UserError } from "#domain/user-error";
import type { Db, Tx } from "#platform/sql/db";
import { type Snippets, snippetsIn } from "./expand.ts";

export const LONGEST_SNIPPET = 500;
export const LONGEST_SNIPPET_NAME = 40;
const MOST_SNIPPETS = 50;
const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The store's snippets, by name in alphabetical order. */
export async function readSnippets(db: Pick<Db, "prisma">, shopId: string): Promise<Snippets> {
  return snippetsOf((await readSettings(db, shopId)).snippets);
}

/** Reads the column: written here alone, so everything in it is a text. */
export function snippetsOf(column: unknown): Snippets {
  return Object.fromEntries(Object.entries((column ?? {}) as Snippets).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Adds a snippet, or changes the one that was called `before`. Published flows keep the words they have; drafts get the new
 * ones. Throws a UserError by the field for a name or a text that can't be used, and for a name that is taken.
 */
export async function saveSnippet(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  { before, name, text }: { before: string | null; name: string; text: string },
): Promise<void> {
  check(name, text);
  await db.transaction((tx) =>
    change(tx, shopId, clock.now(), (snippets) => {
      if (before !== null && !Object.hasOwn(snippets, before)) throw gone();
      if (name !== before && Object.hasOwn(snippets, name))
        throw new UserError("snippet-name-taken", "Another snippet has this name. Choose another name.", "name");
      if (before === null && Object.keys(snippets).length >= MOST_SNIPPETS)
        throw new UserError(
          "snippets-many",
          `Your store has ${MOST_SNIPPETS} snippets. Delete one you don’t need.`,
          "name",
        );
      const others = Object.entries(snippets).filter(([it]) => it !== before);
      return Object.fromEntries([...others, [name, text.trim()]]);
    }),
  );
}

/** Drafts that use it can't be published until they are changed. Safe to repeat. */
export async function deleteSnippet(
  { db, clock }: Pick<Context, "db" | "clock">,
  shopId: string,
  name: string,
): Promise<void> {
  await db.transaction((tx) =>
    change(tx, shopId, clock.now(), (snippets) =>
      Object.fromEntries(Object.entries(snippets).filter(([it]) => it !== name)),
    ),
  );
}

/** The flows whose drafts use each snippet, by its name. */
export async function usesOfSnippets(
  { prisma }: Pick<Db, "prisma">,
  shopId: string,
): Promise<Map<string, { id: string; name: string }[]>> {
  const flows = await prisma.flow.findMany({
    where: { shopId, deletedAt: null },
    select: { id: true, name: true, draft: true },
    orderBy: { name: "asc" },
  });
  const uses = new Map<string, { id: string; name: string }[]>();
  for (const { id, name, draft } of flows)
    for (const used of new Set(textsIn(draft).flatMap(snippetsIn)))
      uses.set(used, [...(uses.get(used) ?? []), { id, name }]);
  return uses;
}

async function change(tx: Tx, shopId: string, now: Date, to: (snippets: Snippets) => Snippets): Promise<void> {
  await lockShop(tx, shopId);
  const snippets = to(await readSnippets(tx, shopId));
  await storeSettings(tx, shopId, { snippets }, now);
}

function check(name: string, text: string): void {
  if (!NAME.test(name) || name.length > LONGEST_SNIPPET_NAME)
    throw new UserError(
      "snippet-name-wrong",
      `Use lowercase letters, digits and single hyphens, such as “signature”: at most ${LONGEST_SNIPPET_NAME} characters.`,
      "name",
    );
  if (text.trim() === "") throw new UserError("snippet-text-wrong", "Enter the text.", "text");
  if (text.length > LONGEST_SNIPPET)
    throw new UserError("snippet-text-wrong", `Use at most ${LONGEST_SNIPPET} characters.`, "text");
  if (text.includes("\u0000") || /\{%-?\s*snippet\b/.test(text))
    throw new UserError("snippet-text-wrong", "A snippet can’t contain another snippet. Write its words here.", "text");
  const problem = templateProblem(text);
  if (problem !== null) throw new UserError("snippet-text-wrong", `The text has an error: ${problem}.`, "text");
}

function gone(): UserError {
  return notFoundError("snippet");
}

function textsIn(json: unknown): string[] {
  if (typeof json === "string") return [json];
  if (json === null || typeof json !== "object") return [];
  return Object.values(json).flatMap(textsIn);
}
