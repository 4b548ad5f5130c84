import { BlockStack, Card, Text } from "@shopify/polaris";
import { armLabel, sentenceOf } from "#app/flows/picture/picture-of";
import { Money } from "../../ui/money.tsx";
import type { ListUrl } from "./listing.ts";
import { NumbersTable } from "./numbers-table.tsx";
import type { ReportNumbers } from "./read.ts";
import { peopleRows, textRows } from "./step-rows.ts";

/** Steps that a later version removed, so the picture doesn't have them. Nothing if there are none. */
export function EarlierSteps({ numbers, urlOf }: { numbers: ReportNumbers; urlOf: ListUrl }) {
  if (numbers.earlier.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingSm">
          Steps of earlier versions
        </Text>
        {numbers.earlier.map(({ id, step }) => {
          const counts = numbers.steps[id];
          if (!counts) return null;
          const nameOf = (arm: string) => (step ? armLabel(step, arm) : arm);
          return (
            <BlockStack key={id} gap="200">
              <Text as="h3" variant="bodyMd" fontWeight="semibold" breakWord>
                {step ? sentenceOf(step) : "A step that was removed"}
              </Text>
              <NumbersTable
                title="People"
                rows={peopleRows(id, counts, Object.keys(step?.arms ?? counts.arms), nameOf, urlOf)}
              />
              {counts.texts && (
                <NumbersTable
                  title="Texts"
                  rows={[
                    ...textRows(id, counts.texts, urlOf),
                    { label: "Revenue", value: null, shown: <Money micros={counts.texts.revenueMicros} /> },
                  ]}
                />
              )}
            </BlockStack>
          );
        })}
      </BlockStack>
    </Card>
  );
}
