import type { Context } from "#domain/context";
import { statement } from "#platform/sql/statement";

/** The key that signs a shop's sign-up forms: 43 characters, known to us and to the store's own server. It never changes. */
export function formKey({ hashPhone }: Pick<Context, "hashPhone">, shopId: string): string {
  return hashPhone(`sign-up forms of ${shopId}`);
}

/** An uninstall deletes the key at the store, so each installation gets it again. */
export function isFormKeyDue({
  formKeyAt,
  installedAt,
}: {
  formKeyAt: Date | null;
  installedAt: Date | null;
}): boolean {
  return installedAt !== null && (formKeyAt === null || formKeyAt < installedAt);
}

const note = statement("note-form-key", "UPDATE shops SET form_key_at = $2 WHERE id = $1");

/** Notes that the store has the key. `since` is from before it was sent: an installation that began later is not meant. */
export async function noteFormKey({ db }: Pick<Context, "db">, shopId: string, since: Date): Promise<void> {
  await db.run(note, [shopId, since]);
}
