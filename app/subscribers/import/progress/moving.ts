import type { ImportState } from "#domain/imports/import";

/** True while something happens to an import by itself, and its page looks again. */
export function isMoving(state: ImportState): boolean {
  return state === "uploading" || state === "examining" || state === "importing";
}
