import { BlockStack, Card, Checkbox } from "@shopify/polaris";
import type { Stricter } from "#domain/compliance/stricter";

export interface EverywhereCardProps {
  chosen: Stricter;
  onChange: (change: Partial<Stricter>) => void;
}

/** Choices that bind everybody, whatever their place. */
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
          helpText="Those of the recipient’s country, and of their state in the United States. Some states, Florida among them, keep the Friday after Thanksgiving."
          checked={chosen.noHolidays ?? false}
          onChange={(noHolidays) => onChange({ noHolidays })}
        />
        <Checkbox
          label="Hours that are safe in every state, for everybody in the United States"
          helpText="As for people whose state nobody knows: Monday to Friday 10 AM to 6 PM, Saturday until 5 PM, in Hawaii and New York at once. That leaves two or three hours a day."
          checked={chosen.usSafe ?? false}
          onChange={(usSafe) => onChange({ usSafe })}
        />
        <Checkbox
          label="We also serve Puerto Rico and the U.S. Virgin Islands"
          helpText="People who may be anywhere in the United States may then be an hour ahead of New York."
          checked={chosen.servesCaribbean ?? false}
          onChange={(servesCaribbean) => onChange({ servesCaribbean })}
        />
      </BlockStack>
    </Card>
  );
}
