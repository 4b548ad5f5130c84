import { BlockStack, List, Text } from "@shopify/polaris";
import { formatPeople } from "#app/ui/format-people";
import { quoted } from "#domain/flows/definition/quoted";
import type { MovePreview, PeopleAtStep } from "#domain/flows/versions/moving/preview";

/** How many people are inside, and at which steps. */
export function PeopleInside({ preview: { inside, steps, unreadable } }: { preview: MovePreview }) {
  if (inside === 0) return <Text as="p">No one is in this flow.</Text>;
  return (
    <BlockStack gap="200">
      <Text as="p">
        {formatPeople(inside)} {inside === 1 ? "is" : "are"} in this flow:
      </Text>
      <List>
        {steps.map(({ stepId, sentence, count, isRemoved }) => (
          <List.Item key={stepId}>
            {count.toLocaleString("en-US")} at {quoted(sentence)}
            {isRemoved && " (not in this version anymore)"}
          </List.Item>
        ))}
        {unreadable > 0 && (
          <List.Item>{unreadable.toLocaleString("en-US")} in a version that can’t be read. They stay there.</List.Item>
        )}
      </List>
    </BlockStack>
  );
}

/** What people go on with whose step has changed. */
export function ChangedSteps({ steps }: { steps: PeopleAtStep[] }) {
  const changed = steps.filter(({ next, sentence }) => next !== null && next !== sentence);
  if (changed.length === 0) return null;
  return (
    <List>
      {changed.map(({ stepId, count, sentence, next }) => (
        <List.Item key={stepId}>
          {formatPeople(count)} at {quoted(sentence)} {count === 1 ? "goes" : "go"} on with {quoted(next ?? "")}.
        </List.Item>
      ))}
    </List>
  );
}
