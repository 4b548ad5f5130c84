import { expect, test } from "vitest";
import { withSource, wordingOf } from "./wording.ts";

test("the store's reports can tell which campaign a visit came from", () => {
  const url = new URL(withSource("https://shop.test/sale?ref=a#top", "Été: 20 % off!"));
  expect(Object.fromEntries(url.searchParams)).toEqual({
    ref: "a",
    utm_source: "cartbell",
    utm_medium: "sms",
    utm_campaign: "ete-20-off",
  });
  expect(url.hash).toBe("#top");
});

test("a source that the merchant wrote into the link stays", () => {
  const url = new URL(withSource("https://shop.test/?utm_source=text&utm_campaign=mine", "Sale"));
  expect(url.searchParams.get("utm_source")).toBe("text");
  expect(url.searchParams.get("utm_campaign")).toBe("mine");
  expect(url.searchParams.get("utm_medium")).toBe("sms");
});

test("a text without a link has none to lead anywhere", () => {
  expect(wordingOf({ name: "Hello", body: "Hi", linkUrl: null }).linkUrl).toBeNull();
});
