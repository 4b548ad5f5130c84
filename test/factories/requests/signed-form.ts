import { createHmac } from "node:crypto";
import { formKey } from "#domain/consent/forms/form-key";
import { hashPhone } from "../context.ts";

/** What a page of this shop posts of what it showed, signed as the theme block signs it. */
export function signedForm(
  shopId: string,
  { words, form_version, page }: { words: string; form_version: string; page: string },
): { words: string; form_version: string; page: string; signature: string } {
  const key = formKey({ hashPhone }, shopId);
  const signature = [form_version, page, words].reduce(
    (signed, text) => createHmac("sha256", signed).update(text).digest("hex"),
    key,
  );
  return { words, form_version, page, signature };
}
