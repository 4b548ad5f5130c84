import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newId } from "#platform/ids";
import { hashPhone } from "../../../test/factories/context.ts";
import { signedForm } from "../../../test/factories/requests/signed-form.ts";
import { DEFAULT_WORDS } from "./default-words.ts";
import { proofOf } from "./prove-form.ts";

const shop = { id: newId(), name: "Harbor $& Candles", unsignedFormsUntil: null };
const ctx = { hashPhone, clock: { now: () => new Date() } };
const text = fc.string({ unit: "grapheme", maxLength: 60 });
const texts = { words: text, formVersion: text, page: text };

function signed({ words, formVersion, page }: { words: string; formVersion: string; page: string }, shopId = shop.id) {
  const { signature } = signedForm(shopId, { words, form_version: formVersion, page });
  return { words, formVersion, page, signature };
}

describe("a signature", () => {
  test("proves exactly what was signed, whatever it contains", () => {
    fc.assert(
      fc.property(fc.record(texts), (shown) => {
        expect(proofOf(ctx, shop, signed(shown))).toEqual({ by: "signed", words: shown.words });
      }),
    );
  });

  test("proves nothing else: not another text, not the same letters in other fields, not another shop's", () => {
    fc.assert(
      fc.property(fc.record(texts), fc.record(texts), (shown, other) => {
        fc.pre(JSON.stringify(shown) !== JSON.stringify(other));
        const { signature } = signed(shown);
        expect(proofOf(ctx, shop, { ...other, signature })).toBeNull();
        expect(proofOf(ctx, shop, signed(shown, newId()))).toBeNull();
        const [letter = "", ...rest] = shown.words;
        fc.pre(letter !== "");
        const moved = { words: rest.join(""), formVersion: shown.formVersion, page: shown.page + letter };
        expect(proofOf(ctx, shop, { ...moved, signature })).toBeNull();
      }),
    );
  });
});

test("default words carry the store's name as it is, even with letters that mean something to a replacement", () => {
  const words = DEFAULT_WORDS.split("[store]").join(shop.name);
  const unsigned = { words, formVersion: "1", page: "", signature: "" };
  expect(proofOf(ctx, shop, unsigned)).toEqual({ by: "default-words", words });
  expect(proofOf(ctx, { ...shop, name: null }, unsigned)).toBeNull();
  expect(proofOf(ctx, { ...shop, name: "Another" }, unsigned)).toBeNull();
});
