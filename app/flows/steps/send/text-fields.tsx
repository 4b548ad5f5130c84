import { BlockStack, Text } from "@shopify/polaris";
import { sampleText } from "#app/flows/steps/sample-text";
import type { FlowAround } from "#app/flows/steps/step-form";
import { LONGEST_TEMPLATE } from "#domain/flows/steps/send";
import { priceMicros } from "#domain/messages/claim/price";
import { tagToInsert } from "#domain/messages/content/merge-tags";
import { measureText } from "#domain/messages/content/parts";
import { Money } from "../../../ui/money.tsx";
import { Composer } from "../../../ui/text/composer.tsx";
import { PhonePreview } from "../../../ui/text/phone-preview.tsx";
import { UnicodeNotice } from "../../../ui/text/unicode-notice.tsx";

export interface TextFieldsProps {
  /** The name of the form's field. */
  name: string;
  label?: string;
  text: string;
  onChange: (text: string) => void;
  /** What must be fixed in it. */
  problems: string[];
  around: FlowAround;
}

/** The words of one text, how they look on a phone, and what they cost. */
export function TextFields({ name, label = "Text", text, onChange, problems, around }: TextFieldsProps) {
  const { purpose, from } = around;
  const shown = sampleText(text, around);
  const write = (words: string) => onChange(words.slice(0, LONGEST_TEMPLATE));
  return (
    <BlockStack gap="400">
      <Composer
        name={name}
        label={label}
        value={text}
        onChange={write}
        mergeTags={menuOf(around)}
        error={problems.length > 0 ? problems.join(" ") : undefined}
        helpText={
          purpose === "marketing"
            ? "An opt-out line is added unless your text already says how to opt out."
            : "Don’t include promotions: this text goes to people without marketing consent, at any hour, with no opt-out line."
        }
      />
      <UnicodeNotice text={shown} template={text} onReplace={write} />
      <PhonePreview text={shown} from={from} longestText={around.facts.limits.longestText} />
      <Price text={shown} around={around} />
    </BlockStack>
  );
}

/** The merge tags, and the store's snippets under a heading of their own. */
function menuOf({ mergeTags, snippets }: FlowAround) {
  const tags = mergeTags.map((it) => ({
    label: it.label,
    tag: tagToInsert(it),
    ...(it.group ? { group: it.group } : {}),
  }));
  const own = Object.keys(snippets).map((name) => ({
    label: name,
    tag: `{% snippet "${name}" %}`,
    group: "Snippets",
  }));
  return [...tags, ...own];
}

function Price({ text, around: { country, facts } }: { text: string; around: FlowAround }) {
  const { parts } = measureText(text);
  if (parts === 0) return null;
  return (
    <Text as="p" variant="bodySm" tone="subdued" alignment="center">
      With sample values: about <Money micros={priceMicros(facts.prices, country, parts)} currency="USD" isExact /> each
      {country ? ` to a phone in ${countryName(country)}` : ""}, carrier fees not included.
    </Text>
  );
}

function countryName(code: string): string {
  return new Intl.DisplayNames("en", { type: "region" }).of(code) ?? code;
}
