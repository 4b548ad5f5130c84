import { connectEveryShopDb } from "#platform/sql/db";
import { press } from "../../../bin/demo-story/merchant.ts";
import { worldOf } from "../../../bin/demo-story/world.ts";
import { runningDemo } from "../../setup/browser.ts";
import type { Admin } from "../admin.ts";

const LIST = "One of every page";
const KEYWORD = "EVERYPAGE";
const ENDPOINT = "https://one-of-every-page.test/";
export const FILE = "one-of-every-page.csv";
/** The conversation, as no one in the demo's store has written. */
const CONVERSATION = "00000000-0000-7000-8000-0000000e9a9e";

/** Adds a record of each kind that the demo's store comes without: a list by hand, a keyword, an endpoint, a conversation and an uploaded file. */
export async function addMissingRecords({ open, app }: Admin, shop: string): Promise<void> {
  await press(worldOf(runningDemo().urls, shop), "/segments/lists/new", { name: LIST });
  const keyword = { words: KEYWORD, answer: "Welcome!", joins: "true", asksFirst: "false" };
  await press(worldOf(runningDemo().urls, shop), "/settings/keywords/new", keyword);
  const endpoint = { intent: "add", url: ENDPOINT, eventTypes: "subscriber.subscribed" };
  await press(worldOf(runningDemo().urls, shop), "/settings/webhooks", endpoint);
  await addConversation(shop);
  await open("/subscribers/import");
  const buffer = Buffer.from("Mobile,First name\n(646) 555-0180,Ada\ncall me,Bo\n");
  await app.locator("input[type=file]").setInputFiles({ name: FILE, mimeType: "text/csv", buffer });
  await app.getByText(FILE).first().waitFor();
  await app.getByRole("button", { name: "Upload file" }).click();
  await app.getByRole("heading", { name: FILE, level: 1 }).waitFor();
}

/** Leaves the store as it was, for the tests that follow. */
export async function removeThem(): Promise<void> {
  const db = connectEveryShopDb(runningDemo().env.DATABASE_URL ?? "", { connections: 1 });
  await db.everyShop.list.deleteMany({ where: { name: LIST } });
  await db.everyShop.conversation.deleteMany({ where: { id: CONVERSATION } });
  await db.everyShop.webhookEndpoint.deleteMany({ where: { url: ENDPOINT } });
  await db.everyShop.keyword.deleteMany({ where: { words: { has: KEYWORD } } });
  await db.everyShop.import.deleteMany({ where: { fileName: FILE } });
  await db.close();
}

async function addConversation(domain: string): Promise<void> {
  const db = connectEveryShopDb(runningDemo().env.DATABASE_URL ?? "", { connections: 1 });
  const { id: shopId } = await db.everyShop.shop.findFirstOrThrow({ where: { domain } });
  const hasOne = await db.everyShop.conversation.findFirst({ where: { shopId } });
  if (!hasOne) {
    const { id: subscriberId } = await db.everyShop.subscriber.findFirstOrThrow({ where: { shopId } });
    await db.everyShop.conversation.create({
      data: { shopId, id: CONVERSATION, subscriberId, lastTextAt: new Date() },
    });
  }
  await db.close();
}
