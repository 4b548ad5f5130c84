import { Badge, BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { LocalTime } from "../../ui/local-time.tsx";
import styles from "./opt-outs.module.css";
import type { DecidedLine } from "./read.ts";
import type { Decisions } from "./use-decisions.ts";

const by = {
  merchant: "by your staff",
  deadline: "because the deadline passed",
  shopper: "by the subscriber, with a clear reply",
};

/** What was decided last. What a person did not settle with STOP or START can be taken back. */
export function DecidedCard({ decided, decisions }: { decided: DecidedLine[]; decisions: Decisions }) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingSm">
          Recently reviewed
        </Text>
        <ul className={styles.decided} aria-label="Recently reviewed">
          {decided.map((line) => (
            <li key={line.id}>
              <Decided line={line} decisions={decisions} />
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

function Decided({ line, decisions: { decide, isBusy } }: { line: DecidedLine; decisions: Decisions }) {
  const { id, subscriberId, name, texts, isOptOut, decidedBy, decidedAt } = line;
  return (
    <InlineStack align="space-between" blockAlign="center" gap="300">
      <BlockStack gap="050">
        <InlineStack gap="200" blockAlign="center">
          <Link url={`/subscribers/${subscriberId}`} removeUnderline monochrome>
            {name}
          </Link>
          {isOptOut ? <Badge tone="info">Opted out</Badge> : <Badge tone="success">Not an opt-out</Badge>}
        </InlineStack>
        <Text as="p" breakWord>
          “{texts[0]?.body ?? "erased"}”
        </Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {decidedAt && <LocalTime at={decidedAt} />}, {by[decidedBy ?? "merchant"]}
        </Text>
      </BlockStack>
      {decidedBy !== "shopper" && (
        <Button size="slim" disabled={isBusy} accessibilityLabel={`Undo: ${name}`} onClick={() => decide(id, "open")}>
          Undo
        </Button>
      )}
    </InlineStack>
  );
}
