import { Autocomplete, BlockStack, InlineStack, Tag } from "@shopify/polaris";
import { useState } from "react";
import { choicesOr } from "#app/ui/no-choices";
import type { Choice } from "#domain/segments/suggestions";
import type { FieldProps } from "./field-props.ts";

export interface SeveralFieldProps extends FieldProps {
  choices: Choice[];
  /** Words of the merchant's own may be added, too. */
  takesOthers: boolean;
}

const SHOWN = 60;

/** Several of many: chosen from what there is, or written. */
export function SeveralField({ field, value, onChange, error, choices, takesOthers }: SeveralFieldProps) {
  const [typed, setTyped] = useState("");
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const labels = new Map(choices.map((choice) => [choice.value, choice.label]));
  const wanted = typed.trim().toLowerCase();
  const matching = choices.filter(
    ({ label, value: it }) => label.toLowerCase().includes(wanted) || it.toLowerCase() === wanted,
  );
  const isKnown = choices.some((it) => it.label.toLowerCase() === wanted) || chosen.includes(typed.trim());
  const others =
    takesOthers && wanted !== "" && !isKnown ? [{ value: typed.trim(), label: `Add “${typed.trim()}”` }] : [];
  return (
    <BlockStack gap="150">
      <Autocomplete
        allowMultiple
        options={choicesOr("No matches", [...others, ...matching.slice(0, SHOWN)])}
        selected={chosen}
        onSelect={(selected) => {
          onChange(selected);
          setTyped("");
        }}
        textField={
          <Autocomplete.TextField
            label={field.label}
            value={typed}
            onChange={setTyped}
            placeholder={chosen.length > 0 ? "Add another" : exampleOf(choices)}
            autoComplete="off"
            error={error ?? false}
          />
        }
      />
      {chosen.length > 0 && (
        <InlineStack gap="100">
          {chosen.map((one) => (
            <Tag key={one} onRemove={() => onChange(chosen.filter((it) => it !== one))}>
              {labels.get(one) ?? one}
            </Tag>
          ))}
        </InlineStack>
      )}
    </BlockStack>
  );
}

function exampleOf([first]: Choice[]): string {
  return first ? `Example: ${first.label}` : "";
}
