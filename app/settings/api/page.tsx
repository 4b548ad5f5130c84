import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import { useState } from "react";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { CreateKey } from "./create-key.tsx";
import { KeyCard } from "./key-card.tsx";
import { NewSecret } from "./new-secret.tsx";
import type { ApiPageData } from "./read.ts";

/** Create, rotate and revoke keys; a secret is shown once. */
export function ApiPage({ data: { keys, address, timeZone } }: { data: ApiPageData }) {
  const [shown, setShown] = useState<string | null>(null);
  return (
    <SettingsPage title="API">
      <SettingsSection
        title="API keys"
        description="Let other programs work with your subscribers, flows, texts and campaigns. Create a separate key for each program and keep it secret."
      >
        <BlockStack gap="400">
          {shown !== null && <NewSecret secret={shown} onDone={() => setShown(null)} />}
          {keys.map((key) => (
            <KeyCard key={key.id} apiKey={key} timeZone={timeZone} onSecret={setShown} />
          ))}
          <CreateKey onSecret={setShown} />
          <Card>
            <BlockStack gap="200">
              <Text as="h3" variant="headingSm">
                Address
              </Text>
              <Text as="p" breakWord>
                {address}
              </Text>
              <Link url="/settings/api/reference">API reference</Link>
            </BlockStack>
          </Card>
        </BlockStack>
      </SettingsSection>
    </SettingsPage>
  );
}
