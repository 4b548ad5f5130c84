import { Banner, BlockStack, InlineStack, Text } from "@shopify/polaris";
import { measureText } from "#domain/messages/content/parts";
import { isCheaperPlain, listCharacters, toGsm } from "#domain/messages/content/plain-characters";

export interface UnicodeNoticeProps {
  /** The text as one person receives it. */
  text: string;
  /** What is being written, merge tags and all. */
  template: string;
  /** Offers the template in the basic alphabet. */
  onReplace: (template: string) => void;
  /** What one part costs everyone it goes to, as money: "$16.60". Left out where no one can say. */
  costOf?: (parts: number) => string;
}

/** Names the characters that make a text dearer, what they cost, and takes them out in one click where it can. */
export function UnicodeNotice({ text, template, onReplace, costOf }: UnicodeNoticeProps) {
  const { parts, unicodeCharacters } = measureText(text);
  if (unicodeCharacters.length === 0) return null;
  const plain = toGsm(template);
  const isReplaceable = plain !== template && isCheaperPlain(text);
  const stubborn = measureText(plain).unicodeCharacters;
  const spared = parts - measureText(withoutUnicode(text)).parts;
  return (
    <Banner
      tone="warning"
      title={`${listCharacters(unicodeCharacters)} ${unicodeCharacters.length === 1 ? "is" : "are"} not in the basic SMS alphabet`}
      {...(isReplaceable ? { action: { content: "Use plain characters", onAction: () => onReplace(plain) } } : {})}
    >
      <BlockStack gap="100">
        <p>
          {spared > 0
            ? `It makes every text ${countParts(parts)} instead of ${parts - spared}${costOf ? `, ${costOf(spared)} more in total` : ""}.`
            : `It limits each SMS segment to 70 characters instead of 160. This text still fits in ${countParts(parts)}.`}
        </p>
        {stubborn.length > 0 && (
          <InlineStack gap="100">
            <Text as="span">
              {isReplaceable
                ? `${listCharacters(stubborn)} can’t be replaced with a plain character.`
                : "Remove it to lower the cost."}
            </Text>
          </InlineStack>
        )}
      </BlockStack>
    </Banner>
  );
}

/** As if each had been replaced, or left out where nothing stands for it. */
function withoutUnicode(text: string): string {
  const plain = toGsm(text);
  const stubborn = new Set(measureText(plain).unicodeCharacters);
  return [...plain].filter((character) => !stubborn.has(character)).join("");
}

function countParts(parts: number): string {
  return parts === 1 ? "1 SMS segment" : `${parts} SMS segments`;
}
