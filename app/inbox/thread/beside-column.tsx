import { BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { LocalTime } from "../../ui/local-time.tsx";
import { Money } from "../../ui/money.tsx";
import { SideCard } from "../../ui/page/side-card.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { TagBadge } from "../../ui/tag-badge.tsx";
import type { ConversationData } from "./read.ts";

/** What is known of the person: consent, cart, last orders, with the way to all of it. */
export function BesideColumn({ data }: { data: ConversationData }) {
  return (
    <BlockStack gap="400">
      <PersonCard data={data} />
      <CartCard cart={data.cart} />
      <OrdersCard orders={data.orders} />
    </BlockStack>
  );
}

function PersonCard({ data: { person, conversation, phone } }: { data: ConversationData }) {
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            Subscriber
          </Text>
          <StatusBadge status={person.marketing} />
        </InlineStack>
        <Text as="p">{phone}</Text>
        {person.email && (
          <Text as="p" breakWord>
            {person.email}
          </Text>
        )}
        {person.marketingAt && (
          <Text as="p" variant="bodySm" tone="subdued">
            Consent status since <LocalTime at={person.marketingAt} />
          </Text>
        )}
        <Text as="p" variant="bodySm" tone="subdued">
          {`${person.textsSent} texts sent, ${person.textsClicked} clicked`}
        </Text>
        {person.tags.length > 0 && (
          <InlineStack gap="100">
            {person.tags.map((tag) => (
              <TagBadge key={tag} tag={tag} />
            ))}
          </InlineStack>
        )}
        <Link url={`/subscribers/${conversation.subscriberId}`}>View subscriber</Link>
      </BlockStack>
    </Card>
  );
}

function CartCard({ cart }: Pick<ConversationData, "cart">) {
  return (
    <SideCard title="Cart" none={!cart && "No open checkout in the last 30 days."}>
      {cart && (
        <>
          <Lines lines={cart.lines} />
          <Text as="p">
            <Money micros={cart.totalMicros} {...(cart.currency && { currency: cart.currency })} /> ·{" "}
            <LocalTime at={cart.at} />
          </Text>
        </>
      )}
    </SideCard>
  );
}

const ORDER_STATES = { paid: "Paid", unpaid: "Not paid", cancelled: "Canceled" } as const;

function OrdersCard({ orders }: Pick<ConversationData, "orders">) {
  return (
    <SideCard title="Last orders" none={orders.length === 0 && "No orders yet."} gap="300">
      {orders.map(({ id, name, at, currency, totalMicros, state, lines }) => (
        <BlockStack key={id} gap="050">
          <Text as="p" fontWeight="medium" breakWord>
            {name} · <Money micros={totalMicros} currency={currency} /> · {ORDER_STATES[state]}
          </Text>
          <Lines lines={lines} />
          <Text as="p" variant="bodySm" tone="subdued">
            <LocalTime at={at} />
          </Text>
        </BlockStack>
      ))}
    </SideCard>
  );
}

function Lines({ lines }: { lines: { title: string; quantity: number }[] }) {
  return (
    <>
      {lines.slice(0, 5).map(({ title, quantity }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be alike
        <Text key={place} as="p" breakWord>
          {quantity} × {title}
        </Text>
      ))}
      {lines.length > 5 && <Text as="p">{`And ${lines.length - 5} more`}</Text>}
    </>
  );
}
