import { Card, FormLayout, Select } from "@shopify/polaris";
import type { FieldErrors } from "#app/actions/answer";
import { useField } from "#app/ui/kept/use-field";
import { clockTime } from "#domain/compliance/rules/week";

export interface HoursFieldsProps {
  hours: { textingStartsMinute: number; textingEndsMinute: number };
  errors: FieldErrors;
}

/** Half hours of the day that federal law leaves (8:00 to 21:00); what was set otherwise is kept as a choice. */
function hourChoices(present: number) {
  const minutes = Array.from({ length: 27 }, (_, step) => 480 + step * 30);
  const all = minutes.includes(present) ? minutes : [...minutes, present].sort((one, next) => one - next);
  return all.map((minute) => ({ label: clockTime(minute), value: String(minute) }));
}

export function HoursFields({ hours: { textingStartsMinute, textingEndsMinute }, errors }: HoursFieldsProps) {
  const [starts, setStarts] = useField("textingStartsMinute", String(textingStartsMinute));
  const [ends, setEnds] = useField("textingEndsMinute", String(textingEndsMinute));
  return (
    <Card>
      <FormLayout>
        <FormLayout.Group>
          <Select
            label="From"
            name="textingStartsMinute"
            options={hourChoices(textingStartsMinute)}
            value={starts}
            onChange={setStarts}
            error={errors.textingStartsMinute ?? false}
          />
          <Select
            label="Until"
            name="textingEndsMinute"
            options={hourChoices(textingEndsMinute)}
            value={ends}
            onChange={setEnds}
            error={errors.textingEndsMinute ?? false}
            helpText="In the recipient’s time zone"
          />
        </FormLayout.Group>
      </FormLayout>
    </Card>
  );
}
