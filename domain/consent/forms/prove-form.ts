import { createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "#domain/context";
import { statement } from "#platform/sql/statement";
import { asDefaultWords } from "./default-words.ts";
import { formKey } from "./form-key.ts";

/** What a browser says that a form showed. */
export interface ShownForm {
  words: string;
  formVersion: string;
  page: string;
  /** In hex; empty when the page did not sign. */
  signature: string;
}

export interface FormOwner {
  id: string;
  name: string | null;
  unsignedFormsUntil: Date | null;
}

/**
 * How it is known what a form showed. "signed": the store's own server wrote it. "default-words": unsigned, with our own text.
 * "unsigned": a page from before the shop's forms were signed, for a time; its words are the browser's claim.
 */
export interface Proof {
  by: "signed" | "default-words" | "unsigned";
  words: string;
}

/** Null when the words may be invented. */
export function proofOf(
  ctx: Pick<Context, "hashPhone" | "clock">,
  { id, name, unsignedFormsUntil }: FormOwner,
  form: ShownForm,
): Proof | null {
  const { words, signature } = form;
  if (signature !== "") return isSigned(formKey(ctx, id), form) ? { by: "signed", words } : null;
  const ours = asDefaultWords(words, name);
  if (ours !== null) return { by: "default-words", words: ours };
  const isAccepted = unsignedFormsUntil !== null && ctx.clock.now() < unsignedFormsUntil;
  return isAccepted ? { by: "unsigned", words } : null;
}

/** One HMAC keyed by another, as the theme block computes them: no text can move from one field to the next. */
function isSigned(key: string, { words, formVersion, page, signature }: ShownForm): boolean {
  const expected = Buffer.from(hmacOf(hmacOf(hmacOf(key, formVersion), page), words));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function hmacOf(key: string, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}

/** How long pages that were open or cached when a shop's forms began to be signed are accepted. */
const GRACE_MS = 3_600_000;

const end = statement(
  "end-unsigned-forms",
  "UPDATE shops SET unsigned_forms_until = $2 WHERE id = $1 AND unsigned_forms_until > $2",
);

/** After the first signed form, a shop's unsigned ones are accepted for an hour more. Safe to repeat. */
export async function endUnsignedForms(
  { db, clock }: Pick<Context, "db" | "clock">,
  { id, unsignedFormsUntil }: FormOwner,
): Promise<void> {
  const until = new Date(clock.now().getTime() + GRACE_MS);
  if (unsignedFormsUntil !== null && unsignedFormsUntil > until) await db.run(end, [id, until]);
}
