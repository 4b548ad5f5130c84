import { BlockStack, List, Text } from "@shopify/polaris";
import { Disclosure } from "../disclosure.tsx";

export interface WhyProps {
  /** "Why was this sent?" */
  question: string;
  /** Whose text it is about, for those who hear the button alone. */
  about: string;
  /** The rules that ran, a sentence each. */
  why: string[];
  /** The words of the text. */
  body: string | null;
}

/** On demand, the rules behind a text and its words. Nothing when there is neither. */
export function Why({ question, about, why, body }: WhyProps) {
  if (why.length === 0 && body === null) return null;
  return (
    <Disclosure label={question} accessibilityLabel={`${question} ${about}`}>
      <BlockStack gap="200">
        {why.length > 0 && (
          <List gap="extraTight">
            {why.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
        )}
        {body !== null && (
          <Text as="p" tone="subdued">
            “{body}”
          </Text>
        )}
      </BlockStack>
    </Disclosure>
  );
}
