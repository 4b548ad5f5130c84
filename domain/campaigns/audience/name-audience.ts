import { findSegment } from "#domain/segments/find";
import { findList } from "#domain/segments/lists/read";
import { UserError } from "#domain/user-error";
import type { Db } from "#platform/sql/db";
import type { Audience } from "./audience.ts";

/** The audience with its segment or list called as the shop calls it. Refuses, by the field, one that the shop does not have. */
export async function nameAudience(db: Db, shopId: string, of: Audience): Promise<Audience> {
  if (of.kind === "segment") {
    const segment = await findSegment(db, shopId, of.segmentId);
    if (!segment) throw goneError("segment", "segmentId");
    return { ...of, name: segment.name };
  }
  if (of.kind !== "list") return of;
  const list = await findList(db, shopId, of.listId);
  if (!list) throw goneError("list", "listId");
  return { ...of, name: list.name };
}

function goneError(what: string, field: string): UserError {
  return new UserError("campaign-audience-gone", `This ${what} was deleted. Choose another one.`, field);
}
