import { MOST_TEXTS, type TextTest, type Variant } from "./text-test.ts";

const LETTERS = ["a", "b", "c", "d", "e"] as const satisfies Variant["id"][];

/** A test of this text against one that is still to be written. */
export function beginTest(text: string): TextTest {
  return shared({
    variants: [
      { id: "a", text, weight: 0 },
      { id: "b", text: "", weight: 0 },
    ],
    winner: { by: "clicks", confidence: 95, minimum: 200 },
  });
}

/** One more text, with everyone's share the same. The test itself when it is full. */
export function addVariant(test: TextTest): TextTest {
  const id = LETTERS.find((letter) => !test.variants.some((it) => it.id === letter));
  if (id === undefined || test.variants.length >= MOST_TEXTS) return test;
  const variants = [...test.variants, { id, text: "", weight: 0 }].sort((one, other) => (one.id < other.id ? -1 : 1));
  return shared({ ...test, variants });
}

/** One text less. With one left there is no test: null. */
export function removeVariant(test: TextTest, id: string): TextTest | null {
  const variants = test.variants.filter((it) => it.id !== id);
  return variants.length < 2 ? null : shared({ ...test, variants });
}

/** The same share for each: 34, 33 and 33. */
function shared(test: TextTest): TextTest {
  const count = test.variants.length;
  const variants = test.variants.map((it, i) => ({
    ...it,
    weight: Math.floor(100 / count) + (i < 100 % count ? 1 : 0),
  }));
  return { ...test, variants };
}
