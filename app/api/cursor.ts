import { z } from "zod";
import { isId } from "#platform/ids";
import { Problem } from "./problem.ts";

/** A place in a list that is ordered by time and id. It stays where it is, whatever is added. */
export interface Place {
  at: Date;
  id: string;
}

/** The query of an operation that answers page by page. */
export const pageQuery = {
  cursor: z.string().max(200).optional().describe("The nextCursor of the page before; the first page when absent."),
  limit: z.coerce.number().int().min(1).max(100).default(25).describe("How many on a page, up to 100; 25 when absent."),
};

export const nextCursor = z.string().nullable().describe("For the next page; null on the last one.");

/** Opaque: what is in it may change. */
export function writeCursor({ at, id }: Place): string {
  return Buffer.from(`${at.getTime()} ${id}`).toString("base64url");
}

/** A place in a list that is ordered by id alone; null on the last page. */
export function writeIdCursor(rows: { id: string }[], size: number): string | null {
  const last = rows.at(-1);
  return last && rows.length === size ? writeCursor({ at: new Date(0), id: last.id }) : null;
}

/** The id behind which the page begins; null for the first. */
export function readIdCursor(text: string | undefined): string | null {
  return readCursor(text)?.id ?? null;
}

/** Throws a problem for what is no cursor of ours. */
export function readCursor(text: string | undefined): Place | null {
  if (text === undefined) return null;
  const [time = "", id = ""] = Buffer.from(text, "base64url").toString("latin1").split(" ");
  if (!/^\d{1,15}$/.test(time) || !isId(id))
    throw new Problem("invalid", undefined, {
      errors: [{ pointer: "?/cursor", detail: "Not a cursor of an earlier page." }],
    });
  return { at: new Date(Number(time)), id };
}
