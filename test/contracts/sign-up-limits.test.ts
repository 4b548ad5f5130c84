import { beforeEach, describe, expect, test } from "vitest";
import { proxiedQuery } from "../factories/requests/proxied-query.ts";
import { signedForm } from "../factories/requests/signed-form.ts";
import { aShop } from "../factories/shop.ts";
import { SECRET } from "./endpoint-server.ts";
import { filledIn, openSignUps, type Sent, shown } from "./sign-up-rig.ts";

const { endpoints, send, taken } = await openSignUps();
let shops = 0;
let agreed: Record<string, string> = {};

describe("what comes too often is asked to wait and is not taken in", () => {
  const MANY = 200;
  /** Another shop each time: what an earlier test did counts for its own. */
  let domain = "";
  beforeEach(async () => {
    shops += 1;
    domain = `shop-${shops}.myshopify.com`;
    const { id } = await aShop(endpoints.ctx.db, { domain, country: "DE" });
    agreed = { ...filledIn, ...signedForm(id, shown) };
  });

  /** How many of many forms are answered with 200, and which limit refused the others. */
  async function admitted(formOf: (at: number) => Sent & { form: Record<string, string> }) {
    const before = endpoints.counted();
    let count = 0;
    for (let at = 0; at < MANY; at += 1) {
      const { form, ...sent } = formOf(at);
      const query = proxiedQuery(domain, SECRET, endpoints.ctx.clock.now());
      if ((await send(form, { query, ...sent })).status === 200) count += 1;
    }
    const refusedBy = Object.entries(endpoints.counted())
      .filter(([what, sum]) => what.includes("too often") && sum !== before[what])
      .map(([what]) => what);
    expect(await taken()).toHaveLength(count);
    return { count, refusedBy };
  }
  const mobile = (at: number) => `+49 151 ${23_450_000 + at}`;

  test("from one address, whatever it claims before the address that the store's proxy saw", async () => {
    const forged = (at: number) => ({ "X-Forwarded-For": `10.${at}.1.1, 1.1.1.${at}, 203.0.113.200, 10.0.0.1` });
    const { count, refusedBy } = await admitted((at) => ({
      form: { ...agreed, phone: mobile(at) },
      headers: forged(at),
    }));
    expect([count, refusedBy]).toEqual([10, ["sign-up: too often (address)"]]);
  });

  test("around the operator's proxies: then only the connection's own address is believed", async () => {
    const forged = (at: number) => ({ "X-Forwarded-For": `203.0.113.${at}` });
    const { count } = await admitted((at) => ({ form: { ...agreed, phone: mobile(at) }, headers: forged(at) }));
    expect(count).toBeLessThanOrEqual(10);
  });

  test("of one number, from ever other addresses", async () => {
    let second = 0;
    const { count, refusedBy } = await admitted(() => {
      second += 1;
      const at = new Date(endpoints.ctx.clock.now().getTime() - second * 1_000);
      return { form: { ...agreed, phone: "0151 23456781" }, query: proxiedQuery(domain, SECRET, at) };
    });
    expect([count, refusedBy[0]]).toEqual([3, "sign-up: too often (number)"]);
  });

  test("of one foreign country, from ever other numbers and addresses", async () => {
    const uzbek = (at: number) => `+998 90 ${1_234_000 + at}`;
    const { count, refusedBy } = await admitted((at) => ({ form: { ...agreed, phone: uzbek(at) } }));
    expect(count).toBeLessThanOrEqual(20);
    expect(refusedBy).toContain("sign-up: too often (country)");
  });

  test("at one shop, from ever other numbers and addresses", async () => {
    const { count, refusedBy } = await admitted((at) => ({ form: { ...agreed, phone: mobile(1_000 + at) } }));
    expect(count).toBeLessThanOrEqual(120);
    expect(refusedBy).toEqual(["sign-up: too often (shop)"]);
  });
});
