import { z } from "zod";
import { done, intents, leadsTo, unreadable } from "#app/actions/intents";
import { textIn } from "#app/actions/posted-fields";
import { postedJson } from "#app/actions/posted-json";
import type { Merchant } from "#app/authenticate";
import { archiveSegment, deleteSegment, restoreSegment } from "#domain/segments/delete";
import { saveFilledSegment } from "#domain/segments/save";

/** `id` is null for a segment that is not stored yet; `version` is the one that was read. */
type Segment = Pick<Merchant, "ctx" | "shopId"> & { id: string | null; version: number };

/** What the form and the buttons of a segment's page do. */
export const act = intents<Segment>({
  save: async ({ ctx, shopId, id, version }, form) => {
    const given = { name: textIn(form, "name"), rules: postedJson(form, "rules") };
    const saved = await saveFilledSegment(ctx, shopId, id === null ? given : { ...given, id, version });
    return id === null ? leadsTo(`/segments/${saved.id}`, "Segment saved") : done("Segment saved");
  },
  archive: async ({ ctx, shopId, id }) => {
    await archiveSegment(ctx, shopId, requireId(id));
    return leadsTo("/segments", "Segment archived");
  },
  restore: async ({ ctx, shopId, id }) => {
    await restoreSegment(ctx, shopId, requireId(id));
    return done("Segment restored");
  },
  delete: async ({ ctx, shopId, id }) => {
    await deleteSegment(ctx, shopId, requireId(id));
    return leadsTo("/segments?view=archived", "Segment deleted");
  },
});

/** The version that the form's address names. Anything else, 0 included, means that no version was read, and saving is refused. */
export function versionIn({ searchParams }: URL): number {
  return z
    .int32()
    .catch(0)
    .parse(Number(searchParams.get("version")));
}

/** The page of a new segment can only save. */
function requireId(id: string | null): string {
  if (id === null) throw unreadable();
  return id;
}
