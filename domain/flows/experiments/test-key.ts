import { stableShare } from "#platform/stable-share";
import type { TextTest } from "./text-test.ts";

/**
 * The name of a test: it changes when a text or a weight does, and then another test begins. Weights belong to it because people
 * who were assigned under different weights can't be compared. When and how the winner is chosen doesn't. Runs in the browser.
 */
export function testKey({ variants }: Pick<TextTest, "variants">): string {
  const contents = JSON.stringify(variants.map(({ id, text, weight }) => [id, text, weight]));
  return (stableShare(contents) * 2 ** 53).toString(36);
}
