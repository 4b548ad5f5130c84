import type { Merchant } from "#app/authenticate";
import { readChoices } from "#app/segments/segment/read-choices";
import { pauseSentence } from "#domain/flows/publishing/pause";
import { findFlow } from "#domain/flows/report/find";
import { trialChoices } from "#domain/flows/report/trial-people";
import { snippetsOf } from "#domain/flows/snippets/manage";
import { segmentsToChoose } from "#domain/segments/suggestions";
import { factsOf } from "#domain/senders/facts-of";
import { activeSenders } from "#domain/senders/read";
import { readSettings } from "#domain/shops/settings";
import { formatPhone } from "#domain/subscribers/format-phone";
import { fullName } from "#domain/subscribers/person-name";
import { propertyNames } from "#domain/subscribers/properties/read";

export type FlowData = NonNullable<Awaited<ReturnType<typeof readFlowPage>>>;

/** One flow: its steps, what their forms need, and whether anyone enters. Null when the flow isn't the shop's. */
export async function readFlowPage({ shopId, shop, ctx }: Merchant, flowId: string) {
  const flow = await findFlow(ctx.db, shopId, flowId);
  if (!flow) return null;
  const [settings, [sender], people, choices, segments, properties] = await Promise.all([
    readSettings(ctx.db, shopId),
    activeSenders(ctx.db, shopId),
    trialChoices(ctx.db, shopId),
    readChoices({ ctx, shopId }),
    segmentsToChoose(ctx.db, shopId),
    propertyNames(ctx.db, shopId),
  ]);
  const brandName = settings.brandName || shop.name || shop.domain;
  const from = sender ? formatPhone(sender.phone) : brandName;
  const { prices, limits } = factsOf(ctx.providers, sender?.provider);
  return {
    flow,
    pauseSentence,
    hasSender: sender !== undefined,
    hours: {
      textingStartsMinute: settings.textingStartsMinute,
      textingEndsMinute: settings.textingEndsMinute,
      snippets: snippetsOf(settings.snippets),
    },
    around: {
      brandName,
      shortLinkUrl: ctx.shortLinkUrl,
      from,
      country: shop.country,
      facts: { prices, limits },
      snippets: snippetsOf(settings.snippets),
      choices,
    },
    settingChoices: {
      segments,
      dateProperties: properties
        .filter(({ type }) => type === "date")
        .map(({ name }) => ({ value: name, label: name })),
    },
    choices: people.map((person) => ({
      value: person.id,
      label: [fullName(person), person.phone && formatPhone(person.phone)].filter(Boolean).join(" · "),
    })),
  };
}
