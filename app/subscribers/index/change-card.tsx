import { BlockStack, Box, Button, ButtonGroup, InlineStack, Text } from "@shopify/polaris";
import { type ReactNode, useEffect, useRef } from "react";

export interface ChangeCardProps {
  title: string;
  /** On the button. */
  verb: string;
  isBusy: boolean;
  onSubmit: () => void;
  onCancel: () => void;
  /** What is asked for; its first field has the focus. */
  children: ReactNode;
}

/** Above the table: asks for what is to become of the people chosen in it. */
export function ChangeCard({ title, verb, isBusy, onSubmit, onCancel, children }: ChangeCardProps) {
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => fields.current?.querySelector<HTMLElement>("select, input")?.focus(), []);
  return (
    <Box padding="400" borderBlockEndWidth="025" borderColor="border">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <BlockStack gap="300">
          <Text as="h2" variant="headingSm">
            {title}
          </Text>
          <div ref={fields}>
            <BlockStack gap="300">{children}</BlockStack>
          </div>
          <InlineStack align="end">
            <ButtonGroup>
              <Button onClick={onCancel}>Cancel</Button>
              <Button submit variant="primary" loading={isBusy}>
                {verb}
              </Button>
            </ButtonGroup>
          </InlineStack>
        </BlockStack>
      </form>
    </Box>
  );
}
