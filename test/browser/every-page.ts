import type { Admin } from "./admin.ts";

const PLAIN = [
  "",
  "/campaigns",
  "/campaigns/new",
  "/campaigns/sending",
  "/flows",
  "/subscribers",
  "/subscribers/import",
  "/subscribers/export",
  "/subscribers/why",
  "/subscribers/opt-outs",
  "/segments",
  "/segments?view=lists",
  "/segments/new",
  "/segments/lists/new",
  "/settings",
  "/settings/sender",
  "/settings/sending",
  "/settings/hours",
  "/settings/rules",
  "/settings/replies",
  "/settings/consent",
  "/settings/attribution",
  "/settings/missed-events",
  "/settings/privacy",
  "/no-such-page",
];

/** The first of each kind of record, by what its list links to. */
const RECORDS: [list: string, link: RegExp, more: string[]][] = [
  ["/campaigns", /^\/campaigns\/[0-9a-f-]{36}$/, []],
  ["/flows", /^\/flows\/[0-9a-f-]{36}$/, ["/report"]],
  ["/subscribers", /^\/subscribers\/[0-9a-f-]{36}$/, []],
  ["/segments", /^\/segments\/[0-9a-f-]{36}$/, []],
];

/** The address of every page of the app, with a record of each kind that the shop has. */
export async function everyPage(admin: Pick<Admin, "open" | "app">): Promise<string[]> {
  const found = [...PLAIN];
  for (const [list, link, more] of RECORDS) {
    await admin.open(list);
    const first = admin.app.locator(`a[href^="${list}/"]`);
    await first.first().waitFor({ state: "attached" });
    const addresses = await first.evaluateAll((links) => links.map((it) => it.getAttribute("href") ?? ""));
    const address = addresses.map((it) => it.split("?")[0] ?? "").find((it) => link.test(it));
    if (address) found.push(address, ...more.map((it) => address + it));
  }
  return found;
}
