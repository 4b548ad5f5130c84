import { BlockStack, Card, FormLayout, Text } from "@shopify/polaris";
import type { Choices } from "#app/segments/segment/choices";
import type { FlowDocument } from "#domain/flows/definition/document";
import { type EntryFilter, entryRules, type FlowTrigger } from "#domain/flows/definition/entry-rules";
import type { Problem } from "#domain/flows/definition/problem";
import { describeEntry } from "#domain/flows/entry/describe-entry";
import { triggerType } from "#domain/flows/triggers/registry";
import type { Reentry } from "#domain/flows/triggers/trigger-type";
import { sortedJson } from "#platform/sorted-json";
import { useShop } from "../../ui/shop.tsx";
import { EventFilter } from "./event-filter.tsx";
import { PeopleFilter } from "./people-filter.tsx";
import { ReentryField } from "./reentry-field.tsx";
import { type SettingChoices, TriggerSetting } from "./trigger-setting.tsx";

/** The start card of the picture leads here. */
export const TRIGGER_CARD = "flow-trigger";

export interface TriggerCardProps {
  document: FlowDocument;
  choices: SettingChoices;
  /** What rules about people may name. */
  people: Choices;
  /** Of the whole flow. */
  problems: Problem[];
  /** `topic` names what changes. Changes of one topic in a row are undone together. */
  onChange: (trigger: FlowTrigger, topic: string) => void;
  /** One of its fields lost the focus. */
  onLeave: () => void;
}

/** When people enter, who of them, and how often. Give it a new key when the document changed from outside. */
export function TriggerCard({ document, choices, people, problems, onChange, onLeave }: TriggerCardProps) {
  const { currency } = useShop();
  const { trigger } = document;
  const type = triggerType(trigger.kind);
  const rules = entryRules(trigger);
  const settings = rules.settings as Record<string, unknown>; // a trigger's settings are an object
  const filter = rules.filter ?? { event: [], people: null };
  const own = problems.filter(({ stepId }) => stepId === null);
  const errorAt = (field: string) => {
    const messages = own.filter((it) => it.field === field).map(({ message }) => message);
    return messages.length > 0 ? { error: messages.join(" ") } : {};
  };
  return (
    <section id={TRIGGER_CARD} aria-label="Trigger" tabIndex={-1} style={{ outline: "none" }} onBlur={onLeave}>
      <Card>
        <BlockStack gap="400">
          <BlockStack gap="100">
            <Text as="h2" variant="headingSm">
              {type.title}
            </Text>
            <Text as="p" tone="subdued">
              {describeEntry(trigger, currency)}
            </Text>
          </BlockStack>
          {type.fields.length > 0 && (
            <FormLayout>
              {type.fields.map((field) => (
                <TriggerSetting
                  key={field.name}
                  field={field}
                  settings={settings}
                  choices={choices}
                  {...errorAt(`settings.${field.name}`)}
                  onChange={(change) =>
                    onChange({ ...trigger, settings: { ...settings, ...change } }, `settings.${field.name}`)
                  }
                />
              ))}
            </FormLayout>
          )}
          <ReentryField
            reentry={rules.reentry}
            allowed={type.reentry.allowed}
            {...errorAt("reentry")}
            onChange={(reentry) => onChange(withReentry(trigger, reentry, type.reentry.usual), "reentry")}
          />
          <EventFilter
            conditions={filter.event}
            trigger={type}
            problems={own}
            onChange={(event) => onChange(withFilter(trigger, { ...filter, event }), `filter.event ${event.length}`)}
          />
          <PeopleFilter
            people={filter.people}
            choices={people}
            problems={own}
            onChange={(to) => onChange(withFilter(trigger, { ...filter, people: to }), "filter.people")}
          />
        </BlockStack>
      </Card>
    </section>
  );
}

/** The usual rule isn't stored: documents from before there was a choice don't have it either. */
function withReentry({ reentry: _, ...trigger }: FlowTrigger, reentry: Reentry, usual: Reentry): FlowTrigger {
  return sortedJson(reentry) === sortedJson(usual) ? trigger : { ...trigger, reentry };
}

function withFilter({ filter: _, ...trigger }: FlowTrigger, filter: EntryFilter): FlowTrigger {
  return filter.event.length === 0 && filter.people === null ? trigger : { ...trigger, filter };
}
