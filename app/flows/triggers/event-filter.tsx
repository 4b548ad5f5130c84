import { BlockStack, Box, Button, InlineError, InlineStack, Text } from "@shopify/polaris";
import { type EventCondition, MOST_CONDITIONS } from "#domain/flows/definition/entry-rules";
import type { FieldProblem } from "#domain/flows/definition/problem";
import type { TriggerType } from "#domain/flows/triggers/trigger-type";
import { EventFields } from "../steps/branch/event-fields.tsx";

export interface EventFilterProps {
  conditions: EventCondition[];
  trigger: TriggerType;
  problems: FieldProblem[];
  onChange: (conditions: EventCondition[]) => void;
}

/** Conditions about the event's own properties. All of them must hold. */
export function EventFilter({ conditions, trigger, problems, onChange }: EventFilterProps) {
  const [first] = trigger.properties;
  if (!first && !trigger.hasOpenProperties) return null;
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        Only if the event matches
      </Text>
      {conditions.map((condition, at) => {
        const own = problems.filter(({ field }) => field === `filter.event.${at}`);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no names; the card begins again after an undo
          <fieldset key={`${at} ${conditions.length}`} style={{ border: 0, margin: 0, padding: 0 }}>
            <legend>
              <Text as="span" visuallyHidden>{`Condition ${at + 1}`}</Text>
            </legend>
            <Box padding="300" background="bg-surface-secondary" borderRadius="200">
              <BlockStack gap="300">
                <EventFields
                  condition={condition}
                  trigger={trigger}
                  onChange={(changed) => onChange(conditions.map((it, i) => (i === at ? changed : it)))}
                />
                {own.map(({ message }) => (
                  <InlineError key={message} fieldID={`filter-event-${at}`} message={message} />
                ))}
                <InlineStack>
                  <Button
                    accessibilityLabel={`Remove condition ${at + 1}`}
                    onClick={() => onChange(conditions.filter((_, i) => i !== at))}
                  >
                    Remove
                  </Button>
                </InlineStack>
              </BlockStack>
            </Box>
          </fieldset>
        );
      })}
      {conditions.length < MOST_CONDITIONS && (
        <InlineStack>
          <Button onClick={() => onChange([...conditions, { property: "", compare: "is", value: "" }])}>
            Add an event condition
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}
