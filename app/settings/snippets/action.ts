import { checkUnchanged } from "#app/actions/form-version";
import { intents, leadsTo } from "#app/actions/intents";
import { textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { deleteSnippet, readSnippets, saveSnippet } from "#domain/flows/snippets/manage";

const PAGE = "/settings/snippets";

/** Adds, changes and deletes snippets. */
export const act = intents<Merchant>({
  save: async ({ ctx, shopId }, form) => {
    const before = textIn(form, "before") || null;
    const [name, text] = [textIn(form, "name").trim(), textIn(form, "text")];
    const stored = before === null ? undefined : (await readSnippets(ctx.db, shopId))[before];
    if (stored !== undefined) checkUnchanged(form, stored, text);
    await saveSnippet(ctx, shopId, { before, name, text });
    return leadsTo(PAGE, before === null ? "Snippet added" : "Snippet saved");
  },
  delete: async ({ ctx, shopId }, form) => {
    await deleteSnippet(ctx, shopId, textIn(form, "name"));
    return leadsTo(PAGE, "Snippet deleted");
  },
});
