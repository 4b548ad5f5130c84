import { BlockStack, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";

/** The secret that the receiver checks signatures with, shown when it is asked for. */
export function SecretCard({ secret, isReplacing }: { secret: string; isReplacing: boolean }) {
  const [isShown, setShown] = useState(false);
  const { isBusy, send } = useAction();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Signing secret
        </Text>
        <TextField
          label="Secret"
          labelHidden
          readOnly
          autoComplete="off"
          type={isShown ? "text" : "password"}
          value={secret}
          helpText={
            isReplacing
              ? "For 24 hours after the replacement, events are signed with the old secret, too."
              : "Check each event’s signature with a Standard Webhooks library."
          }
        />
        <InlineStack gap="200">
          <Button onClick={() => setShown(!isShown)}>{isShown ? "Hide secret" : "Show secret"}</Button>
          <Button loading={isBusy} onClick={() => send({ intent: "replace-secret" })}>
            Replace secret
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
