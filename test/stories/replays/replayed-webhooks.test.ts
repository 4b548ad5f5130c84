import { describe, expect, test } from "vitest";
import { redactShopFurther } from "#domain/privacy/redact-shop";
import { webhookTopics } from "#shopify/events";
import { REPLAYED_AT, type ReplayCase } from "./replay-case.ts";
import { replayCases } from "./replay-cases.ts";
import { aReplayRig } from "./replay-rig.ts";

// Only the body of a webhook is signed. Who has a copy of one can send it again later, to the same shop, as news of today.

const rig = aReplayRig();

test("every topic that the app subscribes to has its cases", () => {
  // shopify/app-toml.test.ts holds these topics and shopify.app.toml together.
  expect(new Set(Object.keys(replayCases))).toEqual(new Set(webhookTopics));
  for (const [topic, cases] of Object.entries(replayCases)) expect(cases, topic).not.toHaveLength(0);
});

describe.each(Object.entries(replayCases))("%s changes nothing when it is replayed after", (topic, cases) => {
  test.each(cases)("$since", async (given: ReplayCase) => {
    const told = await rig.tell();
    await given.before?.(told);
    const body = given.body?.(told) ?? told.body(topic);
    await told.deliver(topic, body, 0);
    await given.meanwhile(told);

    const later = await told.readStatus();
    await told.deliver(topic, body, REPLAYED_AT);
    while (await redactShopFurther(told.ctx, told.shopId));
    if (given.asksTheStore) await told.storeSays("installed", REPLAYED_AT);
    expect(await told.readStatus()).toEqual(later);
  });
});
