import { back, type ReplayCase } from "./replay-case.ts";
import type { Told } from "./replay-rig.ts";
import { comesBack, consent, DAY, erasedAndBack, text } from "./store-events.ts";

const ofCustomers = (): ReplayCase[] => [
  back,
  {
    since: "the customer was renamed",
    meanwhile: (told) =>
      told.deliver(
        "customers/update",
        told.body("customers/update", { first_name: "Grace", email: "grace@example.test", updated_at: told.at(9) }),
        9,
      ),
  },
  {
    since: "they were renamed, and it has no time of its own",
    body: (told) => told.body("customers/update", { updated_at: null }),
    before: (told) => told.deliver("customers/create", told.body("customers/create"), -1),
    meanwhile: (told) =>
      told.deliver(
        "customers/update",
        told.body("customers/update", { first_name: "Grace", updated_at: told.at(9) }),
        9,
      ),
  },
];

const known = (told: Told) => told.deliver("customers/create", told.body("customers/create"), -5);

const ofTags = (opposite: string): ReplayCase[] => [
  { ...back, before: known },
  {
    since: "the tags were changed back",
    before: known,
    meanwhile: (told) => told.deliver(opposite, told.body(opposite, { occurredAt: told.at(9) }), 9),
  },
];

/** Customers, their tags, their consent and their erasure. */
export const customerCases: Record<string, ReplayCase[]> = {
  "customer.tags_added": ofTags("customer.tags_removed"),
  "customer.tags_removed": ofTags("customer.tags_added"),
  "customers/create": ofCustomers(),
  "customers/update": ofCustomers(),
  "customers/data_request": [{ ...back, before: known }],
  "customers/delete": [
    { since: "nothing else", before: known, meanwhile: async () => {} },
    { ...back, before: known },
  ],
  "customers/merge": [
    {
      since: "the person who remained opted in again",
      before: async (told) => {
        await known(told);
        const other = { id: told.customerId + 1, phone: "+12125550199", updated_at: told.at(-5) };
        await told.deliver("customers/create", told.body("customers/create", other), -5);
        await told.deliver(
          "customers_marketing_consent/update",
          { ...consent(told, "unsubscribed", -4), id: told.customerId + 1, phone: "+12125550199" },
          -4,
        );
      },
      meanwhile: async (told) => {
        await told.deliver("customers_marketing_consent/update", consent(told, "subscribed", DAY), DAY);
        // News of the record that is gone, from before the merge.
        const late = { id: told.customerId + 1, phone: "+12125550199", updated_at: told.at(-5) };
        await told.deliver("customers/update", told.body("customers/update", late), DAY + 5);
      },
    },
    { ...back, before: known },
  ],
  "customers/redact": [
    { since: "the customer came back", before: known, meanwhile: comesBack },
    { since: "nothing else", before: known, meanwhile: async () => {} },
    { since: "they came to the store for the first time", meanwhile: comesBack },
  ],
  "customers_marketing_consent/update": [
    {
      since: "they opted out at the store",
      body: (told) => consent(told, "subscribed", 0),
      meanwhile: (told) => told.deliver("customers_marketing_consent/update", consent(told, "unsubscribed", 9), 9),
    },
    {
      since: "they opted in at the store",
      body: (told) => consent(told, "unsubscribed", 0),
      meanwhile: (told) => told.deliver("customers_marketing_consent/update", consent(told, "subscribed", 9), 9),
    },
    {
      since: "they opted out at the store, and it has no time of its own",
      body: (told) => consent(told, "subscribed", null),
      meanwhile: (told) => told.deliver("customers_marketing_consent/update", consent(told, "unsubscribed", 9), 9),
    },
    {
      since: "they texted START, and it has no time of its own",
      body: (told) => consent(told, "unsubscribed", null),
      meanwhile: (told) => text(told, "subscribed", 9),
    },
    {
      since: "they texted STOP, and it has no time of its own",
      before: known,
      body: (told) => consent(told, "subscribed", null),
      meanwhile: (told) => text(told, "unsubscribed", 9),
    },
    { ...back, body: (told) => consent(told, "subscribed", 0) },
    {
      since: "they were erased and came back, and it has no time of its own",
      body: (told) => consent(told, "unsubscribed", null),
      meanwhile: erasedAndBack,
    },
    {
      since: "they were erased, and it has no time of its own",
      body: (told) => consent(told, "unsubscribed", null),
      meanwhile: (told) => told.deliver("customers/redact", told.body("customers/redact"), DAY),
    },
  ],
};
