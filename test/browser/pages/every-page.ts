import type { Admin } from "../admin.ts";
import { pageRoutes } from "./page-routes.ts";

const ID = "[0-9a-f-]{36}";

interface Record {
  /** The list that leads to it. */
  list: string;
  /** The record's link in the list. */
  link: RegExp;
  /** What follows the record's own address. */
  page?: string;
}

/** Where a record of each kind is found. */
const RECORDS: { [route: string]: Record } = {
  "/campaigns/:campaignId": { list: "/campaigns", link: new RegExp(`^/campaigns/${ID}$`) },
  "/campaigns/:campaignId/edit": { list: "/campaigns", link: new RegExp(`^/campaigns/${ID}/edit$`) },
  "/campaigns/:campaignId/dry-run": { list: "/campaigns", link: new RegExp(`^/campaigns/${ID}$`), page: "/dry-run" },
  "/flows/:flowId": { list: "/flows", link: new RegExp(`^/flows/${ID}$`) },
  "/flows/:flowId/report": { list: "/flows", link: new RegExp(`^/flows/${ID}$`), page: "/report" },
  "/flows/:flowId/versions": { list: "/flows", link: new RegExp(`^/flows/${ID}$`), page: "/versions?version=1" },
  "/inbox/:conversationId": { list: "/inbox?view=all", link: new RegExp(`^/inbox/${ID}$`) },
  "/subscribers/import/:importId": { list: "/subscribers/import", link: new RegExp(`^/subscribers/import/${ID}$`) },
  "/subscribers/:subscriberId": { list: "/subscribers", link: new RegExp(`^/subscribers/${ID}$`) },
  "/settings/keywords/:keywordId": { list: "/settings/keywords", link: new RegExp(`^/settings/keywords/${ID}$`) },
  "/segments/:segmentId": { list: "/segments", link: new RegExp(`^/segments/${ID}$`) },
  "/settings/webhooks/:endpointId": { list: "/settings/webhooks", link: new RegExp(`^/settings/webhooks/${ID}$`) },
  "/segments/lists/:listId": { list: "/segments?view=lists", link: new RegExp(`^/segments/lists/${ID}$`) },
};

/** Pages that show something else for another query. */
const VIEWS: { [route: string]: string[] } = {
  "/segments": ["?view=lists"],
  "/campaigns": ["?view=draft"],
  "/subscribers": ["?search=no-such-person"],
};

/** The address of every page in app/routes.ts, with a record of each kind that the shop has. */
export async function everyPage(admin: Lists): Promise<string[]> {
  const find = finderOf(admin);
  const found: string[] = [];
  for (const route of pageRoutes()) found.push(...(await find(route)));
  return found;
}

type Lists = Pick<Admin, "open" | "app">;

/**
 * Tells the addresses that show a page, and opens each list of records only once. A page of a record that the shop does not
 * have has none. Throws for a page that needs a record that RECORDS does not know.
 */
export function finderOf(admin: Lists): (route: string) => Promise<string[]> {
  const links = new Map<string, string[]>();
  return async (route) => {
    if (!route.includes(":")) {
      const path = route.replace("*", "no-such-page");
      return [path, ...(VIEWS[route] ?? []).map((query) => path + query)];
    }
    const record = RECORDS[route];
    if (!record) throw new Error(`RECORDS does not say how to open a page of ${route}.`);
    const listed = links.get(record.list) ?? (await linksOf(admin, record.list));
    links.set(record.list, listed);
    const link = listed.find((it) => record.link.test(it));
    return link === undefined ? [] : [link + (record.page ?? "")];
  };
}

async function linksOf({ open, app }: Lists, list: string): Promise<string[]> {
  await open(list);
  // Once something follows the table, all of it is there.
  await app.locator("main").waitFor();
  const all = await app
    .locator("main a[href]")
    .evaluateAll((links) => links.map((it) => it.getAttribute("href") ?? ""));
  return all.map((it) => it.split("?")[0] ?? "");
}
