import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Rig, shop, startRig } from "./store-rig.ts";

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
  await rig.install();
});
afterEach(() => rig.close());

/** A browser that keeps cookies and follows redirects, with no script. */
function browser() {
  const cookies = new Map<string, string>();
  async function open(
    path: string,
    form?: Record<string, string>,
  ): Promise<{ url: URL; html: string; status: number }> {
    const url = new URL(path, rig.store.url);
    const response = await fetch(url, {
      redirect: "manual",
      headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split("=");
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    if (location) return open(new URL(location, url).href);
    return { url, html: await response.text(), status: response.status };
  }
  return open;
}

const contact = { email: "nia@example.com", phone: "(207) 555-0110", firstName: "Nia", lastName: "Cole", consent: "1" };
const address = { address1: "9 Pine Road", city: "Bangor", provinceCode: "ME", zip: "04401" };
const home = `/storefront/${shop}`;

async function variantOf(handle: string): Promise<string> {
  const { body } = await rig.get(`/control/${shop}`);
  const products = body.products as { handle: string; variants: { id: number }[] }[];
  return String(products.find((one) => one.handle === handle)?.variants[0]?.id);
}

async function leaveCheckout(open: ReturnType<typeof browser>): Promise<string> {
  await open(`${home}/cart/add`, { variant: await variantOf("camp-mug"), quantity: "2" });
  const checkout = await open(`${home}/checkout`, {});
  expect(checkout.html).toContain("Consent is not a condition of purchase");
  expect(checkout.html).not.toMatch(/name="consent"[^>]*checked/);
  await open(`${checkout.url.pathname}/contact`, contact);
  return checkout.url.pathname;
}

async function told(): Promise<string[]> {
  await rig.settle();
  return rig.app.topics();
}

describe("the storefront", () => {
  test("tells the app nothing before there is a contact, then of the checkout, its change and the order", async () => {
    const open = browser();
    await open(`${home}/?utm_source=instagram`);
    await open(`${home}/cart/add`, { variant: await variantOf("camp-mug"), quantity: "1" });
    const { url } = await open(`${home}/checkout`, {});
    expect(await told()).toEqual([]);

    await open(`${url.pathname}/contact`, contact);
    expect(new Set(await told())).toEqual(new Set(["checkouts/create", "customers/create"]));
    await open(`${url.pathname}/contact`, contact);
    expect(await told()).toHaveLength(2);
    await open(`${url.pathname}/discount`, { ...contact, discount: "welcome10" });
    expect((await told()).slice(2)).toEqual(["checkouts/update"]);

    const thanks = await open(`${url.pathname}/pay`, { ...contact, ...address });
    expect(thanks.html).toContain("Thank you, Nia!");
    expect(new Set((await told()).slice(3))).toEqual(
      new Set([
        "customers/update",
        "checkouts/update",
        "orders/create",
        "orders/paid",
        "customers_marketing_consent/update",
      ]),
    );
    const [order] = (await rig.get(`/control/${shop}/orders`)).body as unknown as Record<string, unknown>[];
    expect(order).toMatchObject({ phone: "+12075550110", discountCode: "WELCOME10", utm: { utm_source: "instagram" } });
    const created = rig.app.received.find(({ topic }) => topic === "checkouts/create");
    expect(JSON.parse(created?.rawBody ?? "")).toMatchObject({
      buyer_accepts_sms_marketing: true,
      sms_marketing_phone: "+12075550110",
    });
  });

  test("brings a left cart back on another device, with the link's utm and discount", async () => {
    const path = await leaveCheckout(browser());
    const [checkout] = (await rig.get(`/control/${shop}/checkouts`)).body as unknown as { recoveryUrl: string }[];
    const phone = browser();
    const back = await phone(`${checkout?.recoveryUrl}&utm_source=cartbell&utm_campaign=flow-1&discount=COMEBACK15`);
    expect(back.url.pathname).toBe(path);
    expect(back.url.searchParams.get("utm_source")).toBe("cartbell");
    expect(back.url.searchParams.has("key")).toBe(false);
    expect(back.html).toContain("Enamel camp mug");
    expect(back.html).toContain("COMEBACK15");

    await phone(`${path}/pay`, { ...contact, ...address });
    const [order] = (await rig.get(`/control/${shop}/orders`)).body as unknown as Record<string, unknown>[];
    expect(order).toMatchObject({
      discountCode: "COMEBACK15",
      totalCents: 3600 - 540 + 595,
      utm: { utm_source: "cartbell", utm_campaign: "flow-1" },
    });
    expect(order?.landingSite).not.toContain("key=");
  });

  test("doesn't open a cart to a link without its key", async () => {
    const path = await leaveCheckout(browser());
    expect((await browser()(`${path}/recover?key=guess`)).status).toBe(404);
  });

  test("says by the field what keeps an order from being placed", async () => {
    const open = browser();
    const path = await leaveCheckout(open);
    const refused = await open(`${path}/pay`, { ...contact, phone: "12", zip: "04401" });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain("Enter a phone number with its area code.");
    expect(refused.html).toContain("Enter an address.");
    expect((await rig.get(`/control/${shop}/orders`)).body).toEqual([]);
  });

  test("gives one order however often its checkout is paid", async () => {
    const open = browser();
    const path = await leaveCheckout(open);
    const form = { ...contact, ...address };
    const first = await open(`${path}/pay`, form);
    const second = await open(`${path}/pay`, form);
    expect(second.url.pathname).toBe(first.url.pathname);
    expect((await rig.get(`/control/${shop}/orders`)).body).toHaveLength(1);
  });
});
