import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readSignUpForm } from "#app/public/sign-up-form";
import { DEFAULT_WORDS } from "#domain/consent/forms/default-words";

// The theme block as Shopify's own checks ask for it: nothing here runs in a store.
const folder = new URL("../../extensions/sign-up-form/", import.meta.url);
const readFile = (path: string) => readFileSync(new URL(path, folder), "utf8");
const block = readFile("blocks/sign-up.liquid");

test("the box is not ticked beforehand, and what it says and where it leads stands beside it", () => {
  const box = /<input type="checkbox"[^>]*>/.exec(block)?.[0] ?? "";
  expect(box).toContain('name="agree"');
  expect(box).not.toContain("checked");
  for (const part of ["{{ words | escape }}", "terms_url", "privacy_url"]) expect(block).toContain(part);
  const schema = JSON.parse(/{% schema %}([\s\S]*){% endschema %}/.exec(block)?.[1] ?? "{}");
  const words: string = schema.settings.find(({ id }: { id: string }) => id === "words").default;
  for (const part of ["[store]", "not a condition", "rates may apply", "frequency", "STOP", "HELP"])
    expect(words).toContain(part);
  expect(words).toBe(DEFAULT_WORDS);
});

test("it signs what it shows with the app's own metafield, which the page does not contain", () => {
  const form = block.slice(block.indexOf("<form"), block.indexOf("{% schema %}"));
  expect(form).not.toContain("_key");
  for (const name of ["words", "version", "page"]) expect(form).toContain(`value="{{ ${name} | escape }}"`);
  const links = [...block.matchAll(/assign (\w+) = (\w+) \| hmac_sha256: (\w+)/g)].map(([, ...link]) => link);
  expect(links).toEqual([
    ["version_key", "version", "form_key"],
    ["page_key", "page", "version_key"],
    ["signature", "words", "page_key"],
  ]);
  expect(block).toContain("assign form_key = app.metafields.cartbell.form_key.value\n");
});

test("its fields are those that the endpoint reads", () => {
  const names = [...block.matchAll(/<input[^>]*name="(\w+)"/g)].map(([, name = ""]) => name);
  expect(names.sort((a, b) => a.localeCompare(b))).toEqual([
    ...["agree", "form_version", "page", "phone", "signature", "website", "words"],
  ]);
  const form = readSignUpForm(new URLSearchParams(names.map((name) => [name, "on"])).toString(), undefined);
  expect(form).toEqual({
    phone: "on",
    hasAgreed: true,
    trap: "on",
    words: "on",
    formVersion: "on",
    page: "on",
    signature: "on",
    ask: null,
  });
});

describe("notify me", () => {
  const notifyMe = readFile("blocks/notify-me.liquid");
  const byName = (a: string, b: string) => a.localeCompare(b);
  const fieldsOf = (text: string) =>
    [...text.matchAll(/<(?:input|select)[^>]*name="(\w+)"/g)].map(([, name = ""]) => name).sort(byName);

  test("is the same form with the same signature and words, and names a variant besides", () => {
    const signing = (text: string) => text.slice(text.indexOf("assign words ="), text.indexOf("assign privacy_url"));
    expect(signing(notifyMe)).toBe(signing(block));
    const agreeing = (text: string) =>
      text.slice(text.indexOf('<label class="cartbell-sign-up__agree">'), text.indexOf("<button"));
    expect(agreeing(notifyMe)).toBe(agreeing(block));
    expect(notifyMe).toContain(DEFAULT_WORDS);
    const asking = ["notify", "product", "variant", "variant"];
    expect(fieldsOf(notifyMe)).toEqual([...fieldsOf(block), ...asking].sort(byName));
  });

  test("asks for what the endpoint reads, and an id that is no number asks for nothing", () => {
    const asked = (fields: Record<string, string>) =>
      readSignUpForm(new URLSearchParams(fields).toString(), undefined)?.ask;
    const restock = { notify: "restock", variant: "41", product: "7" };
    expect(asked(restock)).toEqual({ kind: "restock", variantId: "41", productId: "7" });
    for (const wrong of [{ notify: "look" }, { variant: "41; DROP" }, { variant: "" }, { product: "gid" }])
      expect(asked({ ...restock, ...wrong })).toBeNull();
  });
});

test("it uses no Liquid tag that theme blocks must not, and no word that is not translated", () => {
  for (const tag of ["javascript", "stylesheet", "layout", "section", "sections"])
    expect(block).not.toMatch(new RegExp(`{%-?\\s*${tag}\\s`));
  const used = [...`${block}${readFile("blocks/notify-me.liquid")}`.matchAll(/'form\.(\w+)' \| t/g)].map(
    ([, key = ""]) => key,
  );
  for (const locale of readdirSync(new URL("locales/", folder)))
    expect(Object.keys(JSON.parse(readFile(`locales/${locale}`)).form)).toEqual(expect.arrayContaining(used));
});

test("its script and its styles are small", () => {
  expect(gzipSync(readFile("assets/sign-up.js")).length).toBeLessThan(10_000);
  expect(gzipSync(readFile("assets/sign-up.css")).length).toBeLessThan(10_000);
});
