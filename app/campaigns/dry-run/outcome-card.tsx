import { BlockStack, Card, Divider, InlineStack, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { LocalTime } from "../../ui/local-time.tsx";
import type { DryRunData } from "./read.ts";

export type DryRunShown = NonNullable<NonNullable<DryRunData["run"]>["result"]>;

/** Moments shown one by one; the rest are told as a sum. */
const SHOWN = 8;
const CONSENTS: Record<string, string> = {
  never: "never agreed to marketing texts",
  pending: "have not confirmed yet",
  unsubscribed: "have unsubscribed",
};

/** Everybody of the audience: who leaves now, who later and when, who gets nothing and why. */
export function OutcomeCard({ result }: { result: DryRunShown }) {
  const { people, now, later, nothing, leftOut } = result;
  const rest = later.slice(SHOWN).reduce((sum, { count }) => sum + count, 0);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          What becomes of {figure(people)}
        </Text>
        <Line count={now}>Leave as soon as it starts</Line>
        {later.slice(0, SHOWN).map(({ at, count, waitsFor, because }) => (
          <Line key={`${at} ${because}`} count={count}>
            Leave <LocalTime at={at} />
            {because === "frequency-cap" && " or a little earlier"}
            {(because === "spend-cap" || because === "carrier-budget") && " or later"} · {waitsFor}
          </Line>
        ))}
        {rest > 0 && <Line count={rest}>Leave later than that</Line>}
        {nothing.length > 0 && <Divider />}
        {nothing.map(({ fate, because, sentence, count, examples }) => (
          <Line key={`${fate} ${because}`} count={count}>
            {sentence} <Examples ids={examples} about={sentence} />
          </Line>
        ))}
        {leftOut.length > 0 && (
          <>
            <Divider />
            <Text as="p" tone="subdued">
              Not in the audience:{" "}
              {leftOut
                .map(({ marketing, count }) => `${count.toLocaleString("en-US")} ${CONSENTS[marketing] ?? marketing}`)
                .join(", ")}
              .
            </Text>
          </>
        )}
      </BlockStack>
    </Card>
  );
}

function Line({ count, children }: { count: number; children: ReactNode }) {
  return (
    <InlineStack align="space-between" gap="400" wrap={false}>
      <Text as="p">{children}</Text>
      <Text as="span" numeric fontWeight="semibold">
        {count.toLocaleString("en-US")}
      </Text>
    </InlineStack>
  );
}

function Examples({ ids, about }: { ids: string[]; about: string }) {
  return ids.map((id, i) => (
    <span key={id}>
      {i > 0 && ", "}
      <Link url={`/subscribers/${id}`} accessibilityLabel={`Person ${i + 1} of those: ${about}`}>
        {i === 0 ? "See one" : i === 1 ? "another" : "a third"}
      </Link>
    </span>
  ));
}

function figure(people: number): string {
  return `${people.toLocaleString("en-US")} ${people === 1 ? "person" : "people"}`;
}
