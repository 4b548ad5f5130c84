import { beforeEach, describe, expect, test } from "vitest";
import { aContext } from "../../test/factories/context.ts";
import { aShop } from "../../test/factories/shop.ts";
import { aSubscriber } from "../../test/factories/subscriber.ts";
import { emptyDatabase } from "../../test/setup/per-worker.ts";
import { answerDataRequests } from "./answer-data-requests.ts";
import { emailIn } from "./find-people.ts";
import { redactCustomers } from "./redact-customers.ts";

const ctx = aContext();
const { db } = ctx;
beforeEach(emptyDatabase);

const EMAIL = "ada@harbor.test";

interface Someone {
  email?: string | null;
  customerId?: string | null;
  phone?: string;
}

interface Case {
  people: Someone[];
  request: { customerId?: string; phone?: string; email?: string };
  /** The people whom the request means, and those who lose their address alone, by their place. */
  meant: number[];
  blanked?: number[];
}

const cases: Record<string, Case> = {
  "one who is known by the address alone is meant": {
    people: [{ email: EMAIL }, { email: "bob@harbor.test" }],
    request: { customerId: "5", email: EMAIL },
    meant: [0],
  },
  "an address counts in whatever letters": {
    people: [{ email: "Ada@Harbor.test" }],
    request: { email: ` ${EMAIL.toUpperCase()} ` },
    meant: [0],
  },
  "one whose number and address agree is meant once": {
    people: [{ email: EMAIL, phone: "+12125550101" }],
    request: { phone: "+12125550101", email: EMAIL },
    meant: [0],
  },
  "of two who gave one address neither is meant": {
    people: [{ email: EMAIL }, { email: EMAIL }],
    request: { customerId: "5", email: EMAIL },
    meant: [],
    blanked: [0, 1],
  },
  "the one that the number names is meant, and another with the address is not": {
    people: [{ email: EMAIL, phone: "+12125550101" }, { email: EMAIL }],
    request: { phone: "+12125550101", email: EMAIL },
    meant: [0],
    blanked: [1],
  },
  "the one that the customer names is meant, and another with the address is not": {
    people: [{ email: null, customerId: "5" }, { email: EMAIL }],
    request: { customerId: "5", email: EMAIL },
    meant: [0],
    blanked: [1],
  },
  "another customer of the store is never meant by an address": {
    people: [{ email: EMAIL, customerId: "6" }],
    request: { customerId: "5", email: EMAIL },
    meant: [],
  },
  "an address that is part of another is another": {
    people: [{ email: `x${EMAIL}` }, { email: "a%@harbor.test" }],
    request: { email: EMAIL },
    meant: [],
  },
  "no address means nobody": { people: [{ email: null }, { email: "" }], request: { email: "" }, meant: [] },
};

describe.each(Object.entries(cases))("a privacy request: %s", (_, { people, request, meant, blanked = [] }) => {
  async function aShopWithThem() {
    const shop = await aShop(db, { country: "US" });
    const ids: string[] = [];
    for (const given of people) ids.push((await aSubscriber(db, { shopId: shop.id, ...given })).id);
    // The same address in another store is another store's.
    const elsewhere = await aSubscriber(db, { email: EMAIL });
    const asked = { shopId: shop.id, customerId: null, phone: null, orderIds: [], ...request };
    const of = (places: number[]) => new Set(places.map((place) => ids[place]));
    return { asked, of, ids, elsewhere };
  }

  test("for erasure", async () => {
    const { asked, of, ids, elsewhere } = await aShopWithThem();
    for (const _ of [1, 2]) await db.transaction((tx) => redactCustomers(tx, ctx, [asked]));
    const rows = await db.everyShop.subscriber.findMany({ where: { id: { in: ids } } });
    const erased = rows.filter((row) => row.redactedAt !== null).map((row) => row.id);
    expect(new Set(erased)).toEqual(of(meant));
    const lost = rows.filter((row) => row.redactedAt === null && row.email === null).map((row) => row.id);
    const hadNone = ids.filter((_, place) => people[place]?.email === null && !meant.includes(place));
    expect(new Set(lost)).toEqual(new Set([...of(blanked), ...hadNone]));
    const other = await db.everyShop.subscriber.findFirstOrThrow({ where: { id: elsewhere.id } });
    expect(other).toMatchObject({ email: EMAIL, redactedAt: null });
  });

  test("for their data", async () => {
    const { asked, of } = await aShopWithThem();
    const dataRequest = { ...asked, requestId: "1", askedAt: ctx.clock.now() };
    await db.transaction((tx) => answerDataRequests(tx, ctx, [dataRequest]));
    const { file } = await db.everyShop.dataRequest.findFirstOrThrow();
    const { identity } = file as { identity: { id: string }[] };
    expect(new Set(identity.map(({ id }) => id))).toEqual(of(meant));
  });
});

test.each([
  ["ada@harbor.test", "ada@harbor.test"],
  [" ADA@Harbor.Test\n", "ada@harbor.test"],
  ["", null],
  ["@", null],
  ["ada", null],
  ["ada@harbor.test, bob@harbor.test", null],
])("the address in %j is %j", (told, email) => expect(emailIn(told)).toBe(email));
