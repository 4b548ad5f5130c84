import { InlineStack, Text } from "@shopify/polaris";
import { measureText } from "#domain/messages/content/parts";

export interface PartCounterProps {
  text: string;
  /** Leaves out what makes it dear, where a UnicodeNotice says it. */
  isBrief?: boolean;
}

/** How long a text is and in how many parts it is billed, with what makes it dear. Merchants know parts as "segments". */
export function PartCounter({ text, isBrief = false }: PartCounterProps) {
  const { encoding, parts, remainingInPart, unicodeCharacters } = measureText(text);
  const named = unicodeCharacters.slice(0, 5).join(" ");
  return (
    <InlineStack gap="200" wrap>
      <Text as="p" variant="bodySm" tone="subdued" numeric>
        {parts === 1 ? "1 SMS segment" : `${parts} SMS segments`} · {remainingInPart}{" "}
        {remainingInPart === 1 ? "character" : "characters"} left in {parts > 1 ? "the last" : "it"}
      </Text>
      {encoding === "ucs-2" && !isBrief && (
        <Text as="p" variant="bodySm" tone="caution">
          {named} {unicodeCharacters.length === 1 ? "is" : "are"} not in the basic SMS alphabet, so an SMS segment holds
          70 characters instead of 160.
        </Text>
      )}
    </InlineStack>
  );
}
