import { AppProvider } from "@shopify/polaris";
import en from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { hasLeft } from "#domain/messages/explain/explain-if-sent";
import { ShopProvider } from "../../ui/shop.tsx";
import { Explained } from "./page.tsx";
import type { WhyData } from "./read.ts";

const shop = { domain: "a.myshopify.com", name: "A", currency: "USD", timeZone: "America/New_York" };
const person = { subscriberId: "1", phone: "+1 212-555-0123", name: "Ada" };

/** The page about a campaign that refuses them by now. */
function pageOf(...states: string[]): string {
  const texts = states.map((state, i) => ({
    ...{
      id: String(i),
      state,
      at: new Date("2026-11-24T15:00:00Z"),
      outcome: "What became of it.",
      body: null,
      findings: [],
    },
  }));
  const now = {
    isNow: false,
    waitsForSource: false,
    nextAt: null,
    because: "This campaign has ended.",
    findings: [],
    text: null,
  };
  const why: WhyData = {
    of: "campaign:1",
    kind: "campaign",
    name: "Sale",
    isStopped: true,
    hasLeft: hasLeft(texts),
    now,
    texts,
  };
  return renderToStaticMarkup(
    <AppProvider i18n={en}>
      <ShopProvider shop={shop}>
        <Explained person={person} why={why} />
      </ShopProvider>
    </AppProvider>,
  );
}

test.each(["sending", "accepted", "sent", "delivered", "unknown"])(
  "of a text that is %s the page says what happened",
  (state) => {
    expect(pageOf(state)).toContain("History");
    expect(pageOf(state)).not.toMatch(/would|if sent now|Sending is stopped/);
  },
);

test.each(["waiting", "skipped", "expired", "failed"])(
  "of a text that is %s the page says what would happen now",
  (state) => {
    expect(pageOf(state)).toMatch(/if sent now.*History/s);
  },
);

test("the latest text counts, and without any the page says what would happen now", () => {
  expect(pageOf("delivered", "skipped")).not.toContain("if sent now");
  expect(pageOf("skipped", "delivered")).toContain("if sent now");
  expect(pageOf()).toContain("if sent now");
});
