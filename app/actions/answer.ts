import { type Access, doVerb } from "#app/access/access";
import { UserError } from "#domain/user-error";
import { type Act, intentIn } from "./intents.ts";

/** The problems by field ("form" for those of no single field), as fields read them. */
export type FieldErrors = { [field: string]: string | undefined };

/** What a page's action answers: a sentence for the toast, or the problems. `useAction` reads it. */
export type FormAnswer<Shown = undefined> =
  | {
      ok: true;
      /** For the toast; empty shows none. */
      said: string;
      /** The page that comes next. */
      leadsTo?: string;
      /** What the page asked to see. */
      shown?: Shown;
    }
  | {
      ok: false;
      errors: Record<string, string>;
      /** True when the request got no answer of ours: the same may succeed later. */
      isLost?: true;
      leadsTo?: never;
    };

/**
 * Does what a page's form or button posted, when the person's role allows it, and notes it in the audit log. A UserError
 * becomes an error by its field.
 */
export async function answerAction<About extends { access: Access }, Shown>(
  act: Act<About, Shown>,
  about: About,
  request: Request,
): Promise<FormAnswer<Shown>> {
  const form = await request.formData();
  try {
    const asked = { intent: intentIn(form), field: (name: string) => textOrNull(form.get(name)) };
    const { said, leadsTo, shown } = await doVerb(about.access, asked, () => act(about, form));
    return { ok: true, said, ...(leadsTo !== null && { leadsTo }), ...(shown !== undefined && { shown }) };
  } catch (error) {
    return refusalOf(error);
  }
}

function textOrNull(value: FormDataEntryValue | null): string | null {
  return typeof value === "string" ? value : null;
}

function refusalOf(error: unknown): FormAnswer<never> {
  if (!(error instanceof UserError)) throw error;
  return { ok: false, errors: Object.fromEntries(error.all.map(({ field, message }) => [field ?? "form", message])) };
}
