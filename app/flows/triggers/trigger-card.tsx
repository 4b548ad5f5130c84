import { BlockStack, Card, FormLayout, Text } from "@shopify/polaris";
import type { FlowDocument } from "#domain/flows/definition/document";
import { entryRules } from "#domain/flows/definition/entry-rules";
import { triggerType } from "#domain/flows/triggers/registry";
import { type SettingChoices, TriggerSetting } from "./trigger-setting.tsx";

export interface TriggerCardProps {
  document: FlowDocument;
  choices: SettingChoices;
  onChange: (document: FlowDocument) => void;
}

/** When people enter: the settings of the flow's trigger. Nothing for a trigger without settings. */
export function TriggerCard({ document, choices, onChange }: TriggerCardProps) {
  const { trigger } = document;
  const { title, fields } = triggerType(trigger.kind);
  if (fields.length === 0) return null;
  const settings = entryRules(trigger).settings as Record<string, unknown>; // a trigger's settings are an object
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {title}
        </Text>
        <FormLayout>
          {fields.map((field) => (
            <TriggerSetting
              key={field.name}
              field={field}
              settings={settings}
              choices={choices}
              onChange={(change) =>
                onChange({ ...document, trigger: { ...trigger, settings: { ...settings, ...change } } })
              }
            />
          ))}
        </FormLayout>
      </BlockStack>
    </Card>
  );
}
