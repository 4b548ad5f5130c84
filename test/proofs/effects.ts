import type { StoreDelivery } from "../stories/store-control.ts";

/** The store's own record. */
export interface StoreRecord {
  customers: { id: number; phone: string; smsConsent: { state: string } }[];
  checkouts: {
    token: string;
    phone: string;
    totalCents: number;
    createdAt: string;
    completedAt: string | null;
    cartToken?: string;
  }[];
  orders: {
    id: number;
    phone: string;
    totalCents: number;
    refundedCents: number;
    createdAt: string;
    cancelledAt: string | null;
  }[];
  deliveries: StoreDelivery[];
}

/** What our database has of it. */
export interface OurRecord {
  subscribers: { phone: string | null; marketing: string }[];
  checkouts: { token: string; totalMicros: number; completedAt: Date | null; isTombstone: boolean }[];
  orders: { id: string; totalMicros: number; refundedMicros: number; cancelledAt: Date | null }[];
  /** Timeline entries that an event has exactly one of: "order-placed 7300", "checkout-started a1b2". */
  entries: string[];
  /** Flow texts that the carrier took; `subject` is the order or the checkout. */
  texts: { subject: string; handedAt: Date }[];
}

/** Every list is of sentences, and empty when each event had its effect, and one. */
export interface Effects {
  /** What the store's record says otherwise or no one has told us. */
  differences: string[];
  /** Effects that an event had twice. */
  doubled: string[];
  /** Texts about news that were too old to matter. */
  late: string[];
  /** Texts that were due and not sent, although we had been told in time. */
  untexted: string[];
}

const MINUTE_MS = 60_000;
/** Told within this, no one can say that we could not have texted. */
const IN_TIME_MS = 30 * MINUTE_MS;
/** A thank-you a day after the order, or a reminder two days after the cart, is worse than none. */
const LATEST_MS = { order: 24 * 60 * MINUTE_MS, checkout: 48 * 60 * MINUTE_MS };
const MICROS_PER_CENT = 10_000;

/** Holds our record against the store's: what was told late, twice, in any order or not at all must not show. */
export function effectsOf(store: StoreRecord, ours: OurRecord): Effects {
  return {
    differences: differencesIn(store, ours),
    doubled: [
      ...repeatedIn(ours.entries),
      ...repeatedIn(ours.texts.map(({ subject }) => `a text about ${subject}`)),
      ...repeatedIn(ours.subscribers.map(({ phone }) => `a subscriber with ${phone}`)),
    ],
    late: lateIn(store, ours),
    untexted: untextedIn(store, ours),
  };
}

/** Open checkouts, orders and customers of which not one delivery arrived. */
export function untold({ customers, checkouts, orders, deliveries }: StoreRecord): string[] {
  const told = new Set(deliveries.filter(({ status }) => status === "delivered").flatMap(subjectsOf));
  return [
    ...customers.map(({ id }) => `customer ${id}`),
    ...checkouts.filter(({ completedAt }) => completedAt === null).map(({ token }) => `checkout ${token}`),
    ...orders.map(({ id }) => `order ${id}`),
  ].filter((subject) => !told.has(subject));
}

function differencesIn(store: StoreRecord, ours: OurRecord): string[] {
  const subscribers = new Map(ours.subscribers.map((it) => [it.phone, it.marketing]));
  const checkouts = new Map(ours.checkouts.map((it) => [it.token, it]));
  const orders = new Map(ours.orders.map((it) => [it.id, it]));
  return [
    ...store.customers.flatMap(({ phone, smsConsent }) =>
      compare(`${phone}'s consent`, smsConsent.state.toLowerCase(), subscribers.get(phone)),
    ),
    ...store.checkouts.flatMap(({ token, totalCents, completedAt }) => {
      const known = checkouts.get(token);
      if (completedAt !== null) return known && known.completedAt === null ? [`Checkout ${token} looks open.`] : [];
      return compare(
        `Checkout ${token}`,
        { totalMicros: totalCents * MICROS_PER_CENT, isOpen: true },
        known && !known.isTombstone
          ? { totalMicros: known.totalMicros, isOpen: known.completedAt === null }
          : undefined,
      );
    }),
    ...store.orders.flatMap(({ id, totalCents, refundedCents, cancelledAt }) => {
      const known = orders.get(String(id));
      const amounts = { totalMicros: totalCents * MICROS_PER_CENT, refundedMicros: refundedCents * MICROS_PER_CENT };
      return compare(
        `Order ${id}`,
        { ...amounts, isCancelled: cancelledAt !== null },
        known && {
          totalMicros: known.totalMicros,
          refundedMicros: known.refundedMicros,
          isCancelled: known.cancelledAt !== null,
        },
      );
    }),
  ];
}

function compare(what: string, theirs: unknown, ours: unknown): string[] {
  if (ours === undefined) return [`${what} is unknown to us.`];
  const [one, other] = [JSON.stringify(theirs), JSON.stringify(ours)];
  return one === other ? [] : [`${what}: the store says ${one}, we say ${other}.`];
}

function repeatedIn(effects: string[]): string[] {
  const groups = Map.groupBy(effects, (effect) => effect);
  return [...groups].filter(([, of]) => of.length > 1).map(([effect, of]) => `There is ${effect} ${of.length} times.`);
}

function lateIn(store: StoreRecord, ours: OurRecord): string[] {
  const limits = new Map([
    ...store.orders.map(({ id, createdAt }) => [String(id), Date.parse(createdAt) + LATEST_MS.order] as const),
    ...store.checkouts.map(({ token, createdAt }) => [token, Date.parse(createdAt) + LATEST_MS.checkout] as const),
  ]);
  return ours.texts
    .filter(({ subject, handedAt }) => handedAt.getTime() > (limits.get(subject) ?? 0))
    .map(({ subject, handedAt }) => `The text about ${subject} left too late, at ${handedAt.toISOString()}.`);
}

/**
 * An order that was told in time is confirmed; a cart that was told in time is reminded of, of someone who subscribed,
 * as was also told in time. Who cancelled, or unsubscribed at any time, may go without.
 */
function untextedIn({ customers, checkouts, orders, deliveries }: StoreRecord, ours: OurRecord): string[] {
  const inTime = new Set(deliveries.filter(isInTime).flatMap(subjectsOf));
  const texted = new Set(ours.texts.map(({ subject }) => subject));
  const reachable = new Set(
    customers
      .filter(({ id, smsConsent }) => smsConsent.state === "SUBSCRIBED" && inTime.has(`consent ${id}`))
      .map(({ phone }) => phone),
  );
  const confirmed = orders.filter(({ id, cancelledAt }) => cancelledAt === null && inTime.has(`order ${id}`));
  const reminded = checkouts.filter(
    ({ token, phone, completedAt }) => completedAt === null && inTime.has(`checkout ${token}`) && reachable.has(phone),
  );
  return [...confirmed.map(({ id }) => String(id)), ...reminded.map(({ token }) => token)]
    .filter((subject) => !texted.has(subject))
    .map((subject) => `Nobody was texted about ${subject}, of which we knew in time.`);
}

function isInTime({ status, triggeredAt, attempts }: StoreDelivery): boolean {
  const at = attempts.find((attempt) => attempt.status === 200)?.at;
  return status === "delivered" && at !== undefined && Date.parse(at) - Date.parse(triggeredAt) < IN_TIME_MS;
}

interface Told {
  id?: number;
  token?: string;
  customer?: Told | null;
  sms_marketing_consent?: { state: string } | null;
}

/** What a delivery is about. One about a purchase tells of its customer, too. */
function subjectsOf({ topic, body }: StoreDelivery): string[] {
  const told: Told = body;
  const [kind] = topic.split("/");
  if (kind === "customers" || kind === "customers_marketing_consent") return customerIn(told);
  const buyer = told.customer ? customerIn(told.customer) : [];
  if (kind === "checkouts") return [`checkout ${told.token}`, ...buyer];
  if (kind === "orders") return [`order ${told.id}`, ...buyer];
  return [];
}

function customerIn({ id, sms_marketing_consent: consent }: Told): string[] {
  return [`customer ${id}`, ...(consent?.state === "subscribed" ? [`consent ${id}`] : [])];
}
