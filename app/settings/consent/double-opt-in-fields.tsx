import { Card, ChoiceList, FormLayout, Select } from "@shopify/polaris";
import type { FieldErrors } from "#app/actions/answer";
import { useField } from "#app/ui/kept/use-field";

export interface DoubleOptInFieldsProps {
  setting: { doubleOptIn: string; doubleOptInHours: number };
  errors: FieldErrors;
}

const waits = [
  { label: "a day", value: "24" },
  { label: "3 days", value: "72" },
  { label: "7 days", value: "168" },
  { label: "30 days", value: "720" },
];

export function DoubleOptInFields({ setting, errors }: DoubleOptInFieldsProps) {
  const [choice, setChoice] = useField("doubleOptIn", [setting.doubleOptIn]);
  const [hours, setHours] = useField("doubleOptInHours", String(setting.doubleOptInHours));
  const isListed = waits.some(({ value }) => value === String(setting.doubleOptInHours));
  const own = { label: `${setting.doubleOptInHours} hours`, value: String(setting.doubleOptInHours) };
  return (
    <Card>
      <FormLayout>
        <ChoiceList
          title="Ask for it"
          name="doubleOptIn"
          choices={[
            {
              label: "where a country wants it",
              value: "where-required",
              helpText: "In sign-up forms, by the countries below.",
            },
            { label: "in every sign-up form", value: "forms", helpText: "Wherever the person is." },
            {
              label: "in every sign-up form and at the checkout",
              value: "forms-and-checkout",
              helpText: "A box ticked at the checkout counts once it is confirmed by text, too.",
            },
          ]}
          selected={choice}
          onChange={setChoice}
          error={errors.doubleOptIn ?? ""}
        />
        <Select
          label="Wait for the answer"
          name="doubleOptInHours"
          options={isListed ? waits : [...waits, own]}
          value={hours}
          onChange={setHours}
          error={errors.doubleOptInHours ?? false}
          helpText="A later YES counts for nothing; the person can sign up again, or text START."
        />
      </FormLayout>
    </Card>
  );
}
