import { Button, Text } from "@shopify/polaris";
import type { ConversationData } from "./read.ts";

/** Hands the conversation to the help desk, or leads to its ticket there. Nothing without a help desk. */
export function TicketButton({
  data: { ticket },
  isBusy,
  onHandOver,
}: {
  data: Pick<ConversationData, "ticket">;
  isBusy: boolean;
  onHandOver: () => void;
}) {
  if (!ticket) return null;
  const { label, state, url, isStuck } = ticket;
  if (state === "not-handed-over")
    return (
      <Button disabled={isBusy} onClick={onHandOver}>
        {`Hand to ${label}`}
      </Button>
    );
  if (url === null)
    return (
      <Text as="span" tone="subdued">
        {isStuck ? `Waiting for ${label}, which can’t be reached` : `Handed to ${label}`}
      </Text>
    );
  return (
    <Button url={url} external>
      {state === "closed" ? `Closed ticket in ${label}` : `Ticket in ${label}`}
    </Button>
  );
}
