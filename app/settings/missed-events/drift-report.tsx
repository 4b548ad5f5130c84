import { Banner, BlockStack, Text } from "@shopify/polaris";
import { triggerType } from "#domain/flows/triggers/registry";
import type { Drift } from "#domain/reconciliation/drift";
import { EmptyCard } from "../../ui/page/empty-card.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { DriftCard } from "./drift-card.tsx";

const HOUR_MS = 3_600_000;
const cartHours = triggerType("checkout-abandoned").textsExpireAfterMs / HOUR_MS;
const orderHours = triggerType("order-placed").textsExpireAfterMs / HOUR_MS;

const troubles: Record<NonNullable<Drift["trouble"]>, string> = {
  "no-token":
    "Our access to your store expired and was renewed when you opened the app. Missed events are restored within minutes.",
  unavailable: "Shopify didn’t respond to our last check. We’ll retry in a few minutes.",
  refused: "The app can’t read all of your store’s data. Check that it still has the permissions it asked for.",
};

/** What the store did not tell us, and what keeps us from knowing. */
export function DriftReport({ drift }: { drift: Drift[] }) {
  const trouble = drift.find((it) => it.trouble !== null)?.trouble;
  return (
    <BlockStack gap="600">
      {trouble && (
        <Banner tone="warning" title="The last check didn’t finish">
          <p>{troubles[trouble]}</p>
        </Banner>
      )}
      <SettingsSection
        title="Data sync"
        description="Shopify notifies us about customers, carts and orders as they happen. Sometimes notifications get lost, so every 10 minutes we check your store’s data and restore anything missing."
      >
        {drift.length === 0 ? (
          <EmptyCard title="No checks yet">
            The first check appears about 10 minutes after you install the app. You don’t need to do anything.
          </EmptyCard>
        ) : (
          <BlockStack gap="300">
            <DriftCard drift={drift} />
            <Text as="p" tone="subdued">
              {`Old events never trigger texts: carts abandoned more than ${cartHours} hours ago and orders placed more than ${orderHours} hours ago are skipped.`}
            </Text>
          </BlockStack>
        )}
      </SettingsSection>
    </BlockStack>
  );
}
