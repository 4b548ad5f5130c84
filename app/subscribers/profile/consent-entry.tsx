import { Badge, BlockStack, Divider, InlineStack, Text } from "@shopify/polaris";
import { sourceName } from "#domain/consent/words/consent-words";
import { LocalTime } from "../../ui/local-time.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { Fact } from "./fact.tsx";
import type { ProfileData } from "./read.ts";

const unapplied: Record<string, string> = {
  "older-news": "Changed nothing: a newer decision was known already.",
  "opted-out-by-text": "Changed nothing: they opted out. To rejoin, they must text START from this phone.",
  "refused-here": "Changed nothing: an earlier opt-out stands.",
  "awaits-confirmation": "Changed nothing until it is confirmed from the phone.",
  "already-recorded": "Changed nothing: it was known already.",
};

const secondYes: Record<string, string> = {
  asked: "Asked for by text",
  confirmed: "Given from the phone",
  expired: "Not given in time",
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
      {!applied && <Text as="p">{unapplied[reason ?? ""] ?? "Changed nothing."}</Text>}
      <Fact label="When">
        <LocalTime at={entry.occurredAt} />
      </Fact>
      {isLate && (
        <Fact label="Known to us since">
          <LocalTime at={entry.recordedAt} />
        </Fact>
      )}
      {scope === "all" && <Fact label="About">Every kind of text, about orders too</Fact>}
      {textShown && <Fact label={isTheirs ? "Their words" : "Words shown"}>“{textShown}”</Fact>}
      {doubleOptIn && <Fact label="Second yes">{secondYes[doubleOptIn] ?? doubleOptIn}</Fact>}
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
  page: "On the page",
  collectedAt: "Where the merchant collected it",
  line: "Line of the file",
  word: "Understood by the word",
  optInLevel: "Opt-in level in the store",
};

/** How somebody opted in, as Shopify names it (CustomerMarketingOptInLevel). */
const optInLevels: Record<string, string> = {
  single_opt_in: "Agreed once",
  confirmed_opt_in: "Agreed and confirmed",
  unknown: "Not known",
};

function said(key: string, value: string | number): string {
  if (key !== "optInLevel") return String(value);
  return optInLevels[String(value).toLowerCase()] ?? "Not known";
}

function otherFacts(evidence: Record<string, unknown>): { label: string; value: string }[] {
  return Object.entries(labels).flatMap(([key, label]) => {
    const value = evidence[key];
    return typeof value === "string" || typeof value === "number" ? [{ label, value: said(key, value) }] : [];
  });
}
