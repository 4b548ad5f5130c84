import { BlockStack, Card, Divider, InlineStack, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { formatPeople } from "#app/ui/format-people";
import { LocalTime } from "../../ui/local-time.tsx";
import type { DryRunData } from "./read.ts";

export type DryRunShown = NonNullable<NonNullable<DryRunData["run"]>["result"]>;

/** Moments shown one by one; the rest are told as a sum. */
const SHOWN = 8;
const CONSENTS: Record<string, string> = {
  never: "never opted in to marketing texts",
  pending: "haven’t confirmed yet",
  unsubscribed: "have unsubscribed",
};

/** Everyone of the audience: who leaves now, who later and when, who gets nothing and why. */
export function OutcomeCard({ result }: { result: DryRunShown }) {
  const { people, now, later, nothing, leftOut } = result;
  const rest = later.slice(SHOWN).reduce((sum, { count }) => sum + count, 0);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Results for {formatPeople(people)}
        </Text>
        <Line count={now}>Sent as soon as it starts</Line>
        {later.slice(0, SHOWN).map(({ at, count, waitsFor, because }) => (
          <Line key={`${at} ${because}`} count={count}>
            Sent <LocalTime at={at} />
            {because === "frequency-cap" && " or slightly earlier"}
            {(because === "spend-cap" || because === "carrier-budget") && " or later"} · {waitsFor}
          </Line>
        ))}
        {rest > 0 && <Line count={rest}>Sent later</Line>}
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
      <Link url={`/subscribers/${id}`} accessibilityLabel={`Example ${i + 1}: ${about}`}>
        {i === 0 ? "View an example" : i === 1 ? "another" : "a third"}
      </Link>
    </span>
  ));
}
