import type { Merchant } from "#app/authenticate";
import { changeTag } from "#domain/subscribers/change-tag";
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
    default:
      throw new Response("This page cannot do that.", { status: 400 });
  }
}

function people(count: number): string {
  return count === 1 ? "1 person" : `${count.toLocaleString("en-US")} people`;
}
