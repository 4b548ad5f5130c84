import { waitForText } from "@cartbell/sim/people/shopper";
import { createKey } from "#domain/api-keys/keys";
import type { Context } from "#domain/context";
import { createFlow } from "#domain/flows/publishing/create";
import { publishFlow } from "#domain/flows/publishing/publish";
import { step } from "../progress.ts";
import type { CheckedShop } from "./install-story.ts";
import { mustBe, observe } from "./observe.ts";
import { phonesFrom, subscribePeople } from "./subscribe.ts";
import type { World } from "./world.ts";

const [phone = ""] = phonesFrom(5_920_000, 1);
const EVENT = "Points earned";
const TEXT = "You earned 120 points";

/** An event that another program sends to the API, which starts a flow. */
export async function apiStory(ctx: Context, world: World, shop: CheckedShop, appUrl: string): Promise<void> {
  const send = await step("The merchant creates an API key and publishes a flow that an event starts", async () => {
    const document = {
      purpose: "marketing",
      trigger: { kind: "custom-event", settings: { name: EVENT, properties: ["points"] } },
      steps: [
        {
          id: "thanks",
          type: "send",
          config: { text: "You earned {{ event.points }} points at {{ shop.name }}." },
          arms: {},
        },
      ],
    };
    const id = await createFlow(ctx, shop.id, { name: "Points", document });
    await publishFlow(ctx, shop.id, id);
    await subscribePeople(ctx, shop, [phone], "teas");
    const by = { id: "1", name: "Robin" };
    const { secret } = await createKey(ctx, shop.id, { name: "Loyalty program", scopes: ["events:write"], by });
    return (key: string) => sendEvent(appUrl, key, secret);
  });
  await step("Another program sends the event twice by HTTP with the key, and her phone shows one text", async () => {
    mustBe((await send("points-17")).accepted === 1, "The event was not accepted.");
    mustBe((await send("points-17")).duplicates === 1, "The repeated event was not recognized.");
    await waitForText({ carrierUrl: world.carrierUrl, phone, containing: TEXT, timeoutMs: 20_000 });
    await observe("One text", async () => (await world.textsOn(phone)).length === 1);
  });
  await step("A made-up key is refused", async () => {
    const response = await post(appUrl, "points-18", `cbk_${"A".repeat(43)}`);
    mustBe(response.status === 401, `The API answered ${response.status}.`);
  });
}

async function sendEvent(
  appUrl: string,
  id: string,
  secret: string,
): Promise<{ accepted: number; duplicates: number }> {
  const response = await post(appUrl, id, secret);
  const answer = await response.text();
  mustBe(response.status === 202, `The API answered ${response.status}: ${answer}`);
  return JSON.parse(answer);
}

function post(appUrl: string, id: string, secret: string): Promise<Response> {
  return fetch(`${appUrl}/api/v1/events`, {
    method: "POST",
    headers: { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" },
    body: JSON.stringify({ id, name: EVENT, person: { phone }, properties: { points: 120 } }),
  });
}
