import { Autocomplete, BlockStack, ChoiceList, InlineStack, Link, Select, Text } from "@shopify/polaris";
import type { FieldErrors } from "#app/actions/answer";
import { formatPeople } from "#app/ui/format-people";
import { choicesOr } from "#app/ui/no-choices";
import { HiddenField } from "../../ui/form/hidden-field.tsx";
import { type AudienceChoice, type Draft, missingAudience } from "./draft.ts";

/** What a campaign may be for beside everyone. */
export interface AudienceChoices {
  /** Tags that subscribers carry, most frequent first. */
  tags: string[];
  segments: AudienceChoice[];
  lists: AudienceChoice[];
}

export interface AudienceFieldProps {
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
  errors: FieldErrors;
  choices: AudienceChoices;
  /** How many they are, with those whom the frequency cap leaves out; null while that is being counted. */
  count: number | null;
}

const KINDS = ["all", "tag", "segment", "list", "unsent"] as const;

/** Who gets it: everyone, those with a tag, a segment or a list; and how many they are now. */
export function AudienceField({ draft, onChange, errors, choices, count }: AudienceFieldProps) {
  const { tags, segments, lists } = choices;
  const chosen = { draft, onChange, errors };
  return (
    <BlockStack gap="200">
      <ChoiceList
        title="Audience"
        name="audienceChoice"
        choices={[
          { value: "all", label: "All subscribers" },
          {
            value: "tag",
            label: "Subscribers with a tag",
            renderChildren: (isChosen) =>
              isChosen && <TagField tag={draft.tag} tags={tags} onChange={onChange} error={errors.tag} />,
          },
          {
            value: "segment",
            label: "Subscribers in a segment",
            renderChildren: (isChosen) =>
              isChosen && <OneOf {...chosen} field="segmentId" what="segment" options={segments} at="/segments" />,
          },
          {
            value: "list",
            label: "Subscribers on a list",
            renderChildren: (isChosen) =>
              isChosen && <OneOf {...chosen} field="listId" what="list" options={lists} at="/segments/lists" />,
          },
          ...(draft.unsentName ? [{ value: "unsent", label: draft.unsentName }] : []),
        ]}
        selected={[draft.audience]}
        onChange={([audience]) => onChange({ audience: KINDS.find((kind) => kind === audience) ?? "all" })}
        {...(errors.audience ? { error: errors.audience } : {})}
      />
      <HiddenField name="audience" value={draft.audience} />
      <HiddenField name="tag" value={draft.tag} />
      <HiddenField name="segmentId" value={draft.segmentId} />
      <HiddenField name="listId" value={draft.listId} />
      <div aria-live="polite">
        <Text as="p" tone="subdued" numeric>
          {missingAudience(draft) ?? formatCount(count)}
        </Text>
      </div>
    </BlockStack>
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
      options={choicesOr(
        "No matching tags",
        matching.map((value) => ({ value, label: value })),
      )}
      selected={tags.includes(tag) ? [tag] : []}
      onSelect={([chosen]) => onChange({ tag: chosen ?? "" })}
      textField={
        <Autocomplete.TextField
          label="Tag"
          labelHidden
          value={tag}
          onChange={(written) => onChange({ tag: written })}
          placeholder={tags[0] ? `Example: ${tags[0]}` : "Enter the tag exactly as in Shopify"}
          autoComplete="off"
          error={error ?? false}
        />
      }
    />
  );
}

interface OneOfProps extends Pick<AudienceFieldProps, "draft" | "onChange" | "errors"> {
  field: "segmentId" | "listId";
  what: "segment" | "list";
  options: AudienceChoice[];
  /** Where they are. */
  at: string;
}

/** A segment or a list, with its size as last counted; how many it would be texted to is counted again below. */
function OneOf({ draft, onChange, errors, field, what, options, at }: OneOfProps) {
  const chosen = draft[field];
  if (options.length === 0)
    return (
      <Text as="p" tone="subdued">
        No {what}s yet. <Link url={`${at}/new`}>Create one</Link>
      </Text>
    );
  return (
    <BlockStack gap="100">
      <Select
        label={what === "segment" ? "Segment" : "List"}
        labelHidden
        placeholder={`Choose a ${what}`}
        options={options.map(({ id, name, people }) => ({
          value: id,
          label: people === null ? name : `${name} · ${people.toLocaleString("en-US")}`,
        }))}
        value={chosen}
        onChange={(id) => onChange({ [field]: id })}
        {...(errors[field] ? { error: errors[field] } : {})}
      />
      {chosen && (
        <InlineStack>
          <Link url={`${at}/${chosen}`}>View {what}</Link>
        </InlineStack>
      )}
    </BlockStack>
  );
}

function formatCount(count: number | null): string {
  if (count === null) return "Counting…";
  if (count === 0) return "No subscribers match yet.";
  return formatPeople(count);
}
