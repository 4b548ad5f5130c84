import { Text } from "@shopify/polaris";
import { formatPeople } from "#app/ui/format-people";
import { rateOf } from "#app/ui/rate";
import type { FlowDocument } from "#domain/flows/definition/document";
import { type Place, pathAt } from "#domain/flows/editing/tree";
import type { StepCounts } from "#domain/flows/report/report-counts";
import { Money } from "../../ui/money.tsx";
import type { ReportNumbers } from "./read.ts";
import styles from "./report.module.css";

/** On a card: who is here, who left here, what its text earned. */
export function CardCounts({ counts: { reached, waiting, left, texts } }: { counts: StepCounts }) {
  const gone = left.reduce((sum, { count }) => sum + count, 0);
  return (
    <span style={{ display: "block", paddingTop: "var(--p-space-100)" }}>
      <Line>{formatPeople(waiting)} here now</Line>
      {texts && (
        <Line>
          {texts.sent.toLocaleString("en-US")} sent · {rateOf(texts.clicked, texts.delivered) ?? "–"} clicked ·{" "}
          <Money micros={texts.revenueMicros} />
        </Line>
      )}
      {gone > 0 && (
        <Line tone="critical">
          {formatPeople(gone)} left here ({rateOf(gone, reached) ?? "–"})
        </Line>
      )}
    </span>
  );
}

function Line({ tone = "subdued", children }: { tone?: "subdued" | "critical"; children: React.ReactNode }) {
  return (
    <span style={{ display: "block" }}>
      <Text as="span" variant="bodySm" tone={tone} numeric>
        {children}
      </Text>
    </span>
  );
}

/** On a line: how many people went along it. */
export function LineCount({ count }: { count: number }) {
  return (
    <span className={styles.count}>
      {count.toLocaleString("en-US")}
      <Text as="span" visuallyHidden>
        {count === 1 ? " person" : " people"}
      </Text>
    </span>
  );
}

/** How many people took the line to a place: it begins a path, leads to a step, or ends the path after the last one. */
export function countAt(
  { steps }: FlowDocument,
  numbers: Pick<ReportNumbers, "steps">,
  { path, index }: Place,
): number {
  if (path !== null && index === 0) return numbers.steps[path.stepId]?.arms[path.arm] ?? 0;
  const list = pathAt(steps, path) ?? [];
  const [before, here] = [list[index - 1], list[index]];
  if (here) return numbers.steps[here.id]?.reached ?? 0;
  return before ? (numbers.steps[before.id]?.finished ?? 0) : 0;
}
