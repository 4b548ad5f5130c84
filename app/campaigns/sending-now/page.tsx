import { Banner, Button, Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useAction } from "#app/actions/use-action";
import { DetailsPage } from "../../ui/page/details-page.tsx";
import { EmptyCard } from "../../ui/page/empty-card.tsx";
import { CampaignItem } from "./campaign-item.tsx";
import type { SendingNowData } from "./read.ts";
import styles from "./sending-now.module.css";

const RULE = "Order texts go first, then replies, flows and campaigns. Campaigns closest to quiet hours go first.";

/** One list in the order in which things leave. */
export function SendingNowPage({ data: { classes, campaigns, isEmpty } }: { data: SendingNowData }) {
  const order = useAction();
  return (
    <DetailsPage title="Sending now" back={{ label: "Campaigns", url: "/campaigns" }}>
      {order.errors.form && <Banner tone="critical">{order.errors.form}</Banner>}
      {isEmpty ? (
        <EmptyCard title="Nothing is sending" action={<Button url="/campaigns/new">Create campaign</Button>}>
          Texts being sent appear here in sending order, with estimated finish times. {RULE}
        </EmptyCard>
      ) : (
        <>
          <Text as="p" tone="subdued">
            {RULE}
          </Text>
          <Card padding="0">
            <ol className={styles.line} aria-label="In sending order">
              {classes.map(({ class: of, title, sentence }, index) => (
                <Item key={of} place={index + 1}>
                  <Text as="h2" variant="headingSm">
                    {title}
                  </Text>
                  <Text as="p" tone="subdued">
                    {sentence}
                  </Text>
                </Item>
              ))}
              {campaigns.map((line) => (
                <Item key={line.id} place={line.place === null ? null : classes.length + line.place}>
                  <CampaignItem line={line} order={order} />
                </Item>
              ))}
            </ol>
          </Card>
        </>
      )}
    </DetailsPage>
  );
}

/** Without a place: nothing of it may leave now. */
function Item({ place, children }: { place: number | null; children: ReactNode }) {
  return (
    <li className={styles.item}>
      <span className={styles.place} aria-hidden="true">
        {place ?? "–"}
      </span>
      <div className={styles.content}>{children}</div>
    </li>
  );
}
