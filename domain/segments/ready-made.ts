import type { Rules } from "./tree.ts";

/** A segment to start from: by recency, frequency and money, with the thresholds it stands for. */
export interface ReadyMade {
  key: string;
  name: string;
  /** Which thresholds, and what to send them. */
  why: string;
  rules: Rules;
}

const ordered = (is: "at-least" | "at-most" | "exactly", count: number): Rules => ({
  type: "orders",
  is,
  count,
  period: null,
});
const lastOrder = (kind: "last" | "before-last", days: number): Rules => ({ type: "last-order", when: { kind, days } });
const and = (...rules: Rules[]): Rules => ({ type: "and", rules });

/**
 * The ready-made segments. Those by orders do not overlap and leave out no buyer: four orders make a habit, ninety days
 * are three monthly rounds without one, half a year is when a customer counts as lost. A merchant may copy one and
 * choose other figures.
 */
export function readyMade(): ReadyMade[] {
  return [
    {
      key: "champions",
      name: "Champions",
      why: "Four or more orders, the last within 90 days. They buy anyway: early access and thanks, no discounts.",
      rules: and(ordered("at-least", 4), lastOrder("last", 90)),
    },
    {
      key: "loyal",
      name: "Loyal",
      why: "Two or three orders, the last within 90 days. What turns them into champions is something new to buy.",
      rules: and(ordered("at-least", 2), ordered("at-most", 3), lastOrder("last", 90)),
    },
    {
      key: "new-customers",
      name: "New customers",
      why: "A first and only order within 90 days. Help with what they bought, then a reason for a second order.",
      rules: and(ordered("exactly", 1), lastOrder("last", 90)),
    },
    {
      key: "at-risk",
      name: "At risk",
      why: "Two or more orders, the last between 90 and 180 days ago. They had a habit and are losing it: remind them now.",
      rules: and(ordered("at-least", 2), lastOrder("before-last", 90), {
        type: "not",
        rule: lastOrder("before-last", 180),
      }),
    },
    {
      key: "cooling",
      name: "One order, cooling off",
      why: "A single order between 90 and 180 days ago. The second order is the hardest: one good offer.",
      rules: and(ordered("exactly", 1), lastOrder("before-last", 90), {
        type: "not",
        rule: lastOrder("before-last", 180),
      }),
    },
    {
      key: "lapsed",
      name: "Lapsed",
      why: "The last order is more than 180 days ago. One strong offer, then leave them in peace.",
      rules: lastOrder("before-last", 180),
    },
    {
      key: "never-ordered",
      name: "Subscribed, never ordered",
      why: "They want texts and have no order that we know of. A welcome offer and your best seller.",
      rules: and({ type: "consent", states: ["subscribed"] }, ordered("exactly", 0)),
    },
    {
      key: "not-listening",
      name: "Not listening",
      why: "At least four texts in 30 days without a click. Each costs money and goodwill: text them less.",
      rules: { type: "texted", atLeast: 4, days: 30, withoutClick: true },
    },
  ];
}
