import { expect, test } from "vitest";
import { openSignUpForm, postSignUpForm } from "./sign-up-page.ts";
import { BLUEBIRD, FERNHILL, openStory } from "./story-world.ts";
import { until } from "./until.ts";

const HOUR = 3_600_000;
const world = await openStory();
const { everyShop: prisma } = world.ctx.db;
const storeUrl = world.config.SHOPIFY_SIMULATOR_URL ?? "";

async function install(domain: string): Promise<string> {
  const id = await world.install(domain);
  await keyAt(id);
  return id;
}

/** Waits until the store has the key of this installation. */
const keyAt = (id: string) =>
  until("the key of the forms", async () => {
    const { formKeyAt, installedAt } = await prisma.shop.findUniqueOrThrow({ where: { id } });
    return formKeyAt !== null && installedAt !== null && formKeyAt >= installedAt;
  });

const fernhill = await install(FERNHILL);
const bluebird = await install(BLUEBIRD);
const edit = (words: string) => world.store(FERNHILL).post("sign-up-form", { words });
const open = (domain = FERNHILL) => openSignUpForm(storeUrl, domain);

/** Posts a form and waits until the ledger has it, when it was taken in. */
async function post(fields: Record<string, string>, domain = FERNHILL) {
  const answer = await postSignUpForm(storeUrl, domain, fields);
  await until("all news worked on", async () => (await prisma.intake.count({ where: { state: "pending" } })) === 0);
  return answer;
}

async function wordsOf(phone: string, shopId = fernhill): Promise<(string | null)[]> {
  const { id: subscriberId } = await prisma.subscriber.findFirstOrThrow({ where: { shopId, phone } });
  const ledger = await prisma.consentEvent.findMany({ where: { shopId, subscriberId }, orderBy: { id: "asc" } });
  return ledger.map(({ textShown }) => textShown);
}

test("the ledger has the words that each shopper's page showed, when the merchant edits them between page and click", async () => {
  await edit("First words of [store].\nMsg & data rates may apply. “STOP” ends it.");
  const opened = await open();
  await edit("Second words of [store].");
  expect((await post({ ...opened, phone: "+12125550311" })).status).toBe(200);
  expect((await post({ ...(await open()), phone: "+12125550312" })).status).toBe(200);
  expect(await wordsOf("+12125550311")).toEqual([
    "First words of Fernhill Supply. Msg & data rates may apply. “STOP” ends it.",
  ]);
  expect(await wordsOf("+12125550312")).toEqual(["Second words of Fernhill Supply."]);
});

test("invented words, and those of another store's page, cause neither a consent nor a text", async () => {
  const reload = expect.stringContaining("Please reload the page and try again.");
  const invented = { ...(await open()), words: "I get 1,000 dollars a text.", phone: "+12125550313" };
  expect(await post(invented)).toMatchObject({ status: 422, text: reload });
  const foreign = { ...(await open(BLUEBIRD)), phone: "+12125550313" };
  expect(await post(foreign)).toMatchObject({ status: 422, text: reload });
  expect(await prisma.subscriber.count({ where: { phone: "+12125550313" } })).toBe(0);
  expect((await post(foreign, BLUEBIRD)).status).toBe(200);
  expect(await wordsOf("+12125550313", bluebird)).toHaveLength(1);
});

test("after an uninstall and a reinstall the store has the key again, and pages sign", async () => {
  const before = await open();
  await world.store(FERNHILL).post("uninstall");
  await world.store(FERNHILL).settle();
  await until("the uninstall", async () => (await prisma.shop.findUnique({ where: { id: fernhill } }))?.uninstalledAt);
  await world.advance(60_000);
  expect(await install(FERNHILL)).toBe(fernhill);
  expect(await open()).toEqual(before);
  expect((await post({ ...(await open()), phone: "+12125550314" })).status).toBe(200);
  expect(await wordsOf("+12125550314")).toEqual(["Second words of Fernhill Supply."]);
});

test("a shop of before the key gets it without being asked, and its unsigned forms go on until its pages sign", async () => {
  await prisma.shop.update({
    where: { id: bluebird },
    data: { formKeyAt: null, unsignedFormsUntil: new Date(world.ctx.clock.now().getTime() + 720 * HOUR) },
  });
  await keyAt(bluebird);
  const old = { words: "Own words of before.", form_version: "1", page: `https://${BLUEBIRD}/` };
  expect((await post({ ...old, phone: "+12125550315" }, BLUEBIRD)).status).toBe(200);
  expect((await post({ ...(await open(BLUEBIRD)), phone: "+12125550316" }, BLUEBIRD)).status).toBe(200);
  await world.advance(HOUR);
  expect((await post({ ...old, phone: "+12125550317" }, BLUEBIRD)).status).toBe(422);
  expect(await wordsOf("+12125550315", bluebird)).toEqual(["Own words of before."]);
});
