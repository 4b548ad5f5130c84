import { intents, leadsTo } from "#app/actions/intents";
import { numberIn, textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { createSavedReply, deleteSavedReply, editSavedReply } from "#domain/conversations/saved-replies/saved-replies";

const PAGE = "/settings/saved-replies";

/** Adds, changes and deletes saved replies. */
export const act = intents<Merchant>({
  save: async ({ ctx, shopId }, form) => {
    const id = textIn(form, "id");
    const draft = {
      ...{ shopId, name: textIn(form, "name"), body: textIn(form, "body") },
      shortcut: textIn(form, "shortcut") || null,
    };
    if (id) await editSavedReply(ctx, { ...draft, id, version: numberIn(form, "version") });
    else await createSavedReply(ctx, draft);
    return leadsTo(PAGE, id ? "Saved reply saved" : "Saved reply added");
  },
  delete: async ({ ctx, shopId }, form) => {
    await deleteSavedReply(ctx, { shopId, id: textIn(form, "id") });
    return leadsTo(PAGE, "Saved reply deleted");
  },
});
