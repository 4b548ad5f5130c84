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
      why: "Four or more orders, the last within 90 days. They buy without discounts: offer early access and thank them.",
      rules: and(ordered("at-least", 4), lastOrder("last", 90)),
    },
    {
      key: "loyal",
      name: "Loyal",
      why: "Two or three orders, the last within 90 days. Show them something new to buy.",
      rules: and(ordered("at-least", 2), ordered("at-most", 3), lastOrder("last", 90)),
    },
    {
      key: "new-customers",
      name: "New customers",
      why: "First order within 90 days. Help with what they bought, then give a reason to order again.",
      rules: and(ordered("exactly", 1), lastOrder("last", 90)),
    },
    {
      key: "at-risk",
      name: "At risk",
      why: "Two or more orders, the last between 90 and 180 days ago. Remind them now.",
      rules: and(ordered("at-least", 2), lastOrder("before-last", 90), {
        type: "not",
        rule: lastOrder("before-last", 180),
      }),
    },
    {
      key: "cooling",
      name: "One order, cooling off",
      why: "One order between 90 and 180 days ago. Send one good offer to earn a second order.",
      rules: and(ordered("exactly", 1), lastOrder("before-last", 90), {
        type: "not",
        rule: lastOrder("before-last", 180),
      }),
    },
    {
      key: "lapsed",
      name: "Lapsed",
      why: "Last order more than 180 days ago. Send one strong offer, then pause.",
      rules: lastOrder("before-last", 180),
    },
    {
      key: "never-ordered",
      name: "Subscribed, never ordered",
      why: "Subscribed but no orders yet. Send a welcome offer and your best seller.",
      rules: and({ type: "consent", states: ["subscribed"] }, ordered("exactly", 0)),
    },
    {
      key: "not-listening",
      name: "Not engaged",
      why: "At least four texts in 30 days without a click. Text them less often.",
      rules: { type: "texted", atLeast: 4, days: 30, withoutClick: true },
    },
  ];
}
