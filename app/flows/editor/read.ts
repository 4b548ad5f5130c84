import { z } from "zod";
import type { Merchant } from "#app/authenticate";
import { readChoices } from "#app/segments/segment/read-choices";
import { publishedLinks } from "#domain/flows/checking/published-links";
import { readStoreThings } from "#domain/flows/checking/read-store-things";
import { pauseSentence } from "#domain/flows/publishing/pause";
import { findFlow } from "#domain/flows/report/find";
import { snippetsOf } from "#domain/flows/snippets/manage";
import { trialChoices } from "#domain/flows/trial/setting";
import { findVersion } from "#domain/flows/versions/history";
import { latestMove } from "#domain/flows/versions/moving/latest";
import { segmentsToChoose } from "#domain/segments/suggestions";
import { factsOf } from "#domain/senders/facts-of";
import { activeSenders } from "#domain/senders/read";
import { readSettings } from "#domain/shops/settings";
import { formatPhone } from "#domain/subscribers/format-phone";
import { fullName } from "#domain/subscribers/person-name";
import { propertyNames } from "#domain/subscribers/properties/read";

const versionNumber = z.union([z.null(), z.coerce.number().int().min(1).max(1_000_000)]).catch(null);

export type FlowData = NonNullable<Awaited<ReturnType<typeof readFlowPage>>>;

/** One flow: its steps, what their forms need, and whether anyone enters. Null when the flow isn't the shop's. */
export async function readFlowPage({ shopId, shop, ctx }: Merchant, flowId: string, search: URLSearchParams) {
  const flow = await findFlow(ctx.db, shopId, flowId);
  if (!flow) return null;
  const restoring = versionNumber.parse(search.get("restore"));
  const [store, links, settings, [sender], people, choices, segments, properties, restored, move] = await Promise.all([
    readStoreThings(ctx.db, shopId),
    publishedLinks(ctx.db, shopId),
    readSettings(ctx.db, shopId),
    activeSenders(ctx.db, shopId),
    trialChoices(ctx.db, shopId),
    readChoices({ ctx, shopId }),
    segmentsToChoose(ctx.db, shopId),
    propertyNames(ctx.db, shopId),
    restoring === null ? null : findVersion(ctx.db, shopId, flowId, restoring),
    latestMove(ctx.db, shopId, flowId),
  ]);
  const brandName = settings.brandName || shop.name || shop.domain;
  const from = sender ? formatPhone(sender.phone) : brandName;
  const { prices, limits } = factsOf(ctx.providers, sender?.provider);
  return {
    flow,
    /** The version that goes into the draft now. */
    restored,
    move,
    pauseSentence,
    hasSender: sender !== undefined,
    hours: {
      textingStartsMinute: settings.textingStartsMinute,
      textingEndsMinute: settings.textingEndsMinute,
      snippets: snippetsOf(settings.snippets),
      store,
    },
    links,
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
