/** What an intent did. */
export interface Done<Shown = undefined> {
  /** For the toast; empty shows none. */
  said: string;
  /** The page that comes next; null stays. */
  leadsTo: string | null;
  /** What the page asked to see. */
  shown?: Shown;
}

/**
 * Does one thing to what the page is about: the shop, and the record that its address names. Throws a UserError, by the
 * field, for what cannot be done; then nothing has changed.
 */
export type Act<About, Shown = undefined> = (about: About, form: FormData) => Promise<Done<Shown>>;

/** With the names of what it can be asked for, which app/access/pages.ts gives a role each. */
export type Intents<About, Shown = undefined> = Act<About, Shown> & { intents: string[] };

/**
 * What the forms and buttons of one page can ask for, by the field "intent". A form without that field asks to "save".
 * An unknown intent comes from a page of another build and is refused with a 400, for which the form says to reload.
 */
export function intents<About, Shown = undefined>(known: Record<string, Act<About, Shown>>): Intents<About, Shown> {
  const chosen: Act<About, Shown> = async (about, form) => {
    const intent = intentIn(form);
    const act = Object.hasOwn(known, intent) ? known[intent] : undefined;
    if (!act) throw unreadable();
    return act(about, form);
  };
  return Object.assign(chosen, { intents: Object.keys(known) });
}

/** What a form asks for; what is no text is no intent. */
export function intentIn(form: FormData): string {
  const intent = form.get("intent") ?? "save";
  return typeof intent === "string" ? intent : "";
}

/** Stays on the page, with a toast. */
export function done(said: string): Done<never> {
  return { said, leadsTo: null };
}

/** Goes on to another page. */
export function leadsTo(path: string, said = ""): Done<never> {
  return { said, leadsTo: path };
}

/** Stays on the page, which shows what it asked for. */
export function shows<Shown>(shown: Shown): Done<Shown> {
  return { said: "", leadsTo: null, shown };
}

/** The answer to what no page of this build posts. */
export function unreadable(): Response {
  return new Response("This action isn’t available here. Reload the page and try again.", { status: 400 });
}
