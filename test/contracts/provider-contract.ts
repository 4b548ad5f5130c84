import { describe } from "vitest";
import { openBench } from "./provider/contract-bench.ts";
import { describeDoubt } from "./provider/doubt.ts";
import { describeFacts } from "./provider/facts.ts";
import { describeHandOver } from "./provider/hand-over.ts";
import { describeLookUp } from "./provider/look-up.ts";
import { describeLookUpById } from "./provider/look-up-by-id.ts";
import { describeReceipts } from "./provider/receipts.ts";
import { describeReplies } from "./provider/replies.ts";
import type { ProviderWorld } from "./provider-world.ts";

/** What every provider must do. `open` starts its world. */
export function describeProvider(name: string, open: () => Promise<ProviderWorld>): void {
  describe(`texts through ${name}`, () => {
    const at = openBench(open);
    describeHandOver(at);
    describeDoubt(at);
    describeLookUp(at);
    describeLookUpById(at);
    describeReceipts(at);
    describeReplies(at);
    describeFacts(at);
  });
}
