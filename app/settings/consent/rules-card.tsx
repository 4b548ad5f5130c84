import { Badge, BlockStack, Card, Divider, InlineStack, Text } from "@shopify/polaris";
import { Fragment } from "react";
import type { DoubleOptInRule } from "#domain/consent/double-opt-in";
import { formatDay } from "../../ui/local-time.tsx";

const confidences = { firm: "Confirmed", part: "Partly confirmed", weak: "Weakly confirmed" };

/** The countries in which one yes in a form is not enough, each with who says so. */
export function RulesCard({ rules }: { rules: DoubleOptInRule[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        {rules.map(({ country, name, because, source, confidence, effectiveFrom }, i) => (
          <Fragment key={country}>
            {i > 0 && <Divider />}
            <BlockStack gap="100">
              <InlineStack gap="200" blockAlign="center">
                <Text as="h3" variant="headingSm">
                  {name}
                </Text>
                <Badge>{confidences[confidence]}</Badge>
              </InlineStack>
              <Text as="p">{because}</Text>
              <Text as="p" tone="subdued" variant="bodySm">
                {`Source: ${source}. Applies from ${formatDay(effectiveFrom)}.`}
              </Text>
            </BlockStack>
          </Fragment>
        ))}
      </BlockStack>
    </Card>
  );
}
