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
              description="Changes apply to new orders only. Past orders aren’t recalculated."
            >
              <WindowField days={attributionWindowDays} error={errors.attributionWindowDays} />
            </SettingsSection>
            <SettingsSection title="How orders are attributed">
              <Card>
                <BlockStack gap="200">
                  <List>
                    <List.Item>
                      Only clicks count: the person tapped a link in a text and ordered within the window. Receiving a
                      text isn’t enough.
                    </List.Item>
                    <List.Item>Each order is credited to one text only: the last one tapped.</List.Item>
                    <List.Item>
                      Link previews, scanners and bots don’t count. A click within 10 seconds of the text only counts if
                      the person clicks again later or orders during that visit.
                    </List.Item>
                    <List.Item>Refunds are subtracted.</List.Item>
                  </List>
                  <Text as="p" tone="subdued">
                    Each attributed order shows which texts were considered and why it was credited to this one.
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
