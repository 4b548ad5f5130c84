import { BlockStack, Card, List, Text, TextField } from "@shopify/polaris";
import { useField } from "#app/ui/kept/use-field";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import type { AttributionData } from "./read.ts";

/** How long after a click an order counts, and how orders are counted. */
export function AttributionPage({ data: { attributionWindowDays, version } }: { data: AttributionData }) {
  return (
    <SettingsPage title="Attribution">
      <SaveBarForm id="attribution-settings" version={version}>
        {(errors) => (
          <BlockStack gap="600">
            <SettingsSection
              title="Attribution window"
              description="A change counts for orders from then on; what was counted before stays as it was."
            >
              <WindowField days={attributionWindowDays} error={errors.attributionWindowDays} />
            </SettingsSection>
            <SettingsSection title="How an order is counted">
              <Card>
                <BlockStack gap="200">
                  <List>
                    <List.Item>
                      Only a click counts: the person tapped the link of a text and ordered within the window. Having
                      received a text is never enough.
                    </List.Item>
                    <List.Item>An order belongs to one text at most, the one whose link was tapped last.</List.Item>
                    <List.Item>
                      Link previews, scanners and bots are not clicks. A click within 10 seconds of the text counts once
                      the person clicks again later or orders in the visit that began with it.
                    </List.Item>
                    <List.Item>Refunds are taken off again.</List.Item>
                  </List>
                  <Text as="p" tone="subdued">
                    Every attributed order keeps its explanation: which texts were considered and why this one.
                  </Text>
                </BlockStack>
              </Card>
            </SettingsSection>
          </BlockStack>
        )}
      </SaveBarForm>
    </SettingsPage>
  );
}

function WindowField({ days, error }: { days: number; error: string | undefined }) {
  const [value, setValue] = useField("attributionWindowDays", String(days));
  return (
    <Card>
      <TextField
        label="Days after a click"
        name="attributionWindowDays"
        type="number"
        min={1}
        max={30}
        autoComplete="off"
        suffix="days"
        value={value}
        onChange={setValue}
        error={error ?? false}
      />
    </Card>
  );
}
