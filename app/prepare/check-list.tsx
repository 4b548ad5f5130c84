import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import type { Check, CheckKind } from "#domain/forecast/preparation/judge";
import { StatusBadge } from "../ui/status-badge.tsx";
import styles from "./check-list.module.css";
import { checkTitles } from "./check-titles.ts";

const pages: Record<CheckKind, { label: string; url: string }> = {
  sender: { label: "Go to Sender", url: "/settings/sender" },
  speed: { label: "Check sending speed", url: "/settings/sender" },
  "quiet-hours": { label: "Go to Quiet hours", url: "/settings/hours" },
  spending: { label: "Go to Spending limits", url: "/settings/sending" },
  flows: { label: "Open flows", url: "/flows" },
  "test-text": { label: "Write a campaign and test it", url: "/campaigns/new" },
  "saved-replies": { label: "Go to Saved replies", url: "/settings/saved-replies" },
  "opening-hours": { label: "Go to Keywords", url: "/settings/keywords" },
  "opt-outs": { label: "Review replies", url: "/subscribers/opt-outs" },
  staff: { label: "Go to Staff numbers", url: "/settings/staff" },
};

/** Each check with its state, what to do about it, and the page where it is done. */
export function CheckList({ checks }: { checks: Check[] }) {
  return (
    <Card padding="0">
      <div className={styles.header}>
        <Text as="h2" variant="headingMd" id="checks-title">
          Checks
        </Text>
        <Text as="p" tone="subdued">
          {countStates(checks)}
        </Text>
      </div>
      <ul className={styles.checks} aria-labelledby="checks-title">
        {checks.map(({ kind, state, sentence }) => (
          <li key={kind} className={styles.check}>
            <BlockStack gap="100">
              <InlineStack gap="200" blockAlign="center">
                <Text as="h3" variant="headingSm">
                  {checkTitles[kind]}
                </Text>
                <StatusBadge status={state} />
              </InlineStack>
              <Text as="p">{sentence}</Text>
            </BlockStack>
            <Button variant="plain" url={pages[kind].url}>
              {pages[kind].label}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** "2 to do · 1 to review · 7 ready" */
function countStates(checks: Check[]): string {
  const count = (state: Check["state"]) => checks.filter((it) => it.state === state).length;
  return `${count("todo")} to do · ${count("review")} to review · ${count("ready")} ready`;
}
