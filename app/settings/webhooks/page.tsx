import { BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { EndpointFields, endpointForm } from "./endpoint-fields.tsx";
import { HealthBadge } from "./health-badge.tsx";
import type { WebhooksData } from "./read.ts";

/** The endpoints, and a form for another one. */
export function WebhooksPage({ data: { endpoints, types } }: { data: WebhooksData }) {
  return (
    <SettingsPage title="Webhooks">
      <BlockStack gap="500">
        {endpoints.length > 0 && (
          <SettingsSection
            title="Endpoints"
            description="Servers that are notified of what happens in Cartbell: texts, replies, opt-ins and opt-outs."
          >
            <Card>
              <BlockStack gap="300">
                {endpoints.map((it) => (
                  <InlineStack key={it.id} align="space-between" blockAlign="center" gap="200">
                    <BlockStack>
                      <Link url={`/settings/webhooks/${it.id}`}>{it.url}</Link>
                      <Text as="span" tone="subdued">
                        {it.eventTypes.length === 1 ? "1 event" : `${it.eventTypes.length} events`}
                      </Text>
                    </BlockStack>
                    <HealthBadge {...it} />
                  </InlineStack>
                ))}
              </BlockStack>
            </Card>
          </SettingsSection>
        )}
        <SettingsSection
          title="Add an endpoint"
          description="Each event is delivered at least once, and each person’s events in order. If your server doesn’t accept an event, we try again for three days."
        >
          <Card>
            <AddForm types={types} />
          </Card>
        </SettingsSection>
      </BlockStack>
    </SettingsPage>
  );
}

function AddForm({ types }: { types: WebhooksData["types"] }) {
  const [values, setValues] = useState({ url: "", eventTypes: types.map(({ type }): string => type) });
  const { errors, isBusy, send } = useAction();
  return (
    <BlockStack gap="400">
      <EndpointFields values={values} types={types} errors={errors} onChange={setValues} />
      <InlineStack align="end">
        <Button variant="primary" loading={isBusy} onClick={() => send(endpointForm("add", values))}>
          Add endpoint
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
