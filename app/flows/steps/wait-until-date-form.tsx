import { BlockStack, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { CalendarIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import type { WaitUntilDate } from "#domain/flows/steps/wait-until-date";
import { MinuteField } from "./minute-field.tsx";
import { errorOf, ProblemList } from "./problem-list.tsx";
import { PropertyField } from "./property-field.tsx";
import { type StepFormProps, stepForm } from "./step-form.ts";

export const waitUntilDateForm = stepForm(CalendarIcon, WaitUntilDateForm);

const FROM = [
  { value: "event", label: "The event that started the flow" },
  { value: "person", label: "The person’s properties" },
];
const SIDES = [
  { value: "after", label: "Days after the date" },
  { value: "before", label: "Days before the date" },
];

function WaitUntilDateForm({ config, onChange, problems, around }: StepFormProps<WaitUntilDate>) {
  const [side, setSide] = useState(config.days < 0 ? "before" : "after");
  const [days, setDays] = useState(String(Math.abs(config.days)));
  const put = (typed: string, of: string) => {
    setDays(typed);
    setSide(of);
    const count = Math.min(365, Math.max(0, Math.round(Number(typed)) || 0));
    onChange({ ...config, days: of === "before" ? -count : count });
  };
  const offered =
    config.from === "event"
      ? around.trigger.properties.map(({ name, title }) => ({ value: name, label: title }))
      : around.choices.properties;
  return (
    <BlockStack gap="300">
      <Select
        label="The date is in"
        options={FROM}
        value={config.from}
        onChange={(from) => onChange({ ...config, from: from as WaitUntilDate["from"], property: "" })} // the options' own values
      />
      <PropertyField
        label="Property"
        offered={offered}
        value={config.property}
        {...errorOf(problems, "property")}
        onChange={(property) => onChange({ ...config, property })}
      />
      <FormLayout>
        <FormLayout.Group condensed>
          <TextField
            label="Days"
            type="number"
            min={0}
            value={days}
            onChange={(typed) => put(typed, side)}
            autoComplete="off"
          />
          <Select label="Counted" options={SIDES} value={side} onChange={(of) => put(days, of)} />
        </FormLayout.Group>
      </FormLayout>
      <MinuteField label="Time" minute={config.minute} onChange={(minute) => onChange({ ...config, minute })} />
      <Text as="p" tone="subdued" variant="bodySm">
        If there’s no date, or it has passed, people continue right away. Dates more than a year away are capped at 366
        days.
      </Text>
      <ProblemList problems={problems} fieldId="wait-until-date" except={["property"]} />
    </BlockStack>
  );
}
