import { postedJson } from "#app/actions/posted-json";
import type { Merchant } from "#app/authenticate";
import { archiveSegment, deleteSegment, restoreSegment } from "#domain/segments/delete";
import { saveSegment } from "#domain/segments/save";
import { UserError } from "#domain/user-error";

export interface Done {
  /** For the toast. */
  said: string;
  /** The page that comes next; null stays. */
  leadsTo: string | null;
}

/**
 * What a segment's page was asked to do: save (no intent), "archive", "restore" or "delete". `id` is null for one
 * that is not stored yet; `version` is the one that was read.
 */
export async function actOn(
  { ctx, shopId }: Pick<Merchant, "ctx" | "shopId">,
  { id, version }: { id: string | null; version: number },
  form: FormData,
): Promise<Done> {
  const intent = form.get("intent");
  if (intent === null) {
    const given = { name: String(form.get("name") ?? ""), rules: postedJson(form, "rules") };
    // Kept from merchants alone: a campaign to a segment that was never filled in would go to everyone.
    if (isEmpty(given.rules))
      throw new UserError(
        "segment-empty",
        "Add at least one condition: without any, the segment is everyone.",
        "rules",
      );
    const saved = await saveSegment(ctx, shopId, id === null ? given : { ...given, id, version });
    return { said: "Segment saved", leadsTo: id === null ? `/segments/${saved.id}` : null };
  }
  if (id === null) throw new Response("This page cannot do that.", { status: 400 });
  switch (intent) {
    case "archive":
      await archiveSegment(ctx, shopId, id);
      return { said: "Segment archived", leadsTo: "/segments" };
    case "restore":
      await restoreSegment(ctx, shopId, id);
      return { said: "Segment restored", leadsTo: null };
    case "delete":
      await deleteSegment(ctx, shopId, id);
      return { said: "Segment deleted", leadsTo: "/segments?view=archived" };
    default:
      throw new Response("This page cannot do that.", { status: 400 });
  }
}

function isEmpty(rules: unknown): boolean {
  return (
    typeof rules === "object" &&
    rules !== null &&
    "rules" in rules &&
    Array.isArray(rules.rules) &&
    rules.rules.length === 0
  );
}
