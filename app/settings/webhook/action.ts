import { done, intents, leadsTo } from "#app/actions/intents";
import { textIn } from "#app/actions/posted-fields";
import type { Merchant } from "#app/authenticate";
import { enqueueAll } from "#domain/jobs";
import {
  changeEndpoint,
  deleteEndpoint,
  replaceEndpointSecret,
  switchEndpoint,
} from "#domain/webhooks-out/endpoints/manage";
import { redeliverEvents } from "#domain/webhooks-out/log/redeliver";
import { sendTestEvent } from "#domain/webhooks-out/log/send-test";
import { isId } from "#platform/ids";

type About = Merchant & { endpointId: string };

const HOUR_MS = 3_600_000;

/** Changes the endpoint, or sends events to it. */
export const act = intents<About>({
  save: async ({ ctx, shopId, endpointId }, form) => {
    const eventTypes = form.getAll("eventTypes").map(String);
    await changeEndpoint(ctx, shopId, endpointId, { url: textIn(form, "url"), eventTypes });
    return done("Endpoint saved");
  },
  "turn-on": async ({ ctx, shopId, endpointId }) => {
    await switchEndpoint(ctx, shopId, endpointId, true);
    return done("Endpoint turned on");
  },
  "turn-off": async ({ ctx, shopId, endpointId }) => {
    await switchEndpoint(ctx, shopId, endpointId, false);
    return done("Endpoint turned off");
  },
  "replace-secret": async ({ ctx, shopId, endpointId }) => {
    await replaceEndpointSecret(ctx, shopId, endpointId);
    return done("Secret replaced");
  },
  delete: async ({ ctx, shopId, endpointId }) => {
    await deleteEndpoint(ctx, shopId, endpointId);
    return leadsTo("/settings/webhooks", "Endpoint deleted");
  },
  test: async ({ ctx, shopId, endpointId }) => {
    await enqueueAll(ctx.enqueue, await sendTestEvent(ctx, shopId, endpointId));
    return done("Test event sent");
  },
  "resend-one": async (about, form) => {
    const eventId = textIn(form, "eventId");
    return resend(about, isId(eventId) ? { eventId } : { eventId: about.endpointId });
  },
  "resend-since": (about, form) => {
    const hours = Math.min(Math.max(Number(textIn(form, "hours")) || 0, 0), 720);
    const since = new Date(about.ctx.clock.now().getTime() - hours * HOUR_MS);
    return resend(about, { since, onlyFailed: textIn(form, "which") !== "all" });
  },
});

async function resend({ ctx, shopId, endpointId }: About, which: Parameters<typeof redeliverEvents>[3]) {
  const { count, jobs } = await ctx.db.transaction((tx) => redeliverEvents(tx, ctx, { shopId, endpointId }, which));
  await enqueueAll(ctx.enqueue, jobs);
  return done(count === 1 ? "1 event will be sent again" : `${count} events will be sent again`);
}
