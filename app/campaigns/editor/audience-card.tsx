import { Autocomplete, BlockStack, Card, Checkbox, ChoiceList, Select, Text, TextField } from "@shopify/polaris";
import { HiddenField } from "../../ui/hidden-field.tsx";
import type { Draft, SenderChoice } from "./draft.ts";

export interface AudienceCardProps {
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
  errors: Record<string, string>;
  /** Tags that subscribers carry, most frequent first. */
  tags: string[];
  senders: SenderChoice[];
  /** How many it would be texted to; null while that is being counted. */
  count: number | null;
}

const KINDS = ["all", "tag", "unsent"] as const;

/** What it is called, who gets it, and which number it comes from. */
export function AudienceCard({ draft, onChange, errors, tags, senders, count }: AudienceCardProps) {
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
          helpText="Only you see it."
          {...(errors.name ? { error: errors.name } : {})}
        />
        <BlockStack gap="200">
          <ChoiceList
            title="Audience"
            name="audienceChoice"
            choices={[
              { value: "all", label: "Everybody subscribed" },
              {
                value: "tag",
                label: "Subscribed people with a tag",
                renderChildren: (isChosen) =>
                  isChosen && <TagField tag={draft.tag} tags={tags} onChange={onChange} error={errors.tag} />,
              },
              ...(draft.unsentName ? [{ value: "unsent", label: draft.unsentName }] : []),
            ]}
            selected={[draft.audience]}
            onChange={([audience]) => onChange({ audience: KINDS.find((kind) => kind === audience) ?? "all" })}
            {...(errors.audience ? { error: errors.audience } : {})}
          />
          <HiddenField name="audience" value={draft.audience} />
          <HiddenField name="tag" value={draft.tag} />
          <div aria-live="polite">
            <Text as="p" tone="subdued" numeric>
              {draft.audience === "tag" && draft.tag.trim() === ""
                ? "Enter the tag to see how many carry it."
                : counted(count)}
            </Text>
          </div>
        </BlockStack>
        <Select
          label="Sent from"
          name="senderId"
          options={[{ value: "", label: "The fastest number in service" }, ...senders.map(optionOf)]}
          value={draft.senderId}
          onChange={(senderId) => onChange({ senderId })}
          {...(errors.senderId ? { error: errors.senderId } : {})}
        />
        <Checkbox
          label="Urgent: send it before your other campaigns"
          helpText="Other stores, and your flows and replies, are not affected. One campaign under way can be urgent: starting this one takes the mark off another."
          checked={draft.isUrgent === "true"}
          onChange={(isUrgent) => onChange({ isUrgent: isUrgent ? "true" : "false" })}
        />
        <HiddenField name="isUrgent" value={draft.isUrgent} />
      </BlockStack>
    </Card>
  );
}

interface TagFieldProps {
  tag: string;
  tags: string[];
  onChange: (changes: Partial<Draft>) => void;
  error: string | undefined;
}

function TagField({ tag, tags, onChange, error }: TagFieldProps) {
  const matching = tags.filter((known) => known.toLowerCase().includes(tag.trim().toLowerCase())).slice(0, 8);
  return (
    <Autocomplete
      options={matching.map((value) => ({ value, label: value }))}
      selected={tags.includes(tag) ? [tag] : []}
      onSelect={([chosen]) => onChange({ tag: chosen ?? "" })}
      textField={
        <Autocomplete.TextField
          label="Tag"
          labelHidden
          value={tag}
          onChange={(written) => onChange({ tag: written })}
          placeholder={tags[0] ? `For example ${tags[0]}` : "As it is written on the customer"}
          autoComplete="off"
          error={error ?? false}
        />
      }
    />
  );
}

function counted(count: number | null): string {
  if (count === null) return "Counting …";
  if (count === 0) return "Nobody yet: no subscriber fits.";
  return count === 1 ? "1 person" : `${count.toLocaleString("en-US")} people`;
}

function optionOf({ id, phone, partsPerSecond }: SenderChoice) {
  return { value: id, label: `${phone} · ${partsPerSecond.toLocaleString("en-US")} segments a second` };
}
