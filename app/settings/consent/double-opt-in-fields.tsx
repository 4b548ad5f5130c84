import { Card, ChoiceList, FormLayout, Select } from "@shopify/polaris";
import type { FieldErrors } from "#app/actions/answer";
import { useField } from "#app/ui/kept/use-field";

export interface DoubleOptInFieldsProps {
  setting: { doubleOptIn: string; doubleOptInHours: number };
  errors: FieldErrors;
}

const waits = [
  { label: "1 day", value: "24" },
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
          title="Require double opt-in"
          name="doubleOptIn"
          choices={[
            {
              label: "where required by country",
              value: "where-required",
              helpText: "In sign-up forms, for the countries below.",
            },
            { label: "in every sign-up form", value: "forms", helpText: "For all countries." },
            {
              label: "in every sign-up form and at checkout",
              value: "forms-and-checkout",
              helpText: "Checkout opt-ins also need to be confirmed by text.",
            },
          ]}
          selected={choice}
          onChange={setChoice}
          error={errors.doubleOptIn ?? ""}
        />
        <Select
          label="Wait for a reply"
          name="doubleOptInHours"
          options={isListed ? waits : [...waits, own]}
          value={hours}
          onChange={setHours}
          error={errors.doubleOptInHours ?? false}
          helpText="Later replies don’t count. The person can sign up again or text START."
        />
      </FormLayout>
    </Card>
  );
}
