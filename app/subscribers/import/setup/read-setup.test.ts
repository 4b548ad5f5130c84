import { expect, test } from "vitest";
import { readSetup } from "./read-setup.ts";

const asked = {
  kind: "subscribers",
  columns: 3,
  timeZone: "America/Los_Angeles",
  now: new Date("2026-11-24T15:00:00Z"),
} as const;
const form = {
  ...{ mapping: { phone: 0, email: 2 }, source: " Fair ", words: " Text me ", consentedOn: "2026-05-04", isTrue: true },
  ...{ defaultCountry: "", tags: " fair, ,vip ", replaces: false },
};

test("what the form says becomes what the file is read by; the day begins by the shop's own clock", () => {
  expect(readSetup(form, asked)).toEqual({
    mapping: { phone: 0, email: 2 },
    options: { defaultCountry: null, tags: ["fair", "vip"], replaces: false },
    attestation: { source: "Fair", words: "Text me", consentedAt: new Date("2026-05-04T07:00:00Z") },
  });
});

test("a list of numbers that must not be texted needs no word on how they agreed", () => {
  const nothing = { ...form, source: "", words: "", consentedOn: "", isTrue: false };
  expect(readSetup(nothing, { ...asked, kind: "suppressions" }).attestation).toBeNull();
});

test("everything that is wrong is said at once, each by its field", () => {
  const empty = { ...form, mapping: {}, source: "", words: " ", consentedOn: "", isTrue: false };
  const many = Array.from({ length: 21 }, (_, i) => `tag-${i}`).join();
  expect(() => readSetup({ ...empty, tags: many }, asked)).toThrow(
    expect.objectContaining({
      all: ["phone", "source", "words", "consentedOn", "isTrue", "tags"].map((field) =>
        expect.objectContaining({ field }),
      ),
    }),
  );
});

test.each([
  [{ source: " " }, "source"],
  [{ words: "" }, "words"],
  [{ consentedOn: "" }, "consentedOn"],
  [{ consentedOn: "2026-11-25" }, "consentedOn"],
  [{ isTrue: false }, "isTrue"],
  [{ mapping: { shoeSize: 1 } }, null],
])("%j is refused by its field", (changes, field) => {
  expect(() => readSetup({ ...form, ...changes }, asked)).toThrow(expect.objectContaining({ field }));
});
