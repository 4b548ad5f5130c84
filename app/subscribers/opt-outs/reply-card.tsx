import { Badge, BlockStack, Button, ButtonGroup, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { LocalTime } from "../../ui/local-time.tsx";
import styles from "./opt-outs.module.css";
import type { OpenLine } from "./read.ts";
import type { Decisions } from "./use-decisions.ts";

const SOON_DAYS = 3;

/** One reply: who wrote what to which text, why it is unclear, until when it must be decided, and the two decisions. */
export function ReplyCard({ line, decisions: { decide, isBusy } }: { line: OpenLine; decisions: Decisions }) {
  const { id, subscriberId, name, number, texts, answers, why } = line;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingSm">
              <Link url={`/subscribers/${subscriberId}`} removeUnderline monochrome>
                {name}
              </Link>
            </Text>
            {number && <Text as="span">{number}</Text>}
          </InlineStack>
          <DaysLeft line={line} />
        </InlineStack>
        {texts.map(({ body, receivedAt }) => (
          <BlockStack key={`${receivedAt} ${body}`} gap="050">
            <blockquote className={styles.words}>{body ?? "This reply was erased."}</blockquote>
            <Text as="p" variant="bodySm" tone="subdued">
              <LocalTime at={receivedAt} />
            </Text>
          </BlockStack>
        ))}
        <Text as="p">{why}</Text>
        {answers && (
          <Text as="p" tone="subdued" breakWord>
            Last text they received: “{answers}”
          </Text>
        )}
        <InlineStack align="space-between" blockAlign="center" gap="300">
          <Deadline line={line} />
          <ButtonGroup>
            <Button disabled={isBusy} accessibilityLabel={`Not an opt-out: ${name}`} onClick={() => decide(id, "kept")}>
              Not an opt-out
            </Button>
            <Button
              variant="primary"
              disabled={isBusy}
              accessibilityLabel={`Opt out: ${name}`}
              onClick={() => decide(id, "opted-out")}
            >
              Opt out
            </Button>
          </ButtonGroup>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function DaysLeft({ line: { daysLeft, isOver } }: { line: OpenLine }) {
  if (isOver) return <Badge tone="critical">Overdue</Badge>;
  if (daysLeft === 0) return <Badge tone="critical">Due today</Badge>;
  const left = daysLeft === 1 ? "1 business day left" : `${daysLeft} business days left`;
  return daysLeft <= SOON_DAYS ? <Badge tone="warning">{left}</Badge> : <Badge>{left}</Badge>;
}

function Deadline({ line: { decideBy, closesAt, isOver } }: { line: OpenLine }) {
  if (isOver)
    return (
      <Text as="p" tone="subdued">
        The legal deadline of 10 business days has passed. If not reviewed, it counts as an opt-out on{" "}
        <LocalTime at={closesAt} />.
      </Text>
    );
  return (
    <Text as="p" tone="subdued">
      Review by <LocalTime at={decideBy} />. After that, it counts as an opt-out.
    </Text>
  );
}
