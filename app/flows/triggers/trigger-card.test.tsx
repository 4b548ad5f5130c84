import { AppProvider } from "@shopify/polaris";
import en from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { validateFlow } from "#domain/flows/definition/validate";
import { triggers } from "#domain/flows/triggers/registry";
import { ShopProvider } from "../../ui/shop.tsx";
import { TriggerCard } from "./trigger-card.tsx";

const choices = {
  segments: [{ value: "0193c0de-0000-7000-8000-000000000001", label: "VIP" }],
  dateProperties: [{ value: "birthday", label: "birthday" }],
};

const nothing = {
  ...{ tags: [], products: [], zones: [], campaigns: [] },
  ...{ flows: [], lists: [], properties: [], places: [] },
};

function shown(kind: string, settings: object = {}, filter: object | null = null): string {
  const document = parseDocument({ purpose: "marketing", trigger: { kind, settings, filter }, steps: [] });
  return renderToStaticMarkup(
    <AppProvider i18n={en}>
      <ShopProvider shop={{ domain: "a.myshopify.com", name: "A", currency: "USD", timeZone: "UTC" }}>
        <TriggerCard
          document={document}
          choices={choices}
          people={nothing}
          problems={validateFlow(document)}
          onChange={() => {}}
          onLeave={() => {}}
        />
      </ShopProvider>
    </AppProvider>,
  );
}

test("the card has a field for each setting of a trigger, and the rules it allows for entering again", () => {
  for (const [kind, { title, fields, reentry, properties, hasOpenProperties }] of Object.entries(triggers)) {
    const html = shown(kind);
    for (const { label } of fields) expect(html, `${kind}: ${label}`).toContain(label);
    expect(html, kind).toContain(`>${title}<`);
    for (const rule of reentry.allowed) expect(html, kind).toContain(`<option value="${rule}"`);
    expect(html.includes("Add an event condition"), kind).toBe(properties.length > 0 || hasOpenProperties);
  }
});

test("a problem stands at its field", () => {
  expect(shown("fixed-date")).toMatch(/aria-invalid="true".*Choose the date\./s);
  const event = [{ property: "amount", compare: "at-least", value: "" }];
  expect(shown("order-placed", {}, { event, people: null })).toContain(
    "Entry filter: enter a value for “Order total”.",
  );
});

test("a segment that was deleted is still named, and what was chosen is selected", () => {
  const segmentId = "0193c0de-0000-7000-8000-000000000002";
  expect(shown("segment-left", { segmentId, segmentName: "Old friends" })).toContain("Old friends");
  expect(shown("date-property", { property: "birthday", hour: 15 })).toContain('<option value="15" selected="">3 PM');
});
