import fc from "fast-check";
import { expect, test } from "vitest";
import { type CampaignState, campaignStates, canBecome, isDispatching, isEditable, isOver } from "./state.ts";

const anyState = fc.constantFrom(...campaignStates);

/** A life: from draft on, each state one that may follow. */
const life = fc.array(fc.nat(100), { maxLength: 30 }).map((choices) => {
  const states: CampaignState[] = ["draft"];
  for (const choice of choices) {
    const from = states.at(-1) ?? "draft";
    const next = campaignStates.filter((to) => canBecome(from, to));
    const to = next[choice % Math.max(1, next.length)];
    if (to) states.push(to);
  }
  return states;
});

test("whatever is done to a campaign, it is scheduled before it is prepared and prepared before it sends", () => {
  fc.assert(
    fc.property(life, (states) => {
      for (const [earlier, later] of [
        ["scheduled", "preparing"],
        ["preparing", "sending"],
      ] as const) {
        const place = states.indexOf(later);
        // A pause goes back to where it came from; from there the order holds again.
        if (place > 0) expect(states.slice(0, place).some((it) => it === earlier || it === "paused")).toBe(true);
      }
      expect(states.slice(1)).not.toContain("draft");
    }),
  );
});

test("a campaign that is over never moves again, and one that is not can still end", () => {
  fc.assert(
    fc.property(anyState, anyState, (from, to) => {
      if (isOver(from)) expect(canBecome(from, to)).toBe(false);
      expect(canBecome(from, from)).toBe(false);
    }),
  );
  const ends = (from: CampaignState, seen = new Set<CampaignState>()): boolean =>
    isOver(from) ||
    campaignStates.some((to) => canBecome(from, to) && !seen.has(to) && ends(to, new Set([...seen, from])));
  for (const state of campaignStates) expect(ends(state)).toBe(true);
});

test("only what leaves can be paused, and it can be resumed to where it was", () => {
  for (const state of campaignStates) {
    expect(canBecome(state, "paused")).toBe(state === "scheduled" || isDispatching(state));
    expect(canBecome("paused", state)).toBe(state === "scheduled" || isDispatching(state) || state === "cancelled");
  }
});

test("words may be changed only before anyone got them", () => {
  expect(campaignStates.filter(isEditable)).toEqual(["draft", "scheduled"]);
});
