import { Banner, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useAction } from "#app/actions/use-action";
import { LocalTime } from "../../ui/local-time.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { ConnectForm } from "./connect-form.tsx";
import { HandOverForm } from "./hand-over-form.tsx";
import type { HelpDeskData } from "./read.ts";

type Desk = NonNullable<HelpDeskData["desk"]>;

/** The connection, what is handed over, and the form of a new connection. */
export function HelpDesksPage({ data: { desk, kinds, topics } }: { data: HelpDeskData }) {
  const isConnected = desk !== null && desk.disconnectedAt === null;
  return (
    <SettingsPage title="Help desk">
      <BlockStack gap="500">
        {desk && !isConnected && <Disconnected desk={desk} />}
        {desk && isConnected && (
          <>
            {desk.trouble && <Trouble desk={desk} />}
            <SettingsSection
              title="Connection"
              description="Answers that your team writes there are sent as texts from the number that the shopper wrote to."
            >
              <Connection desk={desk} />
            </SettingsSection>
            <SettingsSection
              title="What is handed over"
              description="A conversation that was handed over stays with its ticket. You can hand over any other one from the inbox."
            >
              <Card>
                <HandOverForm desk={desk} topics={topics} />
              </Card>
            </SettingsSection>
          </>
        )}
        <SettingsSection
          title={isConnected ? "Change the connection" : "Connect a help desk"}
          description={`Use an API token of an admin. We store it encrypted and create a webhook in your help desk.${isConnected ? " If you connect another account, conversations lose the tickets they have." : ""}`}
        >
          <Card>
            <ConnectForm key={desk?.kind ?? ""} desk={desk} kinds={kinds} />
          </Card>
        </SettingsSection>
      </BlockStack>
    </SettingsPage>
  );
}

function Disconnected({ desk }: { desk: Desk }) {
  const { isBusy, refusal, send } = useAction();
  return (
    <Banner
      tone="info"
      title={`${desk.label} is disconnected`}
      action={{ content: "Connect again", loading: isBusy, onAction: () => send({ intent: "reconnect" }) }}
    >
      <p>
        Nothing is sent to it or taken from it. We delete the API token and the links to tickets a day after you
        disconnected it. Until then you can connect it again.
      </p>
      {refusal && <p>{refusal}</p>}
    </Banner>
  );
}

function Trouble({ desk: { label, trouble, failingSince, waiting } }: { desk: Desk }) {
  return (
    <Banner tone="critical" title={`${label} isn’t getting your conversations`}>
      {trouble}{" "}
      {failingSince && (
        <>
          Failing since <LocalTime at={failingSince} />.{" "}
        </>
      )}
      {waiting === 1 ? "1 conversation is waiting." : `${waiting.toLocaleString("en-US")} conversations are waiting.`}{" "}
      We keep trying for three days.
    </Banner>
  );
}

function Connection({ desk: { label, subdomain, userName, tickets } }: { desk: Desk }) {
  const { isBusy, posted, refusal, errors, send } = useAction();
  const isDoing = (intent: string) => isBusy && posted?.get("intent") === intent;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="p">{`${label} · ${subdomain} · ${userName}`}</Text>
        <Text as="p" tone="subdued">
          {tickets === 1
            ? "1 conversation handed over"
            : `${tickets.toLocaleString("en-US")} conversations handed over`}
        </Text>
        {(errors.test ?? refusal) && (
          <Text as="p" tone="critical">
            {errors.test ?? refusal}
          </Text>
        )}
        <InlineStack gap="200">
          <Button loading={isDoing("test")} onClick={() => send({ intent: "test" })}>
            Test connection
          </Button>
          <Button tone="critical" loading={isDoing("disconnect")} onClick={() => send({ intent: "disconnect" })}>
            Disconnect
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
