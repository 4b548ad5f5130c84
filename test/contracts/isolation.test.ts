import { describe, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { type FilledShop, fillShop } from "../factories/filled-shop.ts";
import { dumpDatabase, wordsIn } from "../setup/dump.ts";
import { BLUEBIRD, BROWSER, FERNHILL, NUMBERS, openStory } from "../stories/story-world.ts";
import { FORMS_BY_PAGE, IDS_BY_PARAMETER } from "./isolation-forms.ts";
import { type PageRoute, pagesBuild } from "./pages-build.ts";

// Two shops, and a merchant of the one with a real session token who tries every page with the other's ids.

const { build, pages: all } = await pagesBuild();
// No merchant reaches the operators' panel: panel-access.test.ts. A live stream has no end to wait for, takes no ids and tells
// of the merchant's own shop: live-streams.test.ts.
const pages = all.filter(({ path }) => !path.startsWith("/operations") && path !== "/inbox/live");
const world = await openStory({ build, hasWorker: false });
const { ctx } = world;

const mine = await openShop(FERNHILL, NUMBERS[0], "Fernonly");
const theirs = await openShop(BLUEBIRD, NUMBERS[1], "Bluetitonly");

async function openShop(domain: string, phone: string, word: string): Promise<FilledShop> {
  const shopId = await world.install(domain);
  await world.connect(shopId, phone);
  return fillShop(ctx, shopId, word);
}

const dumpOf = (shop: FilledShop, domain: string) => dumpDatabase(ctx.db, [shop.shopId, domain]);
const ofMine = wordsIn(await dumpOf(mine, FERNHILL));
/** Words that stand in the other shop's rows and in none of mine. */
const secrets = [...wordsIn(await dumpOf(theirs, BLUEBIRD))].filter((word) => !ofMine.has(word));

interface Attempt {
  page: PageRoute;
  address: string;
  /** The id in the address. */
  id: string | null;
  form: Record<string, string> | null;
}

/** Every page read and every form posted, with the ids of one shop. */
function attemptsOn(shop: FilledShop): Attempt[] {
  return pages.flatMap((page) =>
    addressesOf(page, shop).flatMap((at) => [
      ...(page.hasLoader ? [{ page, ...at, form: null }] : []),
      ...(page.hasAction ? (FORMS_BY_PAGE[page.id]?.(shop) ?? []) : []).map((form) => ({ page, ...at, form })),
    ]),
  );
}

function addressesOf({ path }: PageRoute, shop: FilledShop): Pick<Attempt, "address" | "id">[] {
  const parameter = parametersOf(path)[0];
  if (parameter === undefined) return [{ address: path, id: null }];
  return (IDS_BY_PARAMETER[parameter]?.(shop) ?? []).map((id) => ({ address: path.replace(/:\w+|\*/, id), id }));
}

function parametersOf(path: string): string[] {
  return (path.match(/:\w+|\*/g) ?? []).map((parameter) => parameter.replace(":", ""));
}

/** Asks as the admin's frame does: a page's data for the screen, anything else at its own address. */
async function attempt(as: string, { page, address, form }: Attempt): Promise<{ status: number; text: string }> {
  const data = page.hasPage ? (address === "/" ? "/_root.data" : `${address}.data`) : address;
  const response = await fetch(`${world.web.url}${data}${page.isIndex ? "?index" : ""}`, {
    method: form ? "POST" : "GET",
    headers: await headersOf(as),
    redirect: "manual",
    ...(form && { body: new URLSearchParams(form) }),
  });
  return { status: response.status, text: await response.text() };
}

/** What App Bridge adds to every request of a merchant's browser: a session token of this minute. */
async function headersOf(domain: string): Promise<Record<string, string>> {
  return { "User-Agent": BROWSER, Authorization: `Bearer ${await world.store(domain).sessionToken()}` };
}

const told = (text: string) => secrets.filter((secret) => text.includes(secret));

describe("what this test knows of app/routes.ts", () => {
  test("every id that stands in an address is tried with the other shop's", () => {
    for (const { path } of pages) {
      expect(
        parametersOf(path).length,
        `${path} names several ids: teach addressesOf to fill them all in`,
      ).toBeLessThan(2);
      for (const parameter of parametersOf(path))
        expect(
          Object.keys(IDS_BY_PARAMETER),
          `say in isolation-forms.ts what :${parameter} of ${path} names`,
        ).toContain(parameter);
    }
  });

  test("every form is posted with the other shop's ids", () => {
    const acting = pages.filter(({ hasAction }) => hasAction).map(({ id }) => id);
    expect(new Set(Object.keys(FORMS_BY_PAGE)), "isolation-forms.ts says what each page can be asked to do").toEqual(
      new Set(acting),
    );
  });

  test("there is something to be found out, and its owner sees it", async () => {
    expect(secrets.length).toBeGreaterThan(40);
    const reads = attemptsOn(theirs).filter(({ page, form }) => form === null && !page.path.startsWith("/auth"));
    const seen = new Set<string>();
    for (const one of reads) {
      const { status, text } = await attempt(BLUEBIRD, one);
      // 202: a draft has no report yet, and what is being sent is edited no more; both lead to where they stand.
      expect([200, 202, ...(one.page.path === "/*" ? [404] : [])], one.address).toContain(status);
      if (!one.page.path.includes(":") || status !== 200) continue;
      expect(told(text), one.address).not.toEqual([]);
      seen.add(one.page.path);
    }
    // Every page whose address names something shows it to its owner in at least one of its states.
    expect(seen).toEqual(new Set(reads.map(({ page }) => page.path).filter((path) => path.includes(":"))));
  });
});

describe("a merchant who asks with another shop's ids", () => {
  test.each(pages.map(({ id, path }) => ({ id, path })))(
    "is told nothing by $path and changes nothing ($id)",
    async ({ id }) => {
      const before = await dumpOf(theirs, BLUEBIRD);
      for (const one of attemptsOn(theirs).filter(({ page }) => page.id === id)) {
        const { status, text } = await attempt(FERNHILL, one);
        const what = `${one.form ? "POST" : "GET"} ${one.address} ${JSON.stringify(one.form)} → ${status}`;
        // What was typed into a form may be repeated to the person who typed it.
        const typed = Object.values(one.form ?? {}).join(" ") + one.address;
        expect(
          told(text).filter((secret) => !typed.includes(secret)),
          what,
        ).toEqual([]);
        expect(status, what).toBeLessThan(500);
        if (!one.page.path.includes(":")) continue;
        if (one.form === null) expect(status, what).toBe(404);
        // Answered exactly like an id that never existed.
        const [id, nothing] = [one.id ?? "", newId()];
        const unknown = await attempt(FERNHILL, { ...one, address: one.address.replace(id, nothing) });
        expect({ status, text: text.replaceAll(id, nothing) }, what).toEqual(unknown);
      }
      expect(await dumpOf(theirs, BLUEBIRD)).toEqual(before);
    },
  );

  test("is explained no one and nothing of another shop's, whichever of the two is named", async () => {
    for (const person of [mine.subscriberId, theirs.subscriberId])
      for (const of of [`campaign:${theirs.campaignId}`, `flow:${theirs.flowId}`, `campaign:${mine.campaignId}`]) {
        const query = new URLSearchParams({ person, of });
        const response = await fetch(`${world.web.url}/subscribers/why.data?${query}`, {
          headers: await headersOf(FERNHILL),
        });
        const isMine = person === mine.subscriberId && of.includes(mine.campaignId);
        expect(response.status, `${query}`).toBe(isMine ? 200 : 404);
        expect(told(await response.text())).toEqual([]);
      }
  });

  test("is heard as the shop of the token, whatever shop the address names", async () => {
    const query = new URLSearchParams({ shop: BLUEBIRD, host: btoa("admin.shopify.com/store/bluebird-tea") });
    for (const path of [
      "/_root.data",
      "/campaigns.data",
      "/subscribers.data",
      `/campaigns/${theirs.campaignId}.data`,
    ]) {
      const response = await fetch(`${world.web.url}${path}?${query}`, {
        headers: await headersOf(FERNHILL),
      });
      expect(told(await response.text())).toEqual([]);
    }
  });

  test("is no one without a token, or with one that someone else has signed", async () => {
    const forged = (await world.store(BLUEBIRD).sessionToken()).replace(/\.[^.]+$/, ".AAAA");
    for (const headers of [{ "User-Agent": BROWSER }, { "User-Agent": BROWSER, Authorization: `Bearer ${forged}` }])
      for (const path of [
        "/campaigns.data",
        `/campaigns/${theirs.campaignId}.data`,
        `/settings/privacy/${theirs.requestId}`,
      ]) {
        const response = await fetch(`${world.web.url}${path}`, { headers, redirect: "manual" });
        expect(response.status).not.toBe(200);
        expect(told(await response.text())).toEqual([]);
      }
  });
});
