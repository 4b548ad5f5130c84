import { BlockStack, Box, Button, ButtonGroup, Card, Icon, InlineStack, Text } from "@shopify/polaris";
import {
  CartIcon,
  ChatIcon,
  ClockIcon,
  CursorIcon,
  OrderIcon,
  PersonIcon,
  SendIcon,
  XCircleIcon,
} from "@shopify/polaris-icons";
import { LocalTime } from "../../ui/local-time.tsx";
import { Why } from "../../ui/text/why.tsx";
import type { ProfileData } from "./read.ts";
import styles from "./story-card.module.css";
import type { StoryLine } from "./story-line.ts";

const icons: Record<string, typeof SendIcon> = {
  "text-out": SendIcon,
  "text-in": ChatIcon,
  clicked: CursorIcon,
  consent: PersonIcon,
  "checkout-started": CartIcon,
  "order-placed": OrderIcon,
  "order-refunded": OrderIcon,
};

/** Everything that happened between the person and the shop, newest first. */
export function StoryCard({ data: { profile, story, older, isFirstPage } }: { data: ProfileData }) {
  const url = `/subscribers/${profile.id}`;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingSm">
          Timeline
        </Text>
        {story.length === 0 && (
          <Text as="p" tone="subdued">
            No activity yet. Texts, clicks, checkouts, orders and consent changes appear here.
          </Text>
        )}
        <ol className={styles.story}>
          {story.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </ol>
        {(older !== null || !isFirstPage) && (
          <ButtonGroup>
            {!isFirstPage && <Button url={url}>Newest</Button>}
            {older !== null && <Button url={`${url}?before=${older}`}>Older</Button>}
          </ButtonGroup>
        )}
      </BlockStack>
    </Card>
  );
}

function Line({ line }: { line: StoryLine }) {
  return (
    <li className={styles.line}>
      <InlineStack gap="300" wrap={false} blockAlign="start">
        <Box>
          <Icon source={line.isUnsent ? XCircleIcon : (icons[line.kind] ?? ClockIcon)} tone="subdued" />
        </Box>
        <BlockStack gap="050">
          <Text as="p">{line.sentence}</Text>
          <Text as="p" variant="bodySm" tone="subdued">
            <LocalTime at={line.at} />
          </Text>
          <Why
            question={line.isUnsent ? "Why wasn’t this sent?" : "Why was this sent?"}
            about={line.sentence}
            why={line.why}
            body={line.body}
          />
        </BlockStack>
      </InlineStack>
    </li>
  );
}
