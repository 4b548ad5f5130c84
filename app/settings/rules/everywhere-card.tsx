import { BlockStack, Card, Checkbox } from "@shopify/polaris";
import type { Stricter } from "#domain/compliance/stricter";

export interface EverywhereCardProps {
  chosen: Stricter;
  onChange: (change: Partial<Stricter>) => void;
}

/** Choices that bind everyone, whatever their place. */
export function EverywhereCard({ chosen, onChange }: EverywhereCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Checkbox
          label="No marketing texts on Sundays"
          checked={chosen.noSundays ?? false}
          onChange={(noSundays) => onChange({ noSundays })}
        />
        <Checkbox
          label="No marketing texts on public holidays"
          helpText="Uses the holidays of the recipient’s country, and of their state in the US. Some states, such as Florida, include the Friday after Thanksgiving."
          checked={chosen.noHolidays ?? false}
          onChange={(noHolidays) => onChange({ noHolidays })}
        />
        <Checkbox
          label="Use hours allowed in every state for all US recipients"
          helpText="Same as for recipients in an unknown state: Monday to Friday 10 AM to 6 PM, Saturday until 5 PM, in both Hawaii and New York time. That leaves two or three hours per day."
          checked={chosen.usSafe ?? false}
          onChange={(usSafe) => onChange({ usSafe })}
        />
        <Checkbox
          label="We also serve Puerto Rico and the U.S. Virgin Islands"
          helpText="Recipients in an unknown US location may then be one hour ahead of New York."
          checked={chosen.servesCaribbean ?? false}
          onChange={(servesCaribbean) => onChange({ servesCaribbean })}
        />
      </BlockStack>
    </Card>
  );
}
