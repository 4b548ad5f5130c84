import type { Merchant } from "#app/authenticate";
import { countryNames } from "#app/ui/country-names";
import { listsToChoose } from "#domain/segments/lists/read";
import { NAMED_REGIONS, placeName } from "#domain/segments/place-name";
import { campaignsToChoose, flowsToChoose, productsToChoose, zonesToChoose } from "#domain/segments/suggestions";
import { propertyNames } from "#domain/subscribers/properties/read";
import { subscriberTags } from "#domain/subscribers/tags";
import type { Choices } from "./choices.ts";

/** What there is to choose from in the rules of a segment. */
export async function readChoices({ ctx, shopId }: Pick<Merchant, "ctx" | "shopId">): Promise<Choices> {
  const [tags, products, zones, campaigns, flows, lists, properties] = await Promise.all([
    subscriberTags(ctx.db, shopId),
    productsToChoose(ctx.db, shopId),
    zonesToChoose(ctx.db, shopId),
    campaignsToChoose(ctx.db, shopId),
    flowsToChoose(ctx.db, shopId),
    listsToChoose(ctx.db, shopId),
    propertyNames(ctx.db, shopId),
  ]);
  const places = [...countryNames(), ...NAMED_REGIONS.map((code) => ({ value: code, label: placeName(code) }))];
  return {
    tags: tags.map((tag) => ({ value: tag, label: tag })),
    products,
    zones,
    campaigns,
    flows,
    lists: lists.map(({ id, name }) => ({ value: id, label: name })),
    properties: properties.map(({ name }) => ({ value: name, label: name })),
    places: [...new Map(places.map((place) => [place.value, place])).values()],
  };
}
