import { Refusal } from "./http.ts";
import type { Shop } from "./shops/shop.ts";
import type { Dispatcher } from "./webhooks/dispatcher.ts";
import type { SubscribedTopics } from "./webhooks/subscribed-topics.ts";

/** The app as the store knows it: what its developer entered when registering it. */
export interface RegisteredApp {
  name: string;
  handle: string;
  url: string;
  /** Path the admin opens when nothing deeper is asked for. */
  homePath: string;
  webhookPath: string;
  apiKey: string;
  /** Signs whatever the store sends: the oldest that is not revoked. */
  apiSecret: string;
  /** Each of them proves that a request is the app's. */
  apiSecrets: string[];
  apiVersion: string;
  topics: SubscribedTopics;
  scopes: string[];
  /** How long an access token lives, in seconds of real time. */
  accessTokenTtl: number;
}

/** Where the other parts of the simulated world are, for the links on the front page. */
export interface WorldLinks {
  clockUrl?: string;
  carrierUrl?: string;
  peopleUrl?: string;
}

/** Everything a route of the simulated store needs. */
export interface Store {
  /** Known once the server listens. */
  url: string;
  clock: { now(): Date };
  app: RegisteredApp;
  shops: Map<string, Shop>;
  dispatcher: Dispatcher;
  world: () => WorldLinks;
  nextId(): number;
  /** Says that a shop's records changed, so that they are saved soon. */
  changed(): void;
}

/** The shop of that domain or number; `<name>` alone is enough. Refuses with 404. */
export function shopNamed(store: Store, domain: string): Shop {
  const shop = store.shops.get(domain) ?? store.shops.get(`${domain}.myshopify.com`) ?? numbered(store, domain);
  if (!shop) throw new Refusal(404, `There is no shop ${domain} in the simulated store.`);
  return shop;
}

function numbered(store: Store, number: string): Shop | undefined {
  return [...store.shops.values()].find(({ id }) => String(id) === number);
}

export function timestamp(store: Store): string {
  return store.clock.now().toISOString();
}
