import { Card, ChoiceList, FormLayout, Select, TextField } from "@shopify/polaris";
import type { FieldErrors } from "#app/actions/answer";
import { useField } from "#app/ui/kept/use-field";

export interface CapFieldsProps {
  cap: { frequencyCapTexts: number; frequencyCapHours: number; frequencyCapAction: string };
  errors: FieldErrors;
}

const spans = [
  { label: "12 hours", value: "12" },
  { label: "24 hours", value: "24" },
  { label: "2 days", value: "48" },
  { label: "3 days", value: "72" },
  { label: "7 days", value: "168" },
  { label: "14 days", value: "336" },
  { label: "30 days", value: "720" },
];

export function CapFields({ cap, errors }: CapFieldsProps) {
  const [texts, setTexts] = useField("frequencyCapTexts", String(cap.frequencyCapTexts));
  const [hours, setHours] = useField("frequencyCapHours", String(cap.frequencyCapHours));
  const [choice, setChoice] = useField("frequencyCapAction", [cap.frequencyCapAction]);
  const isListed = spans.some(({ value }) => value === String(cap.frequencyCapHours));
  const own = { label: `${cap.frequencyCapHours} hours`, value: String(cap.frequencyCapHours) };
  return (
    <Card>
      <FormLayout>
        <FormLayout.Group>
          <TextField
            label="Maximum texts"
            name="frequencyCapTexts"
            type="number"
            min={1}
            max={20}
            autoComplete="off"
            value={texts}
            onChange={setTexts}
            error={errors.frequencyCapTexts ?? false}
          />
          <Select
            label="Within"
            name="frequencyCapHours"
            options={isListed ? spans : [...spans, own]}
            value={hours}
            onChange={setHours}
            error={errors.frequencyCapHours ?? false}
          />
        </FormLayout.Group>
        <ChoiceList
          title="When a text exceeds the cap"
          name="frequencyCapAction"
          choices={[
            { label: "is skipped", value: "skip", helpText: "The recipient doesn’t get it, and the report shows why." },
            {
              label: "is delayed until the cap allows it",
              value: "defer",
              helpText: "Unless the campaign expires first.",
            },
          ]}
          selected={choice}
          onChange={setChoice}
          error={errors.frequencyCapAction ?? ""}
        />
      </FormLayout>
    </Card>
  );
}
