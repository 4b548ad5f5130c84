import { beforeAll, describe, expect, test } from "vitest";
import { action as estimate } from "#app/campaigns/estimate";
import { loader as people } from "#app/segments/list/people";
import { action as preview } from "#app/segments/preview";
import { loader as exported } from "#app/subscribers/export/file";
import { abandonedCart } from "#domain/flows/presets/abandoned-cart";
import { createList } from "#domain/segments/lists/manage";
import { saveSegment } from "#domain/segments/save";
import { newId } from "#platform/ids";
import { aCampaign } from "../test/factories/campaigns/campaign.ts";
import { aContext } from "../test/factories/context.ts";
import { aLiveFlow } from "../test/factories/flow.ts";
import { anUpload } from "../test/factories/import.ts";
import { aMerchantRequest } from "../test/factories/requests/merchant-request.ts";
import { aSender } from "../test/factories/sender.ts";
import { aShop } from "../test/factories/shop.ts";
import { aSubscriber } from "../test/factories/subscriber.ts";
import { action as steerDryRun } from "./campaigns/dry-run/route.tsx";
import { action as editCampaign } from "./campaigns/editor/route.tsx";
import { loader as campaigns } from "./campaigns/index/route.tsx";
import { loader as report, action as steer } from "./campaigns/report/route.tsx";
import { action as saveFlow } from "./flows/editor/route.tsx";
import { loader as list } from "./segments/list/route.tsx";
import { action as saveSegmentPage } from "./segments/segment/route.tsx";
import { action as changeSender } from "./settings/sender/route.tsx";
import { action as setUpImport } from "./subscribers/import/route.tsx";
import { loader as subscribers } from "./subscribers/index/route.tsx";

const ctx = aContext();
let shopId: string;
let domain: string;
beforeAll(async () => {
  ({ id: shopId, domain } = await aShop(ctx.db));
  await aSender(ctx.db, { shopId });
  await aSubscriber(ctx.db, { shopId, firstName: "Ada", tags: ["vip"] });
});

describe("a null byte in what is looked for is passed over", () => {
  test("in the list of subscribers, and in the file of them", async () => {
    for (const search of ["?search=A%00da", "?tag=vip%00", "?tag=%00"]) {
      const { lines } = await subscribers(aMerchantRequest(ctx, domain, { path: "/subscribers", search }));
      expect(lines).toHaveLength(1);
      const file = await (
        await exported(aMerchantRequest(ctx, domain, { path: "/subscribers/export/file", search }))
      ).text();
      expect(file).toContain("Ada");
    }
  });

  test("among people to put on a list, and on a list", async () => {
    const search = "?search=A%00da";
    expect(
      await (await people(aMerchantRequest(ctx, domain, { path: "/segments/people", search }))).json(),
    ).toHaveLength(1);
    const listId = await createList(ctx, shopId, "Fair");
    const { members } = await list(
      aMerchantRequest(ctx, domain, { path: "/segments/lists/:listId", params: { listId }, search }),
    );
    expect(members).toEqual([]);
  });

  test("among campaigns, and in a campaign's report", async () => {
    const { id: campaignId } = await aCampaign(ctx.db, { shopId, state: "finished", name: "Winter sale" });
    const { lines } = await campaigns(
      aMerchantRequest(ctx, domain, { path: "/campaigns", search: "?search=win%00ter" }),
    );
    expect(lines.map(({ id }) => id)).toEqual([campaignId]);
    const asked = aMerchantRequest(ctx, domain, {
      path: "/campaigns/:campaignId",
      params: { campaignId },
      search: "?reason=%00",
    });
    expect((await report(asked)).recipients).toEqual([]);
  });

  test("in a tag that is still being typed", async () => {
    const draft = { name: "", body: "Hi", linkUrl: "", senderId: "", when: "now", date: "", time: "" };
    const form = { ...draft, audience: "tag", tag: "vi\0p" };
    const answer = await estimate(aMerchantRequest(ctx, domain, { path: "/campaigns/estimate", form }));
    expect(await answer.json()).toMatchObject({ audience: "Subscribers tagged vip", cost: { recipients: 1 } });
  });
});

describe("what no page of ours posts is told so, and changes nothing", () => {
  const campaign = { draftId: newId(), name: "Sale", body: "Hi", linkUrl: "", audience: "all", tag: "", senderId: "" };
  const isRefused = expect.objectContaining({ status: 400 });

  test("a campaign with null bytes in its name or tag", async () => {
    const { id: campaignId } = await aCampaign(ctx.db, { shopId, state: "draft" });
    for (const params of [{}, { campaignId }] as Record<string, string>[]) {
      const path = params.campaignId ? "/campaigns/:campaignId/edit" : "/campaigns/new";
      const named = aMerchantRequest(ctx, domain, { path, params, form: { ...campaign, name: "Sa\0le" } });
      expect(await editCampaign(named)).toMatchObject({ ok: false, errors: { name: expect.stringMatching("NUL") } });
      const form = { ...campaign, audience: "tag", tag: "vi\0p" };
      expect(await editCampaign(aMerchantRequest(ctx, domain, { path, params, form }))).toHaveProperty(
        "errors.audience",
      );
    }
  });

  test("a campaign without its fields, a launch without its hour, and buttons that there are not", async () => {
    const { id: campaignId } = await aCampaign(ctx.db, { shopId, state: "draft" });
    const params = { campaignId };
    for (const form of [{}, { ...campaign, audience: "?" }, { ...campaign, intent: "launch", when: "later" }])
      await expect(
        editCampaign(aMerchantRequest(ctx, domain, { path: "/campaigns/:campaignId/edit", params, form })),
      ).rejects.toEqual(isRefused);
    const form = { intent: "explode" };
    await expect(
      steer(aMerchantRequest(ctx, domain, { path: "/campaigns/:campaignId", params, form })),
    ).rejects.toEqual(isRefused);
    await expect(
      steerDryRun(aMerchantRequest(ctx, domain, { path: "/campaigns/:campaignId/dry-run", params, form })),
    ).rejects.toEqual(isRefused);
  });

  test.each(["", "?version=x", "?version=1e309", "?version=1.5", "?version=99999999999"])(
    "a segment of the version “%s” was changed since",
    async (search) => {
      const rules = { type: "and", rules: [{ type: "bought", products: ["Soap"] }] };
      const { id: segmentId } = await saveSegment(ctx, shopId, { name: `All ${search}`, rules });
      const form = { name: "Everybody", rules: JSON.stringify(rules) };
      const answer = await saveSegmentPage(
        aMerchantRequest(ctx, domain, { path: "/segments/:segmentId", params: { segmentId }, search, form }),
      );
      expect(answer).toEqual({ ok: false, errors: { form: expect.stringMatching("changed by someone else") } });
    },
  );

  test("a rule with half of a character in it", async () => {
    const rules = JSON.stringify({ type: "bought", products: ["Soap \ud83d"] });
    const form = { name: "Soap", rules };
    const saved = await saveSegmentPage(aMerchantRequest(ctx, domain, { path: "/segments/new", form }));
    expect(saved).toEqual({ ok: false, errors: { rules: expect.stringMatching("invalid character") } });
    const counted = preview(
      aMerchantRequest(ctx, domain, { path: "/segments/preview", form: { ask: "count", rules } }),
    );
    await expect(counted).rejects.toEqual(isRefused);
  });

  test("a number that is none, a rate that is none, and a provider that there is not", async () => {
    const { id: senderId } = await aSender(ctx.db, { shopId });
    for (const intent of ["rate", "budgets", "restart", "release"]) {
      const form = { intent, senderId: "x", partsPerSecond: "5" };
      expect(await changeSender(aMerchantRequest(ctx, domain, { path: "/settings/sender", form }))).toEqual({
        ok: false,
        errors: { form: "This number isn’t connected." },
      });
    }
    for (const partsPerSecond of ["1e-320", "0.01", "-1", "1e309", "NaN", ""]) {
      const form = { intent: "rate", senderId, partsPerSecond };
      expect(await changeSender(aMerchantRequest(ctx, domain, { path: "/settings/sender", form }))).toHaveProperty(
        "errors.partsPerSecond",
      );
    }
    const form = { intent: "connect", provider: "constructor", phone: "+12125550123" };
    expect(await changeSender(aMerchantRequest(ctx, domain, { path: "/settings/sender", form }))).toHaveProperty(
      "errors.form",
    );
  });

  test("an import whose people agreed before there were texts, and a country that is none", async () => {
    const importId = await anUpload(ctx, { shopId, file: "Phone\n+12125550123\n" });
    const setup = { source: "Fair", words: "Yes", isTrue: true, tags: "", replaces: false, mapping: { phone: 0 } };
    const posted = (given: { consentedOn: string; defaultCountry: string }) => ({
      path: "/subscribers/import/:importId",
      params: { importId },
      form: { intent: "examine", setup: JSON.stringify({ ...setup, ...given }) },
    });
    const tooEarly = posted({ consentedOn: "-200000-01-01", defaultCountry: "US" });
    expect(await setUpImport(aMerchantRequest(ctx, domain, tooEarly))).toHaveProperty("errors.consentedOn");
    const nowhere = posted({ consentedOn: "2025-01-01", defaultCountry: "\0\0" });
    expect(await setUpImport(aMerchantRequest(ctx, domain, nowhere))).toHaveProperty("errors.form");
  });

  test("a flow that is nested without end; half a character in a text is not kept", async () => {
    const { id: flowId } = await aLiveFlow(ctx.db, { shopId });
    const save = (document: string) =>
      saveFlow(
        aMerchantRequest(ctx, domain, {
          path: "/flows/:flowId",
          params: { flowId },
          form: { intent: "save", document },
        }),
      );
    const document = { ...abandonedCart.document };
    const [first] = document.steps;
    const endless = `${'{"id":"a","type":"branch","config":{},"arms":{"yes":['.repeat(5_000)}${"]}}".repeat(5_000)}`;
    const nested = JSON.stringify({ ...document, steps: ["ENDLESS"] }).replace('"ENDLESS"', endless);
    expect(await save(nested)).toEqual({ ok: false, errors: { form: expect.stringMatching("couldn’t read") } });
    const broken = { ...document, steps: [{ ...first, type: "send", config: { text: "Hi \ud83d \0" }, arms: {} }] };
    expect(await save(JSON.stringify(broken))).toEqual({ ok: true, said: "Draft saved" });
  });
});
