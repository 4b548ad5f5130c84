import { Badge, BlockStack, Button, Card, Collapsible, InlineError, InlineStack, Link, Text } from "@shopify/polaris";
import { memo, useId, useState } from "react";
import { formatRate } from "#app/ui/rate";
import type { StricterRule } from "#domain/compliance/stricter";
import { formatDay } from "../../ui/local-time.tsx";
import type { ShownRule } from "./describe-rule.ts";
import { saysChoice } from "./says-choice.ts";
import { StricterFields } from "./stricter-fields.tsx";

/** How many subscribers were looked at to tell how many each rule binds. */
export interface Counted {
  of: number;
  isSample: boolean;
}

export interface RuleCardProps {
  rule: ShownRule;
  choice: StricterRule;
  onChange: (id: string, choice: StricterRule) => void;
  counted: Counted;
  isAhead: boolean;
  error: string | undefined;
}

const trust = { firm: "Confirmed", weak: "Weak", conflict: "Sources differ, stricter one used" } as const;

/**
 * One rule: what it does, whom it binds, who says so and since when, and what the merchant adds to it. It is drawn
 * again only when one of these changes, as there are many on the page.
 */
export const RuleCard = memo(function RuleCard({ rule, choice, onChange, counted, isAhead, error }: RuleCardProps) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const id = useId();
  const own = saysChoice(choice);
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {rule.name}
          </Text>
          <Badge size="small" {...(rule.confidence === "firm" ? {} : { tone: "attention" as const })}>
            {trust[rule.confidence]}
          </Badge>
          {isAhead && (
            <Badge size="small" tone="info">
              Upcoming
            </Badge>
          )}
        </InlineStack>
        <BlockStack>
          {rule.does.map((line) => (
            <Text key={line} as="p">
              {line}
            </Text>
          ))}
          {own && (
            <Text as="p" fontWeight="semibold">
              Your setting: {own}
            </Text>
          )}
        </BlockStack>
        {rule.note && (
          <Text as="p" tone="subdued">
            {rule.note}
          </Text>
        )}
        <Text as="p" tone="subdued" variant="bodySm">
          {rule.place} · {peopleOf(rule.people ?? 0, counted)} · {formatValidity(rule)} · version {rule.version} ·{" "}
          {rule.sources.map(({ name, url }, i) => (
            <span key={name}>
              {i > 0 && ", "}
              {url ? (
                <Link url={url} target="_blank" monochrome>
                  {name}
                </Link>
              ) : (
                name
              )}
            </span>
          ))}
        </Text>
        {error && <InlineError fieldID={id} message={error} />}
        {rule.choice && (
          <>
            <InlineStack>
              <Button
                variant="plain"
                disclosure={isOpen ? "up" : "down"}
                ariaExpanded={isOpen}
                ariaControls={id}
                accessibilityLabel={`Make stricter: ${rule.name}`}
                onClick={() => {
                  setOpened(true);
                  setOpen(!isOpen);
                }}
              >
                Make stricter
              </Button>
            </InlineStack>
            <Collapsible open={isOpen} id={id}>
              {wasOpened && (
                <StricterFields limits={rule.choice} choice={choice} onChange={(next) => onChange(rule.id, next)} />
              )}
            </Collapsible>
          </>
        )}
      </BlockStack>
    </Card>
  );
});

function formatValidity({ effectiveFrom, effectiveUntil }: ShownRule): string {
  const from = formatDay(effectiveFrom);
  return effectiveUntil === null ? `since ${from}` : `from ${from} until ${formatDay(effectiveUntil)}`;
}

function peopleOf(people: number, { of, isSample }: Counted): string {
  if (isSample) {
    return people === 0 ? "very few subscribers" : `about ${formatRate(Math.max(0.01, people / of))} of subscribers`;
  }
  return people === 1 ? "1 subscriber" : `${people.toLocaleString("en-US")} subscribers`;
}
