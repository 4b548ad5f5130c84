import { BlockStack, Button, InlineStack } from "@shopify/polaris";
import { SortIcon } from "@shopify/polaris-icons";
import { letterOf, MOST_PATHS, type RandomSplit } from "#domain/flows/steps/random-split";
import { WholeNumberField } from "../whole-number-field.tsx";
import { ProblemList } from "./problem-list.tsx";
import { type StepFormProps, stepForm } from "./step-form.ts";

export const randomSplitForm = stepForm(SortIcon, RandomSplitForm);

function RandomSplitForm({ config: { paths }, onChange, problems }: StepFormProps<RandomSplit>) {
  const weigh = (id: string, weight: number) =>
    onChange({ paths: paths.map((it) => (it.id === id ? { id, weight } : it)) });
  return (
    <BlockStack gap="300">
      {paths.map(({ id, weight }, index) => (
        <InlineStack key={id} gap="200" blockAlign="end" wrap={false}>
          <WholeNumberField
            label={`Share of path ${letterOf(index)}`}
            value={weight}
            least={0}
            most={1_000}
            onChange={(share) => weigh(id, share)}
          />
          {paths.length > 2 && (
            <Button
              accessibilityLabel={`Remove path ${letterOf(index)} and its steps`}
              onClick={() => onChange({ paths: paths.filter((it) => it.id !== id) })}
            >
              Remove
            </Button>
          )}
        </InlineStack>
      ))}
      {paths.length < MOST_PATHS && (
        <InlineStack>
          <Button onClick={() => onChange({ paths: [...paths, { id: unusedId(paths), weight: 50 }] })}>Add path</Button>
        </InlineStack>
      )}
      <ProblemList problems={problems} fieldId="random-split" />
    </BlockStack>
  );
}

function unusedId(paths: RandomSplit["paths"]): string {
  const used = new Set(paths.map(({ id }) => id));
  return "abcdefghijkl".split("").find((id) => !used.has(id)) ?? "z";
}
