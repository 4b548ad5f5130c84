import { BlockStack, Button, Collapsible, List, Text } from "@shopify/polaris";
import { useId, useState } from "react";

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
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  if (why.length === 0 && body === null) return null;
  return (
    <BlockStack gap="100" inlineAlign="start">
      <Button
        variant="plain"
        size="micro"
        disclosure={isOpen ? "up" : "down"}
        ariaExpanded={isOpen}
        ariaControls={id}
        accessibilityLabel={`${question} ${about}`}
        onClick={() => setOpen((before) => !before)}
      >
        {question}
      </Button>
      <Collapsible id={id} open={isOpen}>
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
      </Collapsible>
    </BlockStack>
  );
}
