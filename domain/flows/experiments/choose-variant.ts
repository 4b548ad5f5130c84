import { labelText } from "#domain/messages/variant-label";
import { stableShare } from "#platform/stable-share";
import { testKey } from "./test-key.ts";
import type { TextTest, Variant } from "./text-test.ts";

/** Who reads a text, and where. */
export interface TextReader {
  flowId: string;
  stepId: string;
  subscriberId: string;
}

/** The text of a test that a person gets, and what their message keeps of it. */
export interface ChosenVariant {
  variant: Variant;
  label: string;
}

/**
 * The text that this person gets at this step: the winner once there is one (its ID), else one by chance and
 * weight, always the same while the test is the same. A new test assigns people again, so that what an earlier
 * test did to people is spread evenly. Pure, and runs in the browser.
 */
export function chooseVariant(test: TextTest, reader: TextReader, winner: string | null = null): ChosenVariant {
  const key = testKey(test);
  const won = test.variants.find(({ id }) => id === winner);
  const variant = won ?? byChance(test, `${reader.flowId} ${reader.stepId} ${key} ${reader.subscriberId}`);
  return { variant, label: labelText({ key, id: variant.id, isWinner: won !== undefined }) };
}

function byChance({ variants }: TextTest, words: string): Variant {
  const [first] = variants;
  if (!first) throw new Error("A test without texts."); // its schema asks for one
  const total = variants.reduce((sum, { weight }) => sum + weight, 0);
  let left = stableShare(words) * total;
  for (const variant of variants) {
    if (left < variant.weight) return variant;
    left -= variant.weight;
  }
  return first;
}
