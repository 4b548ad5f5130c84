import { armLabel, sentenceOf } from "#app/flows/picture/picture-of";
import { everyStep, type Step } from "#domain/flows/definition/document";
import { HiddenTable } from "../../ui/charts/hidden-table.tsx";
import { formatMoney } from "../../ui/money.tsx";
import { useShop } from "../../ui/shop.tsx";
import type { ReportNumbers } from "./read.ts";

const COLUMNS = [
  ...["Step", "Reached", "By path", "Here now", "Finished here", "Left here"],
  ...["Sent", "Delivered", "Clicked", "Orders", "Revenue", "Opted out"],
];

/** The numbers of the picture as a table for screen readers. */
export function CountsTable({ steps, numbers }: { steps: Step[]; numbers: ReportNumbers }) {
  const { currency } = useShop();
  const rows = everyStep(steps).map((step, index) => {
    const counts = numbers.steps[step.id];
    const texts = counts?.texts;
    const byPath = Object.keys(step.arms).map((arm) => `${armLabel(step, arm)}: ${counts?.arms[arm] ?? 0}`);
    return [
      ...[`${index + 1}. ${sentenceOf(step)}`, counts?.reached ?? 0, byPath.join(", ") || "–"],
      ...[counts?.waiting ?? 0, counts?.finished ?? 0],
      counts?.left.map(({ count, sentence }) => `${count}: ${sentence}`).join(" ") || 0,
      ...[texts?.sent ?? "–", texts?.delivered ?? "–", texts?.clicked ?? "–", texts?.orders ?? "–"],
      ...[texts ? formatMoney(texts.revenueMicros, currency) : "–", texts?.optedOut ?? "–"],
    ];
  });
  return <HiddenTable caption="People and texts at each step" columns={COLUMNS} rows={rows} />;
}
