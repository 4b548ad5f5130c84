import { checkUnchanged } from "#app/actions/form-version";
import type { Merchant } from "#app/authenticate";
import type { Done } from "#app/segments/segment/action";
import { createList, deleteList, renameList } from "#domain/segments/lists/manage";
import { addToList, removeFromList } from "#domain/segments/lists/members";
import { findList } from "#domain/segments/lists/read";
import { UserError } from "#domain/user-error";
import { isId } from "#platform/ids";

/** What a list's page was asked to do: save its name (no intent), "add", "remove" or "delete". `id` is null for one that is not stored yet. */
export async function actOnList(
  { ctx, shopId }: Pick<Merchant, "ctx" | "shopId">,
  id: string | null,
  form: FormData,
): Promise<Done> {
  const intent = form.get("intent");
  const name = String(form.get("name") ?? "");
  if (id === null) return { said: "List created", leadsTo: `/segments/lists/${await createList(ctx, shopId, name)}` };
  const list = await findList(ctx.db, shopId, id);
  if (!list) throw new UserError("list-not-found", "This list does not exist.");
  const subscriberIds = form.getAll("id").map(String).filter(isId);
  const chosen = { shopId, listId: id, subscriberIds };
  switch (intent) {
    case null:
      checkUnchanged(form, list.name, name);
      await renameList(ctx, shopId, id, name);
      return { said: "List saved", leadsTo: null };
    case "add": {
      const added = await ctx.db.transaction((tx) => addToList(tx, ctx, chosen));
      return { said: added === 0 ? "They are on the list already" : `${people(added)} added`, leadsTo: null };
    }
    case "remove":
      return { said: `${people(await removeFromList(ctx.db, chosen))} taken off the list`, leadsTo: null };
    case "delete":
      await deleteList(ctx, shopId, id);
      return { said: "List deleted", leadsTo: "/segments?view=lists" };
    default:
      throw new Response("This page cannot do that.", { status: 400 });
  }
}

function people(count: number): string {
  return count === 1 ? "1 person" : `${count.toLocaleString("en-US")} people`;
}
