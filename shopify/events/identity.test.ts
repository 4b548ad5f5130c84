import { readFileSync } from "node:fs";
import { PUBLISHED } from "@cartbell/sim/data";
import { describe, expect, test } from "vitest";
import { translateWebhook, webhookTopics } from "#shopify/events";

const samples = new URL("webhooks/samples/", PUBLISHED);
const PRIVACY = ["customers/data_request", "customers/redact", "shop/redact"];
const triggeredAt = new Date("2026-11-24T15:00:00Z");
const about = {
  shopId: "shop",
  shopDomain: "super-toys.myshopify.com",
  storeNumber: "548380009",
  intakeId: "row",
  receivedAt: new Date("2026-11-25T15:00:00Z"),
};

/** The published app/uninstalled leaves the shop's domain out; real ones name it. */
function sample(topic: string): Record<string, unknown> {
  const body = JSON.parse(readFileSync(new URL(`${topic}.json`, samples), "utf8")) as Record<string, unknown>;
  if (topic === "app/uninstalled") return { ...body, myshopify_domain: about.shopDomain };
  if (topic !== "shop/update") return body;
  // Cut down to what shopify.app.toml asks for.
  const fields = [
    "name",
    "currency",
    "country_code",
    "iana_timezone",
    "customer_email",
    "plan_display_name",
    "updated_at",
  ];
  const told = Object.fromEntries(fields.map((name) => [name, body[name] ?? "told"]));
  return { ...told, iana_timezone: "America/New_York", updated_at: null, myshopify_domain: about.shopDomain };
}

describe("headers that do not belong to the body", () => {
  const shop_domain = about.shopDomain;
  const customer = { id: 1, phone: "+12125550100" };
  const genuine: Record<string, Record<string, unknown>> = {
    ...Object.fromEntries(webhookTopics.filter((topic) => !PRIVACY.includes(topic)).map((it) => [it, sample(it)])),
    "checkouts/delete": { ...sample("checkouts/delete"), token: "abc" },
    "customers/data_request": { shop_id: 1, shop_domain, customer, orders_requested: [2], data_request: { id: 3 } },
    "customers/redact": { shop_id: 1, shop_domain, customer, orders_to_redact: [2] },
    "shop/redact": { shop_id: 1, shop_domain },
  };
  const DESTRUCTIVE = ["app/uninstalled", "checkouts/delete", "customers/delete", "customers/redact", "shop/redact"];
  const as = (topic: string, body: unknown, given: object = {}) =>
    translateWebhook({ ...about, triggeredAt, topic, body: Buffer.from(JSON.stringify(body)), ...given });

  test.each(DESTRUCTIVE)("a signed body of another topic destroys nothing as %s", (topic) => {
    for (const [other, body] of Object.entries(genuine))
      if (other !== topic) expect(as(topic, body).kind, `${other} sent as ${topic}`).not.toBe("events");
    for (const body of [{}, { id: 1 }, { shop_domain: null }, [], "text", null]) {
      if (topic === "customers/delete" && JSON.stringify(body) === '{"id":1}') continue;
      expect(as(topic, body).kind, JSON.stringify(body)).not.toBe("events");
    }
    expect(as(topic, genuine[topic]).kind).toBe("events");
  });

  test("a record of one type is not taken for one of another", () => {
    const families = [
      /^orders\//,
      /^checkouts\/(create|update)/,
      /^customers\/(create|update|delete)|marketing/,
      /^refunds/,
    ];
    for (const topic of webhookTopics.filter((it) => families.some((family) => family.test(it))))
      for (const [other, body] of Object.entries(genuine)) {
        const family = families.find((it) => it.test(topic));
        if (!family?.test(other)) expect(as(topic, body).kind, `${other} sent as ${topic}`).not.toBe("events");
      }
  });

  test.each(["app/uninstalled", ...PRIVACY])("%s of another shop is refused, whatever its header says", (topic) => {
    const other = { shopDomain: "another.myshopify.com" };
    expect(as(topic, genuine[topic], other)).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("shop"),
    });
    expect(as(topic, genuine[topic], { shopDomain: about.shopDomain.toUpperCase() }).kind).toBe("events");
  });

  const LINKED = { order_status_url: /^orders/, abandoned_checkout_url: /^checkouts.(create|update)/ };
  const links: [string, string][] = Object.entries(LINKED).flatMap(([field, of]) =>
    webhookTopics.filter((topic) => of.test(topic)).map((topic): [string, string] => [topic, field]),
  );

  test.each(links)("%s of another shop is told by the number in its %s", (topic, field) => {
    const page = field === "order_status_url" ? "orders" : "checkouts";
    const link = (path: string, host = "super-toys.example") => ({
      ...genuine[topic],
      [field]: `https://${host}${path}`,
    });
    for (const host of ["super-toys.example", "super-toys.myshopify.com", "other.myshopify.com"]) {
      expect(as(topic, link(`/548380009/${page}/b1946ac92492d234/authenticate?key=x`, host)).kind).toBe("events");
      expect(as(topic, link(`/690933842/${page}/b1946ac92492d234/authenticate?key=x`, host))).toMatchObject({
        kind: "refused",
        reason: expect.stringContaining("another shop"),
      });
    }
    // A shop whose number is not known yet, and links without one.
    const foreign = link(`/690933842/${page}/b1946ac92492d234`);
    expect(as(topic, foreign, { storeNumber: null }).kind).toBe("events");
    for (const path of [`/${page}/cn/Z2NwLXVz/690933842/${page}/1`, "/", "/690933842/account", ""])
      expect(as(topic, link(path)).kind, path).toBe("events");
    for (const value of [null, 7, [], "no link"]) {
      const translated = as(topic, { ...genuine[topic], [field]: value });
      expect(translated.kind === "refused" && translated.reason.includes("another shop"), String(value)).toBe(false);
    }
  });

  test.each(DESTRUCTIVE)("%s that is older than two days is refused, and a time to come counts as now", (topic) => {
    const at = (hours: number) => ({ triggeredAt: new Date(about.receivedAt.getTime() + hours * 3_600_000) });
    expect(as(topic, genuine[topic], at(-48)).kind).toBe("events");
    expect(as(topic, genuine[topic], at(-48.1))).toMatchObject({ kind: "refused" });
    const early = as(topic, genuine[topic], at(24 * 365));
    expect(early.kind === "events" && early.events.map(({ eventAt }) => eventAt)).toEqual([about.receivedAt]);
  });
});
