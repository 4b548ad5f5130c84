import { BlockStack, Text } from "@shopify/polaris";
import { ChatIcon } from "@shopify/polaris-icons";
import { LONGEST_TEMPLATE } from "#domain/flows/steps/send";
import { priceMicros } from "#domain/messages/claim/price";
import { tagToInsert } from "#domain/messages/content/merge-tags";
import { measureText } from "#domain/messages/content/parts";
import { Money } from "../../ui/money.tsx";
import { Composer } from "../../ui/text/composer.tsx";
import { PhonePreview } from "../../ui/text/phone-preview.tsx";
import { UnicodeNotice } from "../../ui/text/unicode-notice.tsx";
import { sampleText } from "./sample-text.ts";
import { type FlowAround, type StepFormProps, stepForm } from "./step-form.ts";

export const sendForm = stepForm(ChatIcon, SendForm);

/** The words, how they look on a phone, and what they cost. */
function SendForm({ config, onChange, problems, around }: StepFormProps<{ text: string }>) {
  const { purpose, from } = around;
  const shown = sampleText(config.text, around);
  const write = (text: string) => onChange({ text: text.slice(0, LONGEST_TEMPLATE) });
  return (
    <BlockStack gap="400">
      <Composer
        name="text"
        value={config.text}
        onChange={write}
        mergeTags={menuOf(around)}
        error={problems.length > 0 ? problems.map(({ message }) => message).join(" ") : undefined}
        helpText={
          purpose === "marketing"
            ? "An opt-out line is added unless your text already says how to opt out."
            : "Don’t include promotions: this text goes to people without marketing consent, at any hour, with no opt-out line."
        }
      />
      <UnicodeNotice text={shown} template={config.text} onReplace={write} />
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
