import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { ShopProvider } from "../../ui/shop.tsx";
import { PrivacyPage } from "./page.tsx";

const shop = { domain: "a.myshopify.com", name: "A", currency: "USD", timeZone: "America/New_York" };

function wordsOf(erased: number, isCut = false): string {
  const doneAt = new Date("2026-11-24T15:00:00Z");
  const erasures = Array.from({ length: erased }, (_, at) => ({ id: String(at), doneAt }));
  return renderToString(
    <AppProvider i18n={english}>
      <ShopProvider shop={shop}>
        <PrivacyPage data={{ requests: [], erasures, isCut }} />
      </ShopProvider>
    </AppProvider>,
  ).replaceAll(/<[^>]+>/g, "");
}

test.each([
  [0, false, "No customer data has been erased on request yet."],
  [1, false, "1 customer has had their data erased on request, most recently on Nov 24"],
  [100, true, "100 or more customers have had their data erased on request, most recently on Nov 24"],
])("of %i erasures the page says how many and when", (erased, isCut, words) => {
  expect(wordsOf(erased, isCut)).toContain(words);
});
