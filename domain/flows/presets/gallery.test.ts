import { describe, expect, test } from "vitest";
import { parseDocument } from "#domain/flows/definition/document";
import { validateFlow } from "#domain/flows/definition/validate";
import { gallery } from "./gallery.ts";
import { presetCategories } from "./preset.ts";
import { presets } from "./registry.ts";

describe.each(Object.entries(gallery))("the ready-made flow %s", (_key, { document, category, describe: says }) => {
  test("can be published as it is", () => {
    expect(validateFlow(parseDocument(document))).toEqual([]);
  });

  test("is described in one sentence and has a place in the gallery", () => {
    expect(says).toMatch(/^[A-Z].*\.$/);
    expect(Object.keys(presetCategories)).toContain(category);
  });
});

test("the gallery offers the flows that every store is given", () => {
  for (const [key, preset] of Object.entries(presets)) expect(gallery[key]).toBe(preset);
});
