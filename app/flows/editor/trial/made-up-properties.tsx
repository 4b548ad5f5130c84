import { BlockStack, Button, InlineStack, TextField } from "@shopify/polaris";

interface Typed {
  name: string;
  value: string;
}

/** Properties of a made-up person, by the names that the store has. */
export function MadeUpProperties({
  properties,
  onChange,
}: {
  properties: Typed[];
  onChange: (properties: Typed[]) => void;
}) {
  const change = (at: number, part: Partial<Typed>) =>
    onChange(properties.map((it, i) => (i === at ? { ...it, ...part } : it)));
  return (
    <BlockStack gap="200">
      {properties.map(({ name, value }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a property has no name of its own while it is typed
        <InlineStack key={at} gap="200" blockAlign="end" wrap={false}>
          <TextField
            label="Property"
            value={name}
            maxLength={255}
            onChange={(typed) => change(at, { name: typed })}
            autoComplete="off"
          />
          <TextField
            label="Value"
            value={value}
            maxLength={1_000}
            onChange={(typed) => change(at, { value: typed })}
            autoComplete="off"
          />
          <Button
            accessibilityLabel={`Remove ${name || "this property"}`}
            onClick={() => onChange(properties.filter((_, i) => i !== at))}
          >
            Remove
          </Button>
        </InlineStack>
      ))}
      {properties.length < 20 && (
        <InlineStack>
          <Button onClick={() => onChange([...properties, { name: "", value: "" }])}>Add a property</Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}
