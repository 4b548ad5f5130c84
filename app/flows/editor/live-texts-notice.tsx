import { Banner, BlockStack, List, Text } from "@shopify/polaris";
import type { TextingHours } from "#domain/compliance/check-texting-hours";
import { everyStep, type FlowDocument } from "#domain/flows/definition/document";
import { lateTexts } from "#domain/flows/definition/text-deadline";
import { stepTypeOf } from "#domain/flows/steps/registry";

/** Warns of texts that the published version can't send in time: versions from before publishing checked it still run. */
export function LiveTextsNotice({
  live: { number, document },
  hours,
}: {
  live: { number: number; document: FlowDocument };
  hours: TextingHours;
}) {
  const late = lateTexts(document, hours);
  if (late.size === 0) return null;
  return (
    <Banner tone="warning" title={`Version ${number} has texts that would be sent too late`}>
      <BlockStack gap="200">
        <List>
          {everyStep(document.steps).map(
            ({ id, type, config }) =>
              late.has(id) && (
                <List.Item key={id}>
                  {stepTypeOf(type)?.describe(config)}: {late.get(id)}
                </List.Item>
              ),
          )}
        </List>
        <Text as="p">
          Shorten the waits and publish again. People already in the flow finish the version they started.
        </Text>
      </BlockStack>
    </Banner>
  );
}
