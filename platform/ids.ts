import { v7 } from "uuid";

/** A new id that carries its time, so that rows made together lie together. */
export function newId(): string {
  return v7();
}

/** Stands for "no shop of ours" where a column must name one. */
export const NIL_ID = "00000000-0000-0000-0000-000000000000";

export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}
