import { intents, leadsTo } from "#app/actions/intents";
import { textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { addEndpoint } from "#domain/webhooks-out/endpoints/manage";

/** Adds an endpoint. */
export const act = intents<Merchant>({
  add: async ({ ctx, shopId }, form) => {
    const eventTypes = form.getAll("eventTypes").map(String);
    const id = await addEndpoint(ctx, shopId, { url: textIn(form, "url"), eventTypes });
    return leadsTo(`/settings/webhooks/${id}`, "Endpoint added");
  },
});
