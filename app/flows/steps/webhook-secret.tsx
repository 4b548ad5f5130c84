import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, InlineError, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { action, loader } from "#app/flows/webhook-secret";

const PATH = "/flows/webhook-secret";

/** The secret that the receiver checks signatures with, shown when it is asked for. */
export function WebhookSecret({ url }: { url: string }) {
  const fetcher = useFetcher<typeof loader | typeof action>();
  const [shownFor, setShownFor] = useState<string | null>(null);
  const answer = fetcher.data && "secret" in fetcher.data && shownFor === url ? fetcher.data : null;
  const failure = failureOf(fetcher.data, fetcher.state === "idle" && shownFor === url);
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
      {failure && <InlineError fieldID="webhook-secret" message={failure} />}
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

/** Why there is no secret to show. A request that failed is answered like a form (shell/requests/guard-fetch.ts). */
function failureOf(data: unknown, isAnswered: boolean): string | null {
  if (!isAnswered || typeof data !== "object" || data === null) return null;
  if ("ok" in data) return "We couldn’t read the secret. Check your connection, then try again.";
  return "secret" in data && data.secret === null ? "Enter a web address that starts with https:// first." : null;
}
