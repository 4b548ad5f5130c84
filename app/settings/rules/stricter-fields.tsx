import { Box, Checkbox, FormLayout, Select } from "@shopify/polaris";
import { clockTime } from "#domain/compliance/rules/week";
import type { StricterRule } from "#domain/compliance/stricter";
import type { ShownRule } from "./describe-rule.ts";

export interface StricterFieldsProps {
  limits: NonNullable<ShownRule["choice"]>;
  choice: StricterRule;
  onChange: (choice: StricterRule) => void;
}

const AS_THE_RULE = "";
const STEP = 30;

/** What may be added to one rule; nothing else can be chosen. */
export function StricterFields({ limits, choice, onChange }: StricterFieldsProps) {
  if (limits.kind === "cap")
    return (
      <Box paddingBlockStart="200">
        <Select
          label="Maximum texts in 24 hours"
          options={Array.from({ length: limits.texts }, (_, i) => String(i + 1))}
          value={String(choice.texts ?? limits.texts)}
          onChange={(value) =>
            onChange({ ...choice, texts: Number(value) === limits.texts ? undefined : Number(value) })
          }
        />
      </Box>
    );
  const { starts, ends } = limits;
  const from = choice.startsMinute ?? starts;
  const until = choice.endsMinute ?? ends;
  return (
    <Box paddingBlockStart="200">
      <FormLayout>
        <FormLayout.Group>
          <Select
            label="Start at"
            options={timeChoices(starts, until - 60, "Same as the rule")}
            value={timeValue(choice.startsMinute)}
            onChange={(value) => onChange({ ...choice, startsMinute: minuteOf(value) })}
          />
          <Select
            label="End at"
            options={timeChoices(from + 60, ends, "Same as the rule", true)}
            value={timeValue(choice.endsMinute)}
            onChange={(value) => onChange({ ...choice, endsMinute: minuteOf(value) })}
          />
        </FormLayout.Group>
        {limits.hasSundays && (
          <Checkbox
            label="No texts on Sundays"
            checked={choice.noSundays ?? false}
            onChange={(noSundays) => onChange({ ...choice, noSundays })}
          />
        )}
        <Checkbox
          label="No texts on local public holidays"
          checked={choice.noHolidays ?? false}
          onChange={(noHolidays) => onChange({ ...choice, noHolidays })}
        />
      </FormLayout>
    </Box>
  );
}

/** Half hours, without the bound that the rule sets itself, which "as the rule says" stands for. */
function timeChoices(first: number, last: number, none: string, isEnd = false) {
  const minutes: number[] = [];
  for (let minute = isEnd ? first : first + STEP; minute <= (isEnd ? last - STEP : last); minute += STEP)
    minutes.push(minute);
  return [
    { label: none, value: AS_THE_RULE },
    ...minutes.map((minute) => ({ label: clockTime(minute), value: String(minute) })),
  ];
}

function timeValue(minute: number | undefined): string {
  return minute === undefined ? AS_THE_RULE : String(minute);
}

function minuteOf(value: string): number | undefined {
  return value === AS_THE_RULE ? undefined : Number(value);
}
