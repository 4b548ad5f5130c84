import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { action, loader } from "#app/flows/webhook-secret";

const PATH = "/flows/webhook-secret";

/** The secret that the receiver checks signatures with, shown when it is asked for. */
export function WebhookSecret({ url }: { url: string }) {
  const fetcher = useFetcher<typeof loader | typeof action>();
  const [shownFor, setShownFor] = useState<string | null>(null);
  const answer = fetcher.data && "secret" in fetcher.data && shownFor === url ? fetcher.data : null;
  const isBusy = fetcher.state !== "idle";

  function show(): void {
    setShownFor(url);
    fetcher.load(`${PATH}?${new URLSearchParams({ url })}`);
  }

  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        Signing secret
      </Text>
      <Text as="p" tone="subdued" variant="bodySm">
        Each request is signed as Standard Webhooks describes, so your server can check that it comes from us. Each
        request also has an ID, which stays the same when we try again.
      </Text>
      {answer?.secret ? (
        <>
          <TextField label="Signing secret" labelHidden value={answer.secret} readOnly autoComplete="off" />
          {answer.isBeingReplaced && (
            <Text as="p" tone="subdued" variant="bodySm">
              Requests are also signed with the previous secret for 24 hours after a replacement.
            </Text>
          )}
          <InlineStack>
            <Button
              tone="critical"
              loading={isBusy}
              onClick={() => fetcher.submit({ url }, { method: "post", action: PATH })}
            >
              Replace secret
            </Button>
          </InlineStack>
        </>
      ) : (
        <InlineStack>
          <Button onClick={show} loading={isBusy} disabled={url === ""}>
            Show signing secret
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}
