import { Banner, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { LocalTime } from "../../ui/local-time.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { ConsentEntry } from "./consent-entry.tsx";
import { Fact } from "./fact.tsx";
import type { ProfileData } from "./read.ts";

type Profile = ProfileData["profile"];

const suppressions: Record<string, string> = {
  "opted-out": "This number texted STOP. No texts are sent to it until they text START or opt in again.",
  "opted-out-at-provider":
    "The provider blocks this number because it texted STOP. Only texting START from this phone unblocks it.",
  "reply-unsure": "They sent a possible opt-out. They get no marketing texts until you review it.",
  "invalid-number": "This number can’t receive texts, according to the carrier.",
};

const STOPS = ["opted-out", "opted-out-at-provider"];

function isStop(reason: string): boolean {
  return STOPS.includes(reason);
}

/** What the person agreed to, and the proof of it. */
export function ConsentCard({ profile, unsubscribeUrl }: { profile: Profile; unsubscribeUrl: string | null }) {
  const { marketing, marketingAt, suppression, consent } = profile;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingSm">
            Consent
          </Text>
          <StatusBadge status={marketing} />
        </InlineStack>
        {suppression && (
          <Banner tone="warning">
            {suppressions[suppression.reason] ?? suppression.reason}{" "}
            {suppression.reason === "reply-unsure" && <Link url="/subscribers/opt-outs">Review</Link>}
          </Banner>
        )}
        {marketingAt && (
          <Text as="p" tone="subdued">
            Marketing consent status since <LocalTime at={marketingAt} />
          </Text>
        )}
        {profile.askedUntil && (
          <Text as="p" tone="subdued">
            Waiting for double opt-in until <LocalTime at={profile.askedUntil} />
          </Text>
        )}
        {profile.notAskedUntil && (
          <Text as="p" tone="subdued">
            Signed up again, but was asked to confirm three times this month and isn’t asked again. The sign-up ends{" "}
            <LocalTime at={profile.notAskedUntil} />
          </Text>
        )}
        <Text as="p" tone="subdued">
          {suppression && isStop(suppression.reason) ? "Order texts: stopped" : "Order texts: allowed"}
        </Text>
        {profile.toldToStore && <StoreLine told={profile.toldToStore} />}
        {consent.map((evidence) => (
          <ConsentEntry key={evidence.id} entry={evidence} />
        ))}
        {consent.length === 0 && <Text as="p">No consent recorded for this number.</Text>}
        {profile.phone && unsubscribeUrl && <Fact label="Unsubscribe link to share on request">{unsubscribeUrl}</Fact>}
      </BlockStack>
    </Card>
  );
}

const leftAlone: Record<string, string> = {
  "in-step": "Synced with Shopify.",
  "no-customer": "Not synced: this customer no longer exists in Shopify.",
  "another-number": "Not synced: this customer has a different number in Shopify.",
  "stricter-there": "Shopify has a stricter consent status, which applies here too.",
};

/** Whether the store's own record says so as well. */
function StoreLine({ told: { isDue, toldAt, trouble } }: { told: NonNullable<Profile["toldToStore"]> }) {
  if (isDue)
    return (
      <Text as="p" tone="subdued">
        Syncing with Shopify.
      </Text>
    );
  return (
    <Text as="p" tone="subdued">
      {trouble ? (
        (leftAlone[trouble] ?? `Shopify rejected the update: ${trouble}`)
      ) : (
        <>
          Synced with Shopify
          {toldAt ? (
            <>
              {" "}
              on <LocalTime at={toldAt} />
            </>
          ) : (
            "."
          )}
        </>
      )}
    </Text>
  );
}
