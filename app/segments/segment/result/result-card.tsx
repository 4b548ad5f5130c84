import {
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Link,
  SkeletonBodyText,
  SkeletonDisplayText,
  Text,
} from "@shopify/polaris";
import type { CountAnswer } from "#app/segments/preview";
import type { PersonLine } from "#app/subscribers/person-line";
import { formatPeople } from "#app/ui/format-people";
import { formatRate } from "#app/ui/rate";
import { StatusBadge } from "../../../ui/status-badge.tsx";
import styles from "./result-card.module.css";
import { useAge } from "./use-age.ts";
import type { Preview } from "./use-preview.ts";

export interface ResultCardProps {
  preview: Preview;
  /** The rules can be asked: nothing in them is missing. */
  isComplete: boolean;
  /** Everyone the shop knows. */
  everybody: number;
}

/** How many people the rules find now, and five of them. */
export function ResultCard({ preview, isComplete, everybody }: ResultCardProps) {
  const { count, people, isStale, hasFailed, again } = preview;
  const isOld = isStale || !isComplete;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            Current size
          </Text>
          <div
            className={styles.count}
            aria-live="polite"
            aria-busy={isOld && !hasFailed}
            style={isOld ? { opacity: 0.5 } : undefined}
          >
            {count ? <Count count={count} everybody={everybody} /> : <SkeletonDisplayText size="medium" />}
          </div>
          {hasFailed ? (
            <InlineStack gap="200" blockAlign="center">
              <Text as="p" tone="caution">
                We couldn’t count this segment.
              </Text>
              <Button variant="plain" onClick={again}>
                Try again
              </Button>
            </InlineStack>
          ) : (
            <div className={styles.age}>
              <ResultStatus preview={preview} isComplete={isComplete} />
            </div>
          )}
        </BlockStack>
        <div className={people === null ? styles.people : undefined} style={isOld ? { opacity: 0.5 } : undefined}>
          {people === null ? <SkeletonBodyText lines={5} /> : <People people={people} />}
        </div>
      </BlockStack>
    </Card>
  );
}

function Count({ count: { people, subscribed, isExact }, everybody }: { count: CountAnswer; everybody: number }) {
  const share = everybody > 0 ? people / everybody : 0;
  return (
    <BlockStack gap="050">
      <Text as="p" variant="headingXl" numeric>
        {isExact ? "" : "About "}
        {formatPeople(people)}
      </Text>
      <Text as="p" numeric>
        {subscribed.toLocaleString("en-US")} can get marketing texts
      </Text>
      <Text as="p" tone="subdued" numeric>
        {formatRate(Math.min(1, share))} of everyone in Cartbell
      </Text>
    </BlockStack>
  );
}

function ResultStatus({ preview, isComplete }: Pick<ResultCardProps, "preview" | "isComplete">) {
  const { count, countedAt, isStale, again } = preview;
  const age = useAge(countedAt);
  if (!isComplete)
    return (
      <Text as="p" tone="caution">
        Complete every condition to see who matches.
      </Text>
    );
  if (isStale || age === null)
    return (
      <Text as="p" tone="subdued">
        Counting…
      </Text>
    );
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="p" tone="subdued" variant="bodySm">
        {count?.isExact ? "Counted" : "Estimated from a sample"} {age}
      </Text>
      <Button variant="plain" onClick={again}>
        Recount
      </Button>
    </InlineStack>
  );
}

function People({ people }: { people: PersonLine[] }) {
  if (people.length === 0)
    return (
      <Text as="p" tone="subdued">
        No one matches right now. Change a condition, or save the segment: people who match later are added
        automatically.
      </Text>
    );
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {people.length === 1 ? "People in this segment" : "Sample"}
      </Text>
      {people.map(({ id, person, phone, place, consent }) => (
        <Box key={id}>
          <InlineStack align="space-between" gap="200" wrap={false}>
            <Link url={`/subscribers/${id}`} removeUnderline>
              {person}
            </Link>
            <StatusBadge status={consent} />
          </InlineStack>
          <Text as="p" tone="subdued" variant="bodySm" numeric>
            {[person === phone ? null : phone, place].filter(Boolean).join(" · ")}
          </Text>
        </Box>
      ))}
    </BlockStack>
  );
}
