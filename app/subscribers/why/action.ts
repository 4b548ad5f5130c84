import { intents, leadsTo, shows } from "#app/actions/intents";
import { textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { notFound } from "#app/not-found";
import { UserError } from "#domain/user-error";
import { type Explained, personLine, readTyped, readWhy } from "./read.ts";

/** A typed number: a subscriber's leads to the subscriber's own address, any other is answered at once. */
export const act = intents<Merchant, Explained>({
  save: async (who, form) => {
    const of = textIn(form, "of");
    if (of === "") throw new UserError("why-of-nothing", "Choose a campaign or flow.", "of");
    const person = await readTyped(who, textIn(form, "phone"));
    if (person.subscriberId)
      return leadsTo(`/subscribers/why?${new URLSearchParams({ person: person.subscriberId, of })}`);
    const why = await readWhy(who, person, of);
    if (!why) throw notFound();
    return shows({ person: personLine(person), why });
  },
});
