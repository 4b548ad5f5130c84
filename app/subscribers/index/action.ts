import { type Done, done, intents } from "#app/actions/intents";
import { textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { formatPeople } from "#app/ui/format-people";
import { tagByHand } from "#domain/flows/walk/tag-by-hand";
import { addChosenToList } from "#domain/segments/lists/members";
import { isId } from "#platform/ids";

/** What a button above the list does to the people chosen in it. */
export const act = intents<Merchant>({
  "add-tag": async (who, form) => done(`${formatPeople(await changeTag(who, form, "add"))} tagged`),
  "remove-tag": async (who, form) => done(`Tag removed from ${formatPeople(await changeTag(who, form, "remove"))}`),
  "add-to-list": putOnList,
});

/** Returns of how many people the tag was changed. */
async function changeTag({ ctx, shopId }: Merchant, form: FormData, change: "add" | "remove"): Promise<number> {
  return tagByHand(ctx, shopId, { subscriberIds: chosenIn(form), tag: textIn(form, "tag"), change });
}

/** Puts them on the list that the form names, or on a new one. */
async function putOnList({ ctx, shopId }: Merchant, form: FormData): Promise<Done> {
  const name = form.get("name");
  const list = name === null ? { id: String(form.get("listId")) } : { name: String(name) };
  const added = await addChosenToList(ctx, shopId, { subscriberIds: chosenIn(form), list });
  return done(`${formatPeople(added)} added to the list`);
}

function chosenIn(form: FormData): string[] {
  return form.getAll("id").map(String).filter(isId);
}
