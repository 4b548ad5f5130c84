import { UserError } from "#domain/user-error";
import { fingerprintOf } from "#platform/fingerprint";

/**
 * Refuses a form whose record was changed since its page was loaded, so that one tab never overwrites another without a
 * word. `stored` is the record now, `next` what the form makes of it: the same once more is no conflict, for an answer may
 * have been lost. A page posts `fingerprint(stored)` as "version".
 */
export function checkUnchanged(form: FormData, stored: unknown, next: unknown): void {
  const version = form.get("version");
  const now = fingerprintOf(stored);
  if (version === null || version === now || fingerprintOf(next) === now) return;
  throw new UserError(
    "changed-elsewhere",
    "This was changed in another tab or by someone else. Reload the page to see the newer version; your changes are kept.",
  );
}
