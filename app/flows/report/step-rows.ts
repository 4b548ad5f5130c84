import { rateOf } from "#app/ui/rate";
import type { ReasonCount, StepCounts } from "#domain/flows/report/report-counts";
import type { ListUrl } from "./listing.ts";
import type { NumberRow } from "./numbers-table.tsx";

/** What a step calls one of its paths. */
export type ArmName = (arm: string) => string;

/** Where the people who reached a step went. */
export function peopleRows(
  stepId: string,
  counts: StepCounts,
  arms: string[],
  nameOf: ArmName,
  urlOf: ListUrl,
): NumberRow[] {
  const { reached, waiting, finished, left } = counts;
  return [
    { label: "Reached", value: reached, url: urlOf({ show: "reached", stepId }) },
    ...arms.map((arm) => ({
      label: nameOf(arm),
      value: counts.arms[arm] ?? 0,
      url: urlOf({ show: "arm", stepId, arm }),
      share: rateOf(counts.arms[arm] ?? 0, reached),
      isDetail: true,
    })),
    { label: "Here now", value: waiting, url: urlOf({ show: "waiting", stepId }) },
    { label: "Finished here", value: finished, url: urlOf({ show: "finished", stepId }) },
    ...leftRows(stepId, left, reached, urlOf),
  ];
}

/** How many left the flow at a step (empty: before the first), and why. */
export function leftRows(stepId: string, left: ReasonCount[], reached: number, urlOf: ListUrl): NumberRow[] {
  const gone = left.reduce((sum, { count }) => sum + count, 0);
  return [
    {
      ...{ label: "Left here", value: gone, url: urlOf({ show: "left", stepId }) },
      share: gone > 0 ? rateOf(gone, reached) : null,
    },
    ...left.map(({ reason, sentence, count }) => ({
      ...{ label: sentence, value: count, url: urlOf({ show: "left", stepId, reason }), isDetail: true },
    })),
  ];
}

/** What became of a step's texts. */
export function textRows(stepId: string, texts: NonNullable<StepCounts["texts"]>, urlOf: ListUrl): NumberRow[] {
  const { sent, delivered, clicked, replied, orders, optedOut, pending, unsent } = texts;
  const list = (show: Parameters<ListUrl>[0]["show"] & string, value: number) => ({
    ...{ value, url: urlOf({ show, stepId }) },
  });
  return [
    { label: "Sent", ...list("sent", sent) },
    { label: "Delivered", ...list("delivered", delivered), share: rateOf(delivered, sent) },
    { label: "Clicked", ...list("clicked", clicked), share: rateOf(clicked, delivered) },
    { label: "Replied", value: replied, share: rateOf(replied, delivered) },
    { label: "Orders", ...list("ordered", orders), share: rateOf(orders, delivered) },
    { label: "Opted out within a day", ...list("opted-out", optedOut), share: rateOf(optedOut, delivered) },
    { label: "Not sent yet", ...list("pending", pending) },
    {
      label: "Not sent",
      ...list(
        "unsent",
        unsent.reduce((sum, { count }) => sum + count, 0),
      ),
    },
    ...unsent.map(({ reason, sentence, count }) => ({
      ...{ label: sentence, value: count, url: urlOf({ show: "unsent", stepId, reason }), isDetail: true },
    })),
  ];
}
