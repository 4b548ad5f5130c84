import { describe, expect, it } from "vitest";
import type { Trouble } from "../provider-world.ts";
import type { ContractBench } from "./contract-bench.ts";

/** Hand-overs of which no one can say whether the text arrived: unknown, and a question settles it. */
export function describeDoubt(at: ContractBench): void {
  describe("hand-offs that end in doubt", () => {
    const cases: { kind: Trouble; what: string; arrived: boolean }[] = [
      { kind: "reset-before-read", what: "a connection cut before the text was read", arrived: false },
      { kind: "error-before", what: "a server error before the text was kept", arrived: false },
      { kind: "reset-after-read", what: "a connection cut after the text was read", arrived: true },
      { kind: "error-after", what: "a server error after the text was kept", arrived: true },
      { kind: "torn-answer", what: "an answer that breaks off", arrived: true },
    ];
    for (const { kind, what, arrived } of cases) {
      it(`${what} is unknown, and asking says it is ${arrived ? "there" : "absent"}`, async () => {
        const text = at.aText();
        expect(await at.sendInto(kind, text)).toMatchObject({ kind: "unknown" });
        expect(await at.world.taken(text.ref)).toBe(arrived ? 1 : 0);
        expect(await at.ask(text)).toMatchObject({ kind: arrived ? "found" : "absent" });
      });
    }

    it("no answer before the deadline is unknown at the deadline, and asking finds the text", async () => {
      const text = at.aText();
      const deadline = new Date(Date.now() + 250);
      expect(await at.sendInto("hang", text, deadline)).toMatchObject({ kind: "unknown" });
      expect(Date.now()).toBeGreaterThanOrEqual(deadline.getTime() - 2);
      expect(Date.now()).toBeLessThan(deadline.getTime() + 1000);
      expect(await at.ask(text)).toMatchObject({ kind: "found" });
    });
  });
}
