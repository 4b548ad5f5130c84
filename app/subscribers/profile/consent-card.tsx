import { Badge, Banner, BlockStack, Card, Divider, InlineStack, Text } from "@shopify/polaris";
import { LocalTime } from "../../ui/local-time.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { Fact } from "./fact.tsx";
import type { ProfileData } from "./read.ts";

type Profile = ProfileData["profile"];
type Evidence = Profile["consent"][number];

const suppressions: Record<string, string> = {
  "opted-out": "This number texted STOP. Nothing is sent to it until it texts START or its owner opts in again.",
  "opted-out-at-provider":
    "The provider blocks this number because it texted STOP. Only START from the phone opens it again.",
  "reply-unsure":
    "They wrote something that may be an opt-out. Nothing is advertised to them until somebody has decided about it.",
  "invalid-number": "The carrier says that this number cannot receive texts.",
};

const sources: Record<string, string> = {
  checkout: "At checkout",
  "sign-up-form": "In a sign-up form",
  "inbound-text": "By text",
  "reply-review": "In a reply that somebody read",
  "unsubscribe-page": "On the unsubscribe page",
  import: "In an imported list",
  merchant: "Noted by the store’s staff",
  shopify: "In the store’s records",
  provider: "At the provider",
  redaction: "With the erasure of their data",
};

const unapplied: Record<string, string> = {
  "older-news": "Changed nothing: a newer decision was known already.",
  "opted-out-by-text": "Changed nothing: a texted STOP is lifted only by the person.",
  "already-recorded": "Changed nothing: it was known already.",
};

/** What the person agreed to, and the proof of it. */
export function ConsentCard({ profile }: { profile: Profile }) {
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
        {suppression && <Banner tone="warning">{suppressions[suppression.reason] ?? suppression.reason}</Banner>}
        {marketingAt && (
          <Text as="p" tone="subdued">
            To marketing texts, since <LocalTime at={marketingAt} />
          </Text>
        )}
        {consent.map((evidence) => (
          <Entry key={evidence.id} evidence={evidence} />
        ))}
        {consent.length === 0 && <Text as="p">Nothing has been decided about this number yet.</Text>}
      </BlockStack>
    </Card>
  );
}

function Entry({ evidence }: { evidence: Evidence }) {
  const { state, source, textShown, formVersion, ip, applied, reason, occurredAt } = evidence;
  return (
    <BlockStack gap="200">
      <Divider />
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingXs">
          {sources[source] ?? source}
        </Text>
        {applied ? <StatusBadge status={state} /> : <Badge>No effect</Badge>}
      </InlineStack>
      {!applied && <Text as="p">{unapplied[reason ?? ""] ?? "Changed nothing."}</Text>}
      <Fact label="When">
        <LocalTime at={occurredAt} />
      </Fact>
      {textShown && <Fact label={source === "inbound-text" ? "Their words" : "Words shown"}>“{textShown}”</Fact>}
      {formVersion && <Fact label="Form version">{formVersion}</Fact>}
      {ip && <Fact label="IP address">{ip}</Fact>}
    </BlockStack>
  );
}
