import { Button, InlineStack, Link, Text } from "@shopify/polaris";
import { useAction } from "#app/actions/use-action";
import { LocalTime } from "../../ui/local-time.tsx";
import type { EntryLine } from "./entry-line.ts";
import { Picture } from "./picture.tsx";
import styles from "./thread.module.css";

type Of<Kind extends EntryLine["kind"]> = Extract<EntryLine, { kind: Kind }>;

/** One entry of the thread. */
export function EntryItem({ line }: { line: EntryLine }) {
  if (line.kind === "bubble") return <Bubble line={line} />;
  if (line.kind === "note") return <Note line={line} />;
  return (
    <li className={styles.between}>
      <Text as="p" variant="bodySm" tone="subdued">
        {line.says} {line.until && <LocalTime at={line.until} />} · <LocalTime at={line.at} />
      </Text>
    </li>
  );
}

/** What became of a text of ours, in a word. */
const STATES: Record<string, string> = {
  waiting: "Sending",
  sending: "Sending",
  accepted: "Sent",
  sent: "Sent",
  delivered: "Delivered",
  failed: "Not delivered",
  skipped: "Not sent",
  expired: "Not sent in time",
  unknown: "Outcome unknown",
};

function Bubble({ line }: { line: Of<"bubble"> }) {
  const { isFromShopper, label, body, pictures, about, state, trouble, at } = line;
  return (
    <li className={styles.bubble} data-side={isFromShopper ? "shopper" : "store"}>
      {body !== "" && <p className={styles.words}>{body}</p>}
      {pictures.map((picture, i) => (
        <Picture
          key={picture.id}
          picture={picture}
          alt={`Picture ${pictures.length === 1 ? "" : `${i + 1} of ${pictures.length} `}from the shopper`}
        />
      ))}
      <Text as="p" variant="bodySm" tone="subdued">
        {label && `${label} · `}
        <LocalTime at={at} />
        {state && ` · ${STATES[state] ?? state}`}
      </Text>
      {about && (
        <Text as="p" variant="bodySm" tone="subdued">
          {about.url ? <Link url={about.url}>{about.says}</Link> : about.says}
        </Text>
      )}
      {trouble && (
        <Text as="p" variant="bodySm" tone="critical">
          {trouble}
        </Text>
      )}
    </li>
  );
}

function Note({ line: { id, label, body, at } }: { line: Of<"note"> }) {
  const { send, isBusy } = useAction();
  return (
    <li className={styles.note}>
      <p className={styles.words}>{body}</p>
      <InlineStack gap="200" blockAlign="center">
        <Text as="p" variant="bodySm" tone="subdued">
          {label} · <LocalTime at={at} />
        </Text>
        <Button
          variant="plain"
          size="micro"
          disabled={isBusy}
          accessibilityLabel={`Delete note: ${body.slice(0, 40)}`}
          onClick={() => send({ intent: "delete-note", note: id })}
        >
          Delete
        </Button>
      </InlineStack>
    </li>
  );
}
