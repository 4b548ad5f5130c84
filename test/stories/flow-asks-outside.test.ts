import { expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { addStaff, listStaff } from "#domain/staff/staff";
import { aLiveFlow } from "../factories/flow.ts";
import { aProvenPhone } from "../factories/proven-phone.ts";
import { aReceiver } from "../factories/requests/receiver.ts";
import { FERNHILL, openStory } from "./story-world.ts";
import { until } from "./until.ts";

// A flow asks the merchant's own server and the store on the way to its text, and none of them is in the text's way.

const receiver = await aReceiver();
const world = await openStory({ trustedReceivers: [receiver.place] });
const { ctx, carrier } = world;
const { everyShop: prisma } = ctx.db;
const store = world.store(FERNHILL);
const shopId = await world.install(FERNHILL);
await world.connect(shopId);

const step = (id: string, type: string, config: object) => ({ id, type, config });
const STAFF_PHONE = "+12125550590";
await aProvenPhone(ctx.db, shopId, STAFF_PHONE);
await addStaff(ctx, shopId, { name: "Robin", phone: STAFF_PHONE });
const staffIds = (await listStaff(ctx.db, shopId)).map(({ id }) => id);
const document = parseDocument({
  purpose: "marketing",
  trigger: { kind: "order-placed" },
  steps: [
    step("hook", "webhook", {
      url: receiver.url,
      waits: true,
      waitMinutes: 30,
      answers: [{ name: "points", path: "customer.points" }],
    }),
    step("staff", "notify-staff", { staffIds, text: "{{ customer.first_name }} ({{ customer.phone }}) bought" }),
    step("fetch", "fetch", { what: "customer" }),
    step("code", "discount-code", { terms: { kind: "percentage", value: 10, minimumMicros: 0, prefix: "FERN" } }),
    {
      ...step("many", "branch", {
        condition: { kind: "answer", tag: "webhook.points", compare: "at-least", value: "5" },
      }),
      arms: {
        yes: [
          step("say", "send", {
            text: "{{ webhook.points }} points, {{ fetched.orders }} orders, {{ discount.code }} {{ discount.link }}",
          }),
        ],
        no: [step("say-few", "send", { text: "Few points, {{ fetched.orders }} orders, {{ discount.code }}" })],
      },
    },
  ],
});
await aLiveFlow(ctx.db, { shopId, document, preset: "asks-outside" });

const phone = (number: number) => `+1212555${String(number).padStart(4, "0")}`;
const buys = (number: number, more: object = {}) =>
  store.post("orders", {
    ...{ phone: phone(number), email: `ada${number}@example.test`, firstName: "Ada", consent: true },
    ...more,
  });
interface ShopRecord {
  domain: string;
  discounts: Record<string, number>;
}
const shopRecord = async () => {
  const all = await fetch(new URL("/control", world.config.SHOPIFY_SIMULATOR_URL));
  return ((await all.json()) as ShopRecord[]).find(({ domain }) => domain === FERNHILL);
};
const textTo = (number: number) =>
  until(`a text to ${phone(number)}`, async () => {
    const texts = await carrier.textsOn(phone(number)).catch(() => []);
    return texts.find(({ body }) => body.includes("points"))?.body;
  });

test("the text has the server's answer, the store's data and a code of the person's own that works once", async () => {
  let tries = 0;
  receiver.answer = (_, response) => {
    tries += 1;
    if (tries === 1) response.writeHead(503).end();
    else response.end('{"customer":{"points":7}}');
  };
  await buys(501);
  await receiver.until(1);
  await until("the failure is written down", () =>
    prisma.outgoingRequest.findFirst({ where: { trouble: "server-error", takenUntil: null } }),
  );
  await world.advance(15_000);
  const text = await textTo(501);
  const code = /FERN-[A-Z0-9]{10}/.exec(text)?.[0] ?? "";
  expect(text).toContain(`7 points, 1 orders, ${code} https://${FERNHILL}/discount/${code}`);
  const [first, second] = receiver.heard;
  expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  expect(JSON.parse(second?.body ?? "")).toMatchObject({
    type: "flow.webhook",
    data: { stepId: "hook", person: { firstName: "Ada", phone: phone(501) } },
  });
  const discounts = async () => (await shopRecord())?.discounts ?? {};
  expect((await discounts())[code]).toBe(10);
  await buys(501, { discountCode: code });
  expect((await discounts())[code]).toBeUndefined();
});

test("the staff is told of the person, on a phone that was proven", async () => {
  const texts = await until("a text to the staff", async () => {
    const all = await carrier.textsOn(STAFF_PHONE);
    return all.length > 0 && all.map(({ body }) => body);
  });
  expect(texts).toContain("Ada (+1 212 555 0501) bought");
});

test("two people get two codes", async () => {
  receiver.answer = (_, response) => void response.end('{"customer":{"points":1}}');
  await Promise.all([buys(502), buys(503)]);
  const texts = await Promise.all([textTo(502), textTo(503)]);
  const codes = texts.map((text) => /FERN-[A-Z0-9]{10}/.exec(text)?.[0]);
  expect(codes[0]).toBeDefined();
  expect(codes[0]).not.toBe(codes[1]);
});

test("a server that never takes the request delays the text for as long as the step says, and no longer", async () => {
  receiver.answer = (request) => void request.socket.destroy();
  await buys(504);
  await until("the failure is written down", () =>
    prisma.outgoingRequest.findFirst({ where: { trouble: "connection", takenUntil: null } }),
  );
  await world.advance(31 * 60_000);
  expect(await textTo(504)).toMatch(/Few points, 1 orders, FERN-/);
});
