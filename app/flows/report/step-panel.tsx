import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { armLabel, sentenceOf } from "#app/flows/picture/picture-of";
import type { Step } from "#domain/flows/definition/document";
import { Money } from "../../ui/money.tsx";
import type { ListUrl } from "./listing.ts";
import { NumbersTable } from "./numbers-table.tsx";
import type { ReportNumbers } from "./read.ts";
import styles from "./report.module.css";
import { RequestNumbers } from "./request-numbers.tsx";
import { peopleRows, textRows } from "./step-rows.ts";

export interface StepPanelProps {
  step: Step;
  numbers: ReportNumbers;
  urlOf: ListUrl;
  onClose: () => void;
}

/** Everything that happened at one step. */
export function StepPanel({ step, numbers, urlOf, onClose }: StepPanelProps) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus(), []);
  const counts = numbers.steps[step.id];
  const requests = numbers.requests[step.id];
  const nameOf = (arm: string) => armLabel(step, arm);
  return (
    <section
      ref={section}
      aria-label={sentenceOf(step)}
      tabIndex={-1}
      className={styles.panel}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <Card>
        <BlockStack gap="400">
          <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
            <Text as="h2" variant="headingMd" breakWord>
              {sentenceOf(step)}
            </Text>
            <Button onClick={onClose}>Close</Button>
          </InlineStack>
          {counts && (
            <NumbersTable title="People" rows={peopleRows(step.id, counts, Object.keys(step.arms), nameOf, urlOf)} />
          )}
          {counts?.texts && (
            <NumbersTable
              title="Texts"
              rows={[
                ...textRows(step.id, counts.texts, urlOf),
                { label: "Revenue", value: null, shown: <Money micros={counts.texts.revenueMicros} /> },
              ]}
            />
          )}
          {requests && <RequestNumbers counts={requests} />}
        </BlockStack>
      </Card>
    </section>
  );
}
