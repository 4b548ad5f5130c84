import { AppProvider } from "@shopify/polaris";
import en from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { previewOf } from "#app/campaigns/preview";
import { PhonePreview } from "./phone-preview.tsx";

const ways = { brandName: "Harbor Candles", shortLinkUrl: "https://crt.test" };
const LINK = "https://crt.test/l/aB3dE5gH7j";

const pageOf = (text: string) =>
  renderToStaticMarkup(
    <AppProvider i18n={en}>
      <PhonePreview text={text} from="+1 212-555-0123" longestText={1_600} />
    </AppProvider>,
  );

/** What stands in each bubble. */
const bubblesOf = (page: string) =>
  [...page.matchAll(/<div class="[^"]*" dir="auto">([^<]*)<\/div>/g)].map(([, text]) => text);

describe("a campaign's text on a phone", () => {
  test.each([
    ["of one segment", "Hi {{ customer.first_name }}: {{ link }}"],
    ["of three segments", `{{ link }} ${"Candles for everyone. ".repeat(15)}`],
    ["whose link lies where two segments meet", `${"x".repeat(143)} {{ link }} ${"y".repeat(100)}`],
    ["whose link lies where two short segments meet", `ш${"x".repeat(56)} {{ link }} ${"y".repeat(100)}`],
    ["in Arabic", `مرحبا {{ customer.first_name }} {{ link }} ${"شموع جديدة ".repeat(20)}`],
  ])("%s is one bubble with the whole link, and reads in its own direction", (_name, body) => {
    const text = previewOf(body, ways);
    expect(bubblesOf(pageOf(text))).toEqual([text]);
    expect(text).toContain(LINK);
  });

  test.each([
    [1_600 - "\nReply STOP to opt out".length, null],
    [1_601 - "\nReply STOP to opt out".length, "Shorten it by 1."],
    [3_500, "Shorten it by 1,922."],
  ])("of %d characters stays on the phone, with the reason where it is too long", (length, reason) => {
    const text = previewOf("x".repeat(length), ways);
    const page = pageOf(text);
    expect(bubblesOf(page)).toEqual([text]);
    expect(text).toMatch(/^x+\nReply STOP to opt out$/);
    if (reason === null) expect(page).not.toContain("Too long");
    else expect(page).toMatch(new RegExp(`Too long to send: texts are limited to 1,600 characters.* ${reason}`));
  });

  test("that is still to be written says so", () => {
    expect(bubblesOf(pageOf(""))).toEqual(["Your text appears here."]);
  });
});
