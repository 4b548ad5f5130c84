import { UserError } from "#domain/user-error";

/** What to mend, by field ("form" when it is no one field's), as fields read it. */
export type FieldErrors = { [field: string]: string | undefined };

/** What an action tells its form: a sentence for the toast, or what to mend. */
export type FormAnswer =
  | { ok: true; said: string }
  | {
      ok: false;
      errors: Record<string, string>;
      /** True when the request got no answer of ours: the same may succeed later. */
      isLost?: true;
    };

/** Runs an action's work, which returns the sentence of its success. A UserError becomes an error by its field. */
export async function answerForm(work: () => Promise<string>): Promise<FormAnswer> {
  try {
    return { ok: true, said: await work() };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ok: false, errors: Object.fromEntries(error.all.map(({ field, message }) => [field ?? "form", message])) };
  }
}
