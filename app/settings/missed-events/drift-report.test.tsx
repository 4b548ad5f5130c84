import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import type { Drift } from "#domain/reconciliation/drift";
import { ShopProvider } from "../../ui/shop.tsx";
import { DriftReport } from "./drift-report.tsx";

const shop = {
  domain: "fernhill.myshopify.com",
  name: "Harbor Candles",
  currency: "USD",
  timeZone: "America/New_York",
};

const customers: Drift = {
  topic: "customers",
  compared: 1_204,
  missed: 0,
  missedAt: null,
  watermark: new Date("2026-11-24T15:00:00Z"),
  lookedAt: new Date("2026-11-24T15:10:00Z"),
  trouble: null,
};

function pageOf(drift: Drift[]): string {
  return renderToString(
    <AppProvider i18n={english}>
      <ShopProvider shop={shop}>
        <DriftReport drift={drift} />
      </ShopProvider>
    </AppProvider>,
  );
}

const wordsOf = (page: string) =>
  page
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

test("what was compared and what was missed stand beside what they are about", () => {
  const missedAt = new Date("2026-11-23T08:30:00Z");
  const page = pageOf([customers, { ...customers, topic: "orders", compared: 96, missed: 3, missedAt }]);
  const rows = [...page.matchAll(/<tr id="[^"]+".*?<\/tr>/g)].map(([row]) => wordsOf(row).replaceAll("\u202f", " "));
  expect(rows).toEqual([
    "Customers and consent 1,204 0 – Nov 24, 2026, 10:00 AM EST",
    "Orders and refunds 96 3 Nov 23, 2026, 3:30 AM EST Nov 24, 2026, 10:00 AM EST",
  ]);
  expect(wordsOf(page)).toContain(
    "carts abandoned more than 48 hours ago and orders placed more than 24 hours ago are skipped",
  );
  expect(page).not.toContain("The last check didn’t finish");
});

test("a store that could not be asked is named as the reason", () => {
  expect(wordsOf(pageOf([{ ...customers, trouble: "refused" }]))).toContain(
    "The last check didn’t finish The app can’t read all of your store’s data.",
  );
});

test("before the first comparison the page says what will be here", () => {
  const words = wordsOf(pageOf([]));
  expect(words).toContain("No checks yet");
  expect(words).not.toContain("Customers and consent");
});
