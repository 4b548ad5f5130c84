import { useLocation } from "@remix-run/react";
import { BlockStack, Button, Card, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { useAction } from "#app/actions/use-action";
import { BesideColumn } from "./beside-column.tsx";
import { Composer } from "./composer.tsx";
import { EntryItem } from "./entry-item.tsx";
import type { ConversationData } from "./read.ts";
import styles from "./thread.module.css";
import { ThreadHeader } from "./thread-header.tsx";

/** Who it is, what was written, and where to answer; on wide screens what is known of the person beside it. */
export function ThreadPage({ data }: { data: ConversationData }) {
  useMarkRead(data);
  return (
    <div className={styles.columns}>
      <Card padding="0">
        <ThreadHeader data={data} />
        <Entries data={data} />
        <Composer data={data} />
      </Card>
      <BesideColumn data={data} />
    </div>
  );
}

/** What is on the screen has been read, also what comes while it is there. */
function useMarkRead({ conversation, isNewest, upTo }: ConversationData): void {
  const { send } = useAction();
  const { unreadTexts } = conversation;
  useEffect(() => {
    if (unreadTexts > 0 && isNewest && document.visibilityState === "visible") send({ intent: "read", upTo });
  }, [unreadTexts, upTo, isNewest, send]);
}

function Entries({ data: { entries, older, isNewest, name } }: { data: ConversationData }) {
  const { pathname, search } = useLocation();
  const at = (before: string | null) => {
    const params = new URLSearchParams(search);
    params.delete("before");
    if (before) params.set("before", before);
    return `${pathname}?${params}`;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key
    <section className={styles.scroll} tabIndex={0} aria-label={`Texts with ${name}`}>
      <BlockStack gap="300">
        {older && (
          <Button variant="plain" url={at(older)}>
            Show earlier
          </Button>
        )}
        <ol className={styles.entries} aria-live="polite">
          {entries.map((line) => (
            <EntryItem key={line.id} line={line} />
          ))}
        </ol>
        {entries.length === 0 && (
          <Text as="p" tone="subdued">
            Nothing was written yet.
          </Text>
        )}
        {!isNewest && (
          <Button variant="plain" url={at(null)}>
            Show newest
          </Button>
        )}
      </BlockStack>
    </section>
  );
}
