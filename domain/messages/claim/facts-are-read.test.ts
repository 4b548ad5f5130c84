import { expect, test } from "vitest";
import { abandonedCart } from "#domain/flows/presets/abandoned-cart";
import { trialSetting } from "#domain/flows/trial/setting";
import { aRecipient, shopRules } from "../../../test/factories/claim/decision.ts";
import { aContext } from "../../../test/factories/context.ts";
import { aSender } from "../../../test/factories/sender.ts";
import { aSubscriber } from "../../../test/factories/subscriber.ts";
import { readRecipients } from "./recipients.ts";
import { readSliceSetting } from "./slice-setting.ts";

// The result types of queries are written by hand. The compiler asks the factories for every field, and this the queries.

const ctx = aContext();
const factsOfPerson = Object.keys(aRecipient());
const factsOfShop = Object.keys(shopRules());

test("the claim and a flow's trial read every fact that a decision asks for", async () => {
  const { shopId, id } = await aSubscriber(ctx.db);
  const sender = await aSender(ctx.db, { shopId });
  const [person] = await readRecipients(ctx.db, shopId, [id]);
  const setting = await readSliceSetting(ctx.db, ctx.providers, shopId, sender.id, ctx.clock.now());
  const trial = await trialSetting(ctx, shopId, { kind: "subscriber", id }, abandonedCart.document);
  const missing = (facts: string[], read: object | null | undefined) => facts.filter((name) => !(name in (read ?? {})));
  expect({
    "domain/messages/claim/people.sql": missing(factsOfPerson, person),
    "domain/messages/claim/slice-setting.sql": missing(factsOfShop, setting),
    "trial-person": missing(factsOfPerson, trial?.recipient),
    "trial-shop": missing(factsOfShop, trial?.shop),
  }).toEqual({
    "domain/messages/claim/people.sql": [],
    "domain/messages/claim/slice-setting.sql": [],
    "trial-person": [],
    "trial-shop": [],
  });
});
