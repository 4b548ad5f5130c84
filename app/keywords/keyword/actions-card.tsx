import { BlockStack, Card, Select, Text, TextField } from "@shopify/polaris";
import { useField } from "#app/ui/kept/use-field";
import type { KeywordFieldsProps } from "./words-card.tsx";

/** What else happens, and until when. */
export function ActionsCard({ data: { fields, lists, timeZone }, errors }: KeywordFieldsProps) {
  const [tag, setTag] = useField("tag", fields.tag);
  const [listId, setListId] = useField("listId", fields.listId);
  const [endsOn, setEndsOn] = useField("endsOn", fields.endsOn);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Also
        </Text>
        <TextField
          label="Add a tag (optional)"
          name="tag"
          autoComplete="off"
          maxLength={40}
          value={tag}
          onChange={setTag}
          error={errors.tag ?? false}
        />
        <Select
          label="Add to a list (optional)"
          name="listId"
          options={[{ label: "No list", value: "" }, ...lists.map(({ id, name }) => ({ label: name, value: id }))]}
          value={listId}
          onChange={setListId}
          {...(errors.listId ? { error: errors.listId } : {})}
        />
        <TextField
          label="Last day (optional)"
          name="endsOn"
          type="date"
          autoComplete="off"
          value={endsOn}
          onChange={setEndsOn}
          error={errors.endsOn ?? false}
          helpText={`The keyword stops working when this day ends in ${timeZone.replaceAll("_", " ")}.`}
        />
      </BlockStack>
    </Card>
  );
}
