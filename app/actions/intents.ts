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

/**
 * What the forms and buttons of one page can ask for, by the field "intent". A form without that field asks to "save".
 * An unknown intent comes from a page of another build and is refused with a 400, for which the form says to reload.
 */
export function intents<About, Shown = undefined>(known: Record<string, Act<About, Shown>>): Act<About, Shown> {
  return async (about, form) => {
    const intent = form.get("intent") ?? "save";
    const act = typeof intent === "string" && Object.hasOwn(known, intent) ? known[intent] : undefined;
    if (!act) throw unreadable();
    return act(about, form);
  };
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
