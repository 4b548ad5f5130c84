import { Link } from "@remix-run/react";
import { Badge, InlineStack, Text } from "@shopify/polaris";
import { LocalTime } from "../../ui/local-time.tsx";
import { LongName } from "../../ui/long-name.tsx";
import styles from "./inbox.module.css";
import type { InboxLine } from "./read.ts";

export interface ConversationLineProps {
  line: InboxLine;
  /** The filter, which stays in the address. */
  search: string;
  isChosen: boolean;
}

/** Who wrote, what was written last, and what is known of the conversation. */
export function ConversationLine({ line, search, isChosen }: ConversationLineProps) {
  const { id, name, unreadTexts, preview, assignee, lastTextAt, state, snoozedUntil, isPossibleOptOut } = line;
  return (
    <Link
      className={styles.line}
      to={`/inbox/${id}${search}`}
      preventScrollReset
      aria-current={isChosen ? "page" : undefined}
    >
      <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
        <Text as="span" fontWeight={unreadTexts > 0 ? "bold" : "medium"}>
          <LongName>{name}</LongName>
        </Text>
        {unreadTexts > 0 && <Badge tone="attention">{`${unreadTexts} unread`}</Badge>}
      </InlineStack>
      <span className={styles.preview}>{preview}</span>
      <Text as="span" variant="bodySm" tone="subdued">
        <LocalTime at={lastTextAt} />
        {assignee && ` · Assigned to ${assignee === "You" ? "you" : assignee}`}
      </Text>
      {(isPossibleOptOut || state === "snoozed") && (
        <InlineStack gap="100">
          {isPossibleOptOut && <Badge tone="warning">Possible opt-out</Badge>}
          {state === "snoozed" && snoozedUntil && (
            <Text as="span" variant="bodySm" tone="subdued">
              Snoozed until <LocalTime at={snoozedUntil} />
            </Text>
          )}
        </InlineStack>
      )}
    </Link>
  );
}
