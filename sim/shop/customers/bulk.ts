import { completeAddress } from "../address.ts";
import type { Shop } from "../shops/shop.ts";
import { type Store, timestamp } from "../store.ts";
import { chance } from "../webhooks/chance.ts";
import type { Customer } from "./customer.ts";
import { addCustomer, findCustomer } from "./upsert.ts";

export interface BulkSeed {
  count: number;
  /** Share of the customers who agreed to texts, 0 to 1. */
  consentShare: number;
  /** Makes names, places and numbers repeatable. */
  seed: number;
  /** Numbers are `+1<area code>555<0100 onwards>`, handed out from here. */
  startAt: number;
  tags: string[];
}

const firstNames =
  "Ava,Noah,Mia,Liam,Zoe,Ethan,Ruth,Caleb,Ines,Omar,Priya,Jonas,Nina,Theo,Amara,Felix,Leila,Hugo,Grace,Mateo,Yara,Simon,Freya,Diego".split(
    ",",
  );
const lastNames =
  "Bennett,Castillo,Novak,Ferreira,Lindqvist,Okoye,Marsh,Dubois,Haddad,Whitaker,Sato,Moreau,Kelly,Varga,Nguyen,Brandt,Abbott,Rossi,Keane,Ortiz".split(
    ",",
  );
/** Area codes with a place in them, across the country's time zones. */
const places = [
  { area: "207", city: "Portland", provinceCode: "ME", zip: "04101" },
  { area: "617", city: "Boston", provinceCode: "MA", zip: "02108" },
  { area: "212", city: "New York", provinceCode: "NY", zip: "10001" },
  { area: "305", city: "Miami", provinceCode: "FL", zip: "33101" },
  { area: "404", city: "Atlanta", provinceCode: "GA", zip: "30303" },
  { area: "312", city: "Chicago", provinceCode: "IL", zip: "60601" },
  { area: "512", city: "Austin", provinceCode: "TX", zip: "78701" },
  { area: "303", city: "Denver", provinceCode: "CO", zip: "80202" },
  { area: "602", city: "Phoenix", provinceCode: "AZ", zip: "85001" },
  { area: "206", city: "Seattle", provinceCode: "WA", zip: "98101" },
  { area: "415", city: "San Francisco", provinceCode: "CA", zip: "94103" },
  { area: "808", city: "Honolulu", provinceCode: "HI", zip: "96801" },
];

/**
 * Adds thousands of customers at once, without webhooks. The same seed gives the same people; a number that is taken
 * is passed over, so that a second call adds new ones. Returns the customers added.
 */
export function seedCustomers(
  store: Store,
  shop: Shop,
  { count, consentShare, seed, startAt, tags }: BulkSeed,
): Customer[] {
  const draw = chance(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(draw() * from.length)] ?? (from[0] as T); // lists above aren't empty
  const now = timestamp(store);
  const added: Customer[] = [];
  for (let position = startAt; added.length < count; position += 1) {
    const place = places[position % places.length] ?? pick(places);
    const phone = numberAt(place.area, Math.floor(position / places.length));
    const [firstName, lastName] = [pick(firstNames), pick(lastNames)];
    const agreed = draw() < consentShare;
    const email = `${firstName}.${lastName}.${position}@example.com`.toLowerCase();
    if (findCustomer(shop, { phone, email })) continue;
    const address = completeAddress(
      { ...place, firstName, lastName, address1: `${1 + (position % 900)} Main Street`, phone, countryCode: "US" },
      shop,
    );
    const customer = addCustomer(store, shop, { firstName, lastName, email, phone, address });
    customer.tags = [...tags];
    if (agreed) {
      customer.smsConsent = {
        state: "SUBSCRIBED",
        optInLevel: "SINGLE_OPT_IN",
        updatedAt: now,
        collectedFrom: "SHOPIFY",
      };
    }
    added.push(customer);
  }
  return added;
}

/** Exchanges 555-01xx are reserved for fiction; past those hundred, numbers go on through the exchanges that are assigned. */
function numberAt(area: string, position: number): string {
  if (position < 100) return `+1${area}55501${String(position).padStart(2, "0")}`;
  const beyond = position - 100;
  return `+1${area}${220 + Math.floor(beyond / 10_000)}${String(beyond % 10_000).padStart(4, "0")}`;
}
