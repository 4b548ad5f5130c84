import { beforeEach, expect, test } from "vitest";
import { aCampaign } from "../../../test/factories/campaigns/campaign.ts";
import { aContext } from "../../../test/factories/context.ts";
import { emptyDatabase } from "../../../test/setup/per-worker.ts";
import { editCampaign } from "./edit.ts";

const ctx = aContext();
beforeEach(emptyDatabase);

test.each([
  ["a misspelled tag", "Hi {{ customer.frist_name }}, sale!"],
  ["a tag of a flow", "Your cart: {{ cart.total }}"],
  ["a tag inside a condition", "Hi{% if customer.name %} there{% endif %}"],
  ["a tag inside a filter", "Hi {{ customer.first_name | default: customer.nickname }}"],
])("a campaign is not saved with %s, and the sentence names the tag", async (_name, body) => {
  const { shopId, id } = await aCampaign(ctx.db);
  await expect(editCampaign(ctx, shopId, id, { body })).rejects.toMatchObject({
    code: "campaign-body-wrong",
    field: "body",
    message: expect.stringMatching(/isn’t a valid merge tag here\. Use one of customer\.first_name/),
  });
});

test("names that a text makes itself are no merge tags", async () => {
  const { shopId, id } = await aCampaign(ctx.db);
  const body =
    "{% assign sale = '20%' %}{% for i in (1..2) %}{{ i }}{% endfor %} Hi {{ customer.first_name }}, {{ sale }} off";
  await editCampaign(ctx, shopId, id, { body });
});
