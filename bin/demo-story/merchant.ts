import { mustBe } from "./observe.ts";
import type { World } from "./world.ts";

/** What the admin's browser says it is; the Shopify library answers 410 to what looks like a robot. */
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** The words on one of the app's pages, opened as the store's admin opens it in its frame. */
export async function readPage(world: World, path = ""): Promise<string> {
  const { launchUrl } = await world.session(path);
  const page = await fetch(launchUrl, { headers: { "user-agent": BROWSER } });
  mustBe(page.status === 200, `The app's page ${path || "/"} answered ${page.status}.`);
  return wordsOf(await page.text());
}

/** Presses a button of a page: posts what its form says, with a session token of this minute. */
export async function press(world: World, path: string, fields: Record<string, string>): Promise<void> {
  const { launchUrl, sessionToken } = await world.session(path);
  const answer = await fetch(`${new URL(launchUrl).origin}${path}.data`, {
    method: "POST",
    headers: { "user-agent": BROWSER, authorization: `Bearer ${sessionToken}` },
    body: new URLSearchParams(fields),
  });
  mustBe(answer.ok, `"${fields.intent}" on ${path} answered ${answer.status}: ${await answer.text()}`);
}

/** What a reader sees, on one line. React parts neighbouring texts by comments. */
function wordsOf(html: string): string {
  return html
    .replace(/<(script|style)[^>]*>.*?<\/\1>/gs, "")
    .replace(/<!--.*?-->/gs, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
}
