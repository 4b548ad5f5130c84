import { BlockStack, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { EventCondition } from "#domain/flows/definition/entry-rules";
import { comparisons } from "#domain/flows/entry/event-filter";
import { comparisonWords } from "#domain/flows/steps/event-condition";
import type { TriggerType } from "#domain/flows/triggers/trigger-type";
import { useShop } from "../../../ui/shop.tsx";
import { PropertyField } from "../property-field.tsx";

export interface EventFieldsProps {
  condition: EventCondition;
  trigger: TriggerType;
  onChange: (condition: EventCondition) => void;
}

const EVERY_COMPARISON = [...new Set([...comparisons.text, ...comparisons.number])];
const YES_NO = [
  { value: "true", label: "Yes" },
  { value: "false", label: "No" },
];

/** A property of the event, and what it is compared with. */
export function EventFields({ condition, trigger, onChange }: EventFieldsProps) {
  const { property, compare, value } = condition;
  const known = trigger.properties.find(({ name }) => name === property)?.type;
  // A custom event may have properties of any kind: the comparison decides what is entered.
  const isNumeric = compare === "at-least" || compare === "at-most";
  const type = known ?? (isNumeric ? "number" : "text");
  const allowed = known ? comparisons[known] : EVERY_COMPARISON;
  return (
    <BlockStack gap="300">
      <PropertyField
        label="Property of the event"
        offered={trigger.properties.map(({ name, title }) => ({ value: name, label: title }))}
        value={property}
        onChange={(name) => onChange(begun(name, trigger))}
      />
      <Select
        label="Comparison"
        options={allowed.map((it) => ({ value: it, label: comparisonWords[it] }))}
        value={compare}
        onChange={(chosen) => {
          const to = chosen as EventCondition["compare"]; // the options' own values
          onChange({ ...condition, compare: to, value: to === "one-of" ? [] : Array.isArray(value) ? "" : value });
        }}
      />
      {type === "yes-no" ? (
        <Select
          label="Value"
          options={YES_NO}
          value={String(value)}
          onChange={(it) => onChange({ ...condition, value: it === "true" })}
        />
      ) : (
        <ValueField
          key={`${property} ${compare}`}
          type={type}
          value={value}
          isList={compare === "one-of"}
          onChange={(it) => onChange({ ...condition, value: it })}
        />
      )}
    </BlockStack>
  );
}

function begun(property: string, { properties }: TriggerType): EventCondition {
  const type = properties.find(({ name }) => name === property)?.type ?? "text";
  return { property, compare: comparisons[type][0] ?? "is", value: type === "yes-no" ? true : "" };
}

interface ValueFieldProps {
  type: TriggerType["properties"][number]["type"];
  value: EventCondition["value"];
  isList: boolean;
  onChange: (value: EventCondition["value"]) => void;
}

function ValueField({ type, value, isList, onChange }: ValueFieldProps) {
  const { currency } = useShop();
  const unit = type === "money" ? 1_000_000 : 1;
  const isNumber = type === "money" || type === "number";
  const [typed, setTyped] = useState(
    Array.isArray(value) ? value.join(", ") : typeof value === "number" ? String(value / unit) : String(value),
  );
  return (
    <TextField
      label={isList ? "Values, separated by commas" : "Value"}
      value={typed}
      maxLength={500}
      inputMode={isNumber ? "decimal" : "text"}
      {...(type === "money" ? { suffix: currency } : {})}
      onChange={(text) => {
        setTyped(text);
        const number = text.trim() === "" ? Number.NaN : Number(text) * unit;
        if (isList)
          onChange(
            text
              .split(",")
              .map((it) => it.trim())
              .filter((it) => it !== "")
              .slice(0, 100),
          );
        else onChange(isNumber && Number.isFinite(number) ? Math.round(number) : text);
      }}
      autoComplete="off"
    />
  );
}
