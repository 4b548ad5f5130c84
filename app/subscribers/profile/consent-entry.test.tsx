import { AppProvider } from "@shopify/polaris";
import en from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ShopProvider } from "../../ui/shop.tsx";
import { ConsentEntry } from "./consent-entry.tsx";

const shop = { domain: "a.myshopify.com", name: "A", currency: "USD", timeZone: "America/New_York" };
const at = new Date("2026-11-24T15:00:00Z");
const entry = {
  ...{
    id: "1",
    state: "subscribed",
    source: "shopify",
    scope: "marketing",
    textShown: null,
    formVersion: null,
    ip: null,
  },
  ...{ doubleOptIn: null, applied: true, reason: null, occurredAt: at, recordedAt: at },
};

function shown(evidence: Record<string, unknown>): string {
  return renderToStaticMarkup(
    <AppProvider i18n={en}>
      <ShopProvider shop={shop}>
        <ConsentEntry entry={{ ...entry, evidence }} />
      </ShopProvider>
    </AppProvider>,
  );
}

test.each([
  ["single_opt_in", "Single opt-in"],
  ["SINGLE_OPT_IN", "Single opt-in"],
  ["confirmed_opt_in", "Confirmed opt-in"],
  ["unknown", "Unknown"],
  ["something_newer", "Unknown"],
])("the store's opt-in level %s reads “%s”", (level, words) => {
  const page = shown({ optInLevel: level });
  expect(page).toContain(words);
  expect(page).not.toContain(level);
});

test("a moment is shown on the shop's clock", () => {
  expect(shown({})).toMatch(/Nov 24, 2026, 10:00\sAM EST/);
});
