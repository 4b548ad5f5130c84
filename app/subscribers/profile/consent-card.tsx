import { Banner, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { LocalTime } from "../../ui/local-time.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { ConsentEntry } from "./consent-entry.tsx";
import { Fact } from "./fact.tsx";
import type { ProfileData } from "./read.ts";

type Profile = ProfileData["profile"];

const suppressions: Record<string, string> = {
  "opted-out": "This number texted STOP. Nothing is sent to it until it texts START or its owner opts in again.",
  "opted-out-at-provider":
    "The provider blocks this number because it texted STOP. Only START from the phone opens it again.",
  "reply-unsure":
    "They wrote something that may be an opt-out. Nothing is advertised to them until somebody has decided about it.",
  "invalid-number": "The carrier says that this number cannot receive texts.",
};

const STOPS = ["opted-out", "opted-out-at-provider"];

function isStop(reason: string): boolean {
  return STOPS.includes(reason);
}

/** What the person agreed to, and the proof of it. */
export function ConsentCard({ profile, unsubscribeUrl }: { profile: Profile; unsubscribeUrl: string }) {
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
            {suppression.reason === "reply-unsure" && <Link url="/subscribers/opt-outs">Decide</Link>}
          </Banner>
        )}
        {marketingAt && (
          <Text as="p" tone="subdued">
            To marketing texts, since <LocalTime at={marketingAt} />
          </Text>
        )}
        {profile.askedUntil && (
          <Text as="p" tone="subdued">
            Asked by text to confirm, until <LocalTime at={profile.askedUntil} />
          </Text>
        )}
        <Text as="p" tone="subdued">
          {suppression && isStop(suppression.reason)
            ? "To texts about their own orders: stopped too"
            : "To texts about their own orders: allowed"}
        </Text>
        {profile.toldToStore && <StoreLine told={profile.toldToStore} />}
        {consent.map((evidence) => (
          <ConsentEntry key={evidence.id} entry={evidence} />
        ))}
        {consent.length === 0 && <Text as="p">Nothing has been decided about this number yet.</Text>}
        {profile.phone && (
          <Fact label="Where they can stop all texts, to send to them when they ask">{unsubscribeUrl}</Fact>
        )}
      </BlockStack>
    </Card>
  );
}

const leftAlone: Record<string, string> = {
  "in-step": "Your store says the same.",
  "no-customer": "Your store has no such customer any more, so it was not told.",
  "another-number": "This customer has another number in your store by now, so it was not told.",
  "stricter-there": "Your store has a stricter word, which counts here too.",
};

/** Whether the store's own record says so as well. */
function StoreLine({ told: { isDue, toldAt, trouble } }: { told: NonNullable<Profile["toldToStore"]> }) {
  if (isDue)
    return (
      <Text as="p" tone="subdued">
        Your store is being told of this.
      </Text>
    );
  return (
    <Text as="p" tone="subdued">
      {trouble ? (
        (leftAlone[trouble] ?? `Your store would not take it: ${trouble}`)
      ) : (
        <>
          Your store was told
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
