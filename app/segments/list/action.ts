import { checkUnchanged } from "#app/actions/form-version";
import { done, intents, leadsTo } from "#app/actions/intents";
import { textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { formatPeople } from "#app/ui/format-people";
import { createList, deleteList, renameList } from "#domain/segments/lists/manage";
import { addToList, removeFromList } from "#domain/segments/lists/members";
import { findList } from "#domain/segments/lists/read";
import { notFoundError } from "#domain/user-error";
import { isId } from "#platform/ids";

type List = Pick<Merchant, "ctx" | "shopId"> & { id: string };

/** What the form of a new list does. */
export const create = intents<Pick<Merchant, "ctx" | "shopId">>({
  save: async ({ ctx, shopId }, form) =>
    leadsTo(`/segments/lists/${await createList(ctx, shopId, textIn(form, "name"))}`, "List created"),
});

/** What the form and the buttons of a list's page do. */
export const act = intents<List>({
  save: async (which, form) => {
    const name = textIn(form, "name");
    checkUnchanged(form, (await listOf(which)).name, name);
    await renameList(which.ctx, which.shopId, which.id, name);
    return done("List saved");
  },
  add: async ({ ctx, shopId, id }, form) => {
    const chosen = { shopId, listId: id, subscriberIds: chosenIn(form) };
    const added = await ctx.db.transaction((tx) => addToList(tx, ctx, chosen));
    return done(added === 0 ? "Already on the list" : `${formatPeople(added)} added`);
  },
  remove: async (which, form) => {
    const { id: listId } = await listOf(which);
    const { ctx, shopId } = which;
    const removed = await removeFromList(ctx.db, { shopId, listId, subscriberIds: chosenIn(form) });
    return done(`${formatPeople(removed)} removed from the list`);
  },
  delete: async ({ ctx, shopId, id }) => {
    await deleteList(ctx, shopId, id);
    return leadsTo("/segments?view=lists", "List deleted");
  },
});

async function listOf({ ctx, shopId, id }: List) {
  const list = await findList(ctx.db, shopId, id);
  if (!list) throw notFoundError("list");
  return list;
}

function chosenIn(form: FormData): string[] {
  return form.getAll("id").map(String).filter(isId);
}
