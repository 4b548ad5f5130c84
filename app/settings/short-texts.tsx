import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useAction } from "#app/actions/use-action";
import { SettingsSection } from "./settings-section.tsx";

/** A saved reply, a snippet: a short text with a name, which the page edits below the list. */
export interface ShortText {
  id: string;
  name: string;
  text: string;
  /** What else is to be known of it, in small print. */
  about: ReactNode;
}

/** Lists the texts, or says that the list is empty. Each links to its form (`?edit=id`). */
export function ShortTextList({ texts, none, page }: { texts: ShortText[]; none: string; page: string }) {
  return (
    <Card>
      {texts.length === 0 ? (
        <Text as="p" tone="subdued">
          {none}
        </Text>
      ) : (
        <BlockStack gap="400">
          {texts.map((it) => (
            <ShortTextLine key={it.id} it={it} page={page} />
          ))}
        </BlockStack>
      )}
    </Card>
  );
}

function ShortTextLine({ it: { id, name, text, about }, page }: { it: ShortText; page: string }) {
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="h3" variant="headingSm" breakWord>
          {name}
        </Text>
        <Button variant="plain" url={`${page}?edit=${id}`} accessibilityLabel={`Edit ${name}`}>
          Edit
        </Button>
      </InlineStack>
      <Text as="p" breakWord>
        {text}
      </Text>
      {about && (
        <Text as="p" tone="subdued" variant="bodySm" breakWord>
          {about}
        </Text>
      )}
    </BlockStack>
  );
}

export interface DeleteSectionProps {
  description: string;
  /** The button's words. */
  label: string;
  /** Names what is deleted, beside the intent. */
  posts: Record<string, string>;
  /** What to know before. */
  children?: ReactNode;
}

/** Offers to delete the one that is edited. */
export function DeleteSection({ description, label, posts, children }: DeleteSectionProps) {
  const { send, isBusy, refusal } = useAction();
  return (
    <SettingsSection title="Delete" description={description}>
      <Card>
        <BlockStack gap="300">
          {children}
          {refusal && (
            <Text as="p" tone="critical">
              {refusal}
            </Text>
          )}
          <InlineStack>
            <Button tone="critical" loading={isBusy} onClick={() => send({ ...posts, intent: "delete" })}>
              {label}
            </Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </SettingsSection>
  );
}
