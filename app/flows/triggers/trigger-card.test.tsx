import { AppProvider } from "@shopify/polaris";
import en from "@shopify/polaris/locales/en.json" with { type: "json" };
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { triggers } from "#domain/flows/triggers/registry";
import { TriggerCard } from "./trigger-card.tsx";

const choices = {
  segments: [{ value: "0193c0de-0000-7000-8000-000000000001", label: "VIP" }],
  dateProperties: [{ value: "birthday", label: "birthday" }],
};

function shown(kind: string, settings: object = {}): string {
  const document = parseDocument({ purpose: "marketing", trigger: { kind, settings }, steps: [] });
  return renderToStaticMarkup(
    <AppProvider i18n={en}>
      <TriggerCard document={document} choices={choices} onChange={() => {}} />
    </AppProvider>,
  );
}

test("the card has a field for each setting of a trigger, and a trigger without settings has no card", () => {
  for (const [kind, { title, fields }] of Object.entries(triggers)) {
    const html = shown(kind);
    for (const { label } of fields) expect(html, `${kind}: ${label}`).toContain(label);
    expect(html.includes(`>${title}<`), kind).toBe(fields.length > 0);
  }
});

test("a segment that was deleted is still named, and what was chosen is selected", () => {
  const segmentId = "0193c0de-0000-7000-8000-000000000002";
  expect(shown("segment-left", { segmentId, segmentName: "Old friends" })).toContain("Old friends");
  expect(shown("date-property", { property: "birthday", hour: 15 })).toContain('<option value="15" selected="">3 PM');
});
