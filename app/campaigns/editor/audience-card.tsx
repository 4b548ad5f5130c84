import { BlockStack, Card, Checkbox, Select, TextField } from "@shopify/polaris";
import { memo } from "react";
import type { FieldErrors } from "#app/actions/answer";
import { HiddenField } from "../../ui/form/hidden-field.tsx";
import { type AudienceChoices, AudienceField } from "./audience-field.tsx";
import type { Draft, SenderChoice } from "./draft.ts";

export interface AudienceCardProps {
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
  errors: FieldErrors;
  choices: AudienceChoices;
  senders: SenderChoice[];
  /** How many they are, with those whom the frequency cap leaves out; null while that is being counted. */
  count: number | null;
}

/** What it is called, who gets it, and which number it comes from. */
export const AudienceCard = memo(function AudienceCard({
  draft,
  onChange,
  errors,
  choices,
  senders,
  count,
}: AudienceCardProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <TextField
          label="Campaign name"
          name="name"
          value={draft.name}
          onChange={(name) => onChange({ name })}
          autoComplete="off"
          maxLength={100}
          helpText="Only visible to you."
          {...(errors.name ? { error: errors.name } : {})}
        />
        <AudienceField draft={draft} onChange={onChange} errors={errors} choices={choices} count={count} />
        <Select
          label="Send from"
          name="senderId"
          options={[{ value: "", label: "Fastest available number" }, ...senders.map(optionOf)]}
          value={draft.senderId}
          onChange={(senderId) => onChange({ senderId })}
          {...(errors.senderId ? { error: errors.senderId } : {})}
        />
        <Checkbox
          label="Urgent: send before your other campaigns"
          helpText="Flows and replies aren’t affected. Only one campaign can be urgent: starting this one replaces the current urgent campaign."
          checked={draft.isUrgent === "true"}
          onChange={(isUrgent) => onChange({ isUrgent: isUrgent ? "true" : "false" })}
        />
        <HiddenField name="isUrgent" value={draft.isUrgent} />
      </BlockStack>
    </Card>
  );
}, isAlike);

/** What is typed into the text alone changes nothing here. */
function isAlike(before: AudienceCardProps, now: AudienceCardProps): boolean {
  const { draft: one, ...was } = before;
  const { draft: other, ...is } = now;
  const rest = { ...other, body: one.body, linkUrl: one.linkUrl, spendCap: one.spendCap };
  return isSame(was, is) && isSame(one, rest);
}

function isSame<Props extends object>(one: Props, other: Props): boolean {
  const keys = Object.keys(one) as (keyof Props)[]; // its own
  return keys.length === Object.keys(other).length && keys.every((key) => Object.is(one[key], other[key]));
}

function optionOf({ id, phone, partsPerSecond }: SenderChoice) {
  return { value: id, label: `${phone} · ${partsPerSecond.toLocaleString("en-US")} SMS segments per second` };
}
