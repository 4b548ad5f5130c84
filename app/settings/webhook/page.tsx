import { Banner, BlockStack, Button, Card, InlineStack } from "@shopify/polaris";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import { LocalTime } from "../../ui/local-time.tsx";
import { DetailsPage } from "../../ui/page/details-page.tsx";
import { EndpointFields, endpointForm } from "../webhooks/endpoint-fields.tsx";
import { LogCard } from "./log-card.tsx";
import type { WebhookData } from "./read.ts";
import { SecretCard } from "./secret-card.tsx";

/** One endpoint: how it does, its settings, its secret, its log. */
export function WebhookPage({ data: { endpoint, log, view, types } }: { data: WebhookData }) {
  return (
    <DetailsPage
      title="Webhook endpoint"
      subtitle={endpoint.url}
      back={{ label: "Webhooks", url: "/settings/webhooks" }}
    >
      <HealthBanner endpoint={endpoint} />
      <SettingsCard key={endpoint.url} endpoint={endpoint} types={types} />
      <SecretCard secret={endpoint.secret} isReplacing={endpoint.isReplacing} />
      <LogCard log={log} view={view} />
    </DetailsPage>
  );
}

function HealthBanner({
  endpoint: { isOn, offBecause, failingSince, restsUntil, fullSince },
}: Pick<WebhookData, "endpoint">) {
  if (!isOn)
    return (
      <Banner
        tone="info"
        title={offBecause === "gone" ? "The server asked for no more events" : "This endpoint is off"}
      >
        Nothing is recorded or sent while it’s off. Turn it on to continue.
      </Banner>
    );
  if (fullSince)
    return (
      <Banner tone="critical" title="Too many events are waiting">
        New events haven’t been recorded since <LocalTime at={fullSince} />. Recording resumes when half of the waiting
        events were delivered.
      </Banner>
    );
  if (!failingSince || !restsUntil) return null;
  return (
    <Banner tone="critical" title="This server can’t be reached">
      It hasn’t accepted an event since <LocalTime at={failingSince} />. Events are kept for three days. Next attempt:{" "}
      <LocalTime at={restsUntil} />.
    </Banner>
  );
}

function SettingsCard({ endpoint, types }: Pick<WebhookData, "endpoint" | "types">) {
  const [values, setValues] = useState({ url: endpoint.url, eventTypes: endpoint.eventTypes });
  const { errors, isBusy, send, posted } = useAction();
  const isDoing = (intent: string) => isBusy && posted?.get("intent") === intent;
  const switched = endpoint.isOn ? "turn-off" : "turn-on";
  return (
    <Card>
      <BlockStack gap="400">
        <EndpointFields values={values} types={types} errors={errors} onChange={setValues} />
        <InlineStack gap="200" align="end">
          <Button tone="critical" loading={isDoing("delete")} onClick={() => send({ intent: "delete" })}>
            Delete endpoint
          </Button>
          <Button loading={isDoing(switched)} onClick={() => send({ intent: switched })}>
            {endpoint.isOn ? "Turn off" : "Turn on"}
          </Button>
          <Button variant="primary" loading={isDoing("save")} onClick={() => send(endpointForm("save", values))}>
            Save
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
