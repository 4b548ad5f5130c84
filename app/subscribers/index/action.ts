import type { Merchant } from "#app/authenticate";
import { createList } from "#domain/segments/lists/manage";
import { addToList } from "#domain/segments/lists/members";
import { changeTag, MOST_PEOPLE } from "#domain/subscribers/change-tag";
import { UserError } from "#domain/user-error";
import { isId } from "#platform/ids";

/** Does to the people chosen in the list what a button above it asks for, and says so. */
export async function changeMany({ ctx, shopId }: Merchant, form: FormData): Promise<string> {
  const subscriberIds = form.getAll("id").map(String).filter(isId);
  const tag = String(form.get("tag") ?? "");
  switch (form.get("intent")) {
    case "add-tag":
      return `${people(await changeTag(ctx, shopId, { subscriberIds, tag, change: "add" }))} tagged`;
    case "remove-tag":
      return `Tag taken from ${people(await changeTag(ctx, shopId, { subscriberIds, tag, change: "remove" }))}`;
    case "add-to-list": {
      const added = await putOnList({ ctx, shopId }, subscriberIds, form);
      return `${people(added)} put on the list`;
    }
    default:
      throw new Response("This page cannot do that.", { status: 400 });
  }
}

/** Puts them on the list that the form names, or on a new one. Returns how many were not on it before. */
async function putOnList({ ctx, shopId }: Pick<Merchant, "ctx" | "shopId">, subscriberIds: string[], form: FormData) {
  if (subscriberIds.length > MOST_PEOPLE) throw new UserError("list-many", "Choose fewer people at a time.");
  const name = form.get("name");
  const listId = name === null ? String(form.get("listId")) : await createList(ctx, shopId, String(name));
  if (!isId(listId)) throw new UserError("list-not-found", "This list does not exist.");
  return ctx.db.transaction((tx) => addToList(tx, ctx, { shopId, listId, subscriberIds }));
}

function people(count: number): string {
  return count === 1 ? "1 person" : `${count.toLocaleString("en-US")} people`;
}
