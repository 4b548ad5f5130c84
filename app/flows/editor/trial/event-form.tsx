import { BlockStack, Checkbox, FormLayout, Select, TextField } from "@shopify/polaris";
import type { FlowDocument } from "#domain/flows/definition/document";
import { ownTags, sampleEvent } from "#domain/flows/trial/event";
import { EVENT_NAME } from "#domain/flows/triggers/custom-event";
import { triggerType } from "#domain/flows/triggers/registry";
import type { EventProperty, PropertyValue } from "#domain/flows/triggers/trigger-type";
import { useShop } from "../../../ui/shop.tsx";
import { AmountField } from "../../number-field.tsx";
import { WordsField } from "../../words-field.tsx";
import { Details } from "./details.tsx";
import type { QuestionEvent } from "./question.ts";

type MadeUpEvent = Extract<QuestionEvent, { kind: "made-up" }>;

export interface EventFormProps {
  document: FlowDocument;
  event: QuestionEvent;
  /** A subscriber was chosen, who may have an event of their own. */
  isReal: boolean;
  /** The trigger has no amount of its own, and the total matters. */
  asksTotal: boolean;
  onChange: (event: QuestionEvent) => void;
}

/** The event that starts the flow: the subscriber's last one, or one that is made up from what the trigger declares. */
export function EventForm({ document, event, isReal, asksTotal, onChange }: EventFormProps) {
  const { currency } = useShop();
  const type = triggerType(document.trigger.kind);
  const fields = fieldsOf(document, event);
  const tags = ownTags(document);
  const hasAmount = type.properties.some(({ name }) => name === "amount");
  const kinds = [
    { value: "made-up", label: "A sample event" },
    ...(isReal || event.kind === "last" ? [{ value: "last", label: "Their last event of this kind" }] : []),
  ];
  const begin = (kind: string) =>
    onChange(kind === "last" ? { kind } : { kind: "made-up", ...sampleEvent(document, { country: null, currency }) });
  const set = (made: MadeUpEvent, name: string, value: PropertyValue) =>
    onChange({ ...made, properties: { ...made.properties, [name]: value } });
  return (
    <BlockStack gap="300">
      {kinds.length > 1 && <Select label="Event" options={kinds} value={event.kind} onChange={begin} />}
      {event.kind === "made-up" && (fields.length + tags.length > 0 || asksTotal) && (
        <Details label="Change the sample event">
          <FormLayout>
            {fields.map((field) => (
              <PropertyValueField
                key={field.name}
                field={field}
                value={event.properties[field.name] ?? null}
                onChange={(value) => set(event, field.name, value)}
              />
            ))}
            {tags.map(({ name, label, sample }) => (
              <TextField
                key={name}
                label={label}
                value={event.tags[name] ?? sample}
                maxLength={1_000}
                onChange={(text) => onChange({ ...event, tags: { ...event.tags, [name]: text } })}
                autoComplete="off"
              />
            ))}
            {asksTotal && !hasAmount && (
              <AmountField
                label="Total"
                micros={event.totalMicros}
                onChange={(totalMicros) => onChange({ ...event, totalMicros })}
              />
            )}
          </FormLayout>
        </Details>
      )}
    </BlockStack>
  );
}

/** The declared properties, and for a custom event those that were named. */
function fieldsOf({ trigger }: FlowDocument, event: QuestionEvent): EventProperty[] {
  const { properties, hasOpenProperties } = triggerType(trigger.kind);
  if (!hasOpenProperties || event.kind === "last") return properties;
  const named = Object.keys(event.properties).filter((name) => name !== EVENT_NAME);
  return named.map((name) => ({ name, title: name, type: "text" }));
}

interface PropertyValueFieldProps {
  field: EventProperty;
  value: PropertyValue;
  onChange: (value: PropertyValue) => void;
}

function PropertyValueField({ field: { title, type }, value, onChange }: PropertyValueFieldProps) {
  if (type === "yes-no") return <Checkbox label={title} checked={value === true} onChange={onChange} />;
  if (type === "money") return <AmountField label={title} micros={Number(value ?? 0)} onChange={onChange} />;
  if (type === "list")
    return (
      <WordsField
        label={title}
        words={Array.isArray(value) ? value : []}
        most={50}
        longest={255}
        helpText="Separate values with commas."
        onChange={onChange}
      />
    );
  return (
    <TextField
      label={title}
      type={type === "number" ? "number" : "text"}
      value={value === null ? "" : String(value)}
      maxLength={1_000}
      onChange={(text) => onChange(type === "number" ? Number(text) || 0 : text)}
      autoComplete="off"
    />
  );
}
