import { Badge, BlockStack, Divider, InlineStack, Text } from "@shopify/polaris";
import { sourceName } from "#domain/consent/words/consent-words";
import { LocalTime } from "../../ui/local-time.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { Fact } from "./fact.tsx";
import type { ProfileData } from "./read.ts";

const unapplied: Record<string, string> = {
  "older-news": "No effect: we already had newer consent.",
  "opted-out-by-text": "No effect: they opted out. To rejoin, they must text START from this phone.",
  "refused-here": "No effect: an earlier opt-out still applies.",
  "awaits-confirmation": "No effect until it’s confirmed from the phone.",
  "already-recorded": "No effect: already recorded.",
};

const secondYes: Record<string, string> = {
  asked: "Requested by text",
  confirmed: "Confirmed from the phone",
  expired: "Not confirmed in time",
};

/** News reaches us within seconds; only what took longer is worth a line of its own. */
const LATE_MS = 60_000;

/** One entry of the ledger of consent, with everything that proves it. */
export function ConsentEntry({ entry }: { entry: ProfileData["profile"]["consent"][number] }) {
  const { state, source, scope, textShown, formVersion, ip, doubleOptIn, applied, reason } = entry;
  const isLate = new Date(entry.recordedAt).getTime() - new Date(entry.occurredAt).getTime() > LATE_MS;
  const isTheirs = source === "inbound-text" || source === "reply-review";
  return (
    <BlockStack gap="200">
      <Divider />
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingXs">
          {sourceName(source)}
        </Text>
        {applied ? <StatusBadge status={state} /> : <Badge>No effect</Badge>}
      </InlineStack>
      {!applied && <Text as="p">{unapplied[reason ?? ""] ?? "No change."}</Text>}
      <Fact label="When">
        <LocalTime at={entry.occurredAt} />
      </Fact>
      {isLate && (
        <Fact label="Recorded">
          <LocalTime at={entry.recordedAt} />
        </Fact>
      )}
      {scope === "all" && <Fact label="Applies to">All texts, including order texts</Fact>}
      {textShown && <Fact label={isTheirs ? "Their reply" : "Consent text"}>“{textShown}”</Fact>}
      {doubleOptIn && <Fact label="Double opt-in">{secondYes[doubleOptIn] ?? doubleOptIn}</Fact>}
      {formVersion && <Fact label="Form version">{formVersion}</Fact>}
      {ip && <Fact label="IP address">{ip}</Fact>}
      {otherFacts(entry.evidence).map(({ label, value }) => (
        <Fact key={label} label={label}>
          {value}
        </Fact>
      ))}
    </BlockStack>
  );
}

const labels: Record<string, string> = {
  page: "Page",
  collectedAt: "Collected at",
  line: "File line",
  word: "Keyword",
  optInLevel: "Opt-in level in Shopify",
};

/** How someone opted in, as Shopify names it (CustomerMarketingOptInLevel). */
const optInLevels: Record<string, string> = {
  single_opt_in: "Single opt-in",
  confirmed_opt_in: "Confirmed opt-in",
  unknown: "Unknown",
};

function describeDetail(key: string, value: string | number): string {
  if (key !== "optInLevel") return String(value);
  return optInLevels[String(value).toLowerCase()] ?? "Unknown";
}

function otherFacts(evidence: Record<string, unknown>): { label: string; value: string }[] {
  return Object.entries(labels).flatMap(([key, label]) => {
    const value = evidence[key];
    return typeof value === "string" || typeof value === "number" ? [{ label, value: describeDetail(key, value) }] : [];
  });
}
