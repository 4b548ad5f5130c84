import { Banner, BlockStack, Button, Card, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { useAction } from "#app/actions/use-action";
import { useField } from "#app/ui/kept/use-field";
import { Kept } from "../../ui/kept/kept.tsx";
import { DetailsPage } from "../../ui/page/details-page.tsx";
import { FindingsList } from "./findings-list.tsx";
import { NowCard } from "./now-card.tsx";
import type { Explained as Shown, WhyPageData } from "./read.ts";
import { TextsCard } from "./texts-card.tsx";

export interface WhyPageProps {
  data: WhyPageData;
}

/** A number and a campaign or flow above, and below everything that decides between them. */
export function WhyPage(props: WhyPageProps) {
  return (
    <Kept id="why" isQuiet>
      {(forget) => <Question {...props} onTaken={forget} />}
    </Kept>
  );
}

function Question({ data, onTaken }: WhyPageProps & { onTaken: () => void }) {
  const { answer, errors, isBusy, send } = useAction<Shown>((given) => {
    if (given.ok) onTaken();
  });
  const { campaigns, flows } = data.choices;
  const [phone, setPhone] = useField("phone", data.person?.phone ?? "");
  const [of, setOf] = useField("of", data.of);
  const ofAddress = data.person && data.why && { person: data.person, why: data.why };
  const shown: Shown | null = (answer?.ok && answer.shown) || ofAddress;
  const options = [
    { label: "Choose…", value: "" },
    ...(campaigns.length > 0 ? [{ title: "Campaigns", options: campaigns }] : []),
    ...(flows.length > 0 ? [{ title: "Flows", options: flows }] : []),
  ];

  return (
    <DetailsPage
      title="Message checker"
      back={
        data.person
          ? { label: data.person.name, url: `/subscribers/${data.person.subscriberId}` }
          : { label: "Subscribers", url: "/subscribers" }
      }
    >
      <Card>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send({ phone, of });
          }}
        >
          <FormLayout>
            <FormLayout.Group>
              <TextField
                label="Phone number"
                type="tel"
                autoComplete="off"
                value={phone}
                onChange={setPhone}
                {...(errors.phone ? { error: errors.phone } : {})}
                helpText="Any phone number, subscribed or not."
              />
              <Select
                label="Campaign or flow"
                options={options}
                value={of}
                onChange={setOf}
                {...(errors.of ? { error: errors.of } : {})}
              />
            </FormLayout.Group>
            <Button submit variant="primary" loading={isBusy}>
              Check message
            </Button>
          </FormLayout>
        </form>
      </Card>
      {errors.form && <Banner tone="critical">{errors.form}</Banner>}
      {shown && <Explained {...shown} />}
    </DetailsPage>
  );
}

/** What happened to a text that is out; of any other, what would happen now. */
export function Explained({ person, why }: Shown) {
  if (why.hasLeft) return <TextsCard why={why} />;
  return (
    <BlockStack gap="400">
      {why.isStopped && (
        <Banner tone="critical" title="Sending is stopped for your store">
          No texts are sent until you resume sending in Settings.
        </Banner>
      )}
      {why.now ? (
        <>
          <NowCard person={person} why={why} now={why.now} />
          <Card>
            <BlockStack gap="400">
              <Text as="h2" variant="headingSm">
                All rules, in the order they’re checked
              </Text>
              <FindingsList findings={why.now.findings} />
            </BlockStack>
          </Card>
        </>
      ) : (
        <Banner tone="warning">No number is connected. Connect one in Settings to send texts.</Banner>
      )}
      {person.subscriberId && <TextsCard why={why} />}
    </BlockStack>
  );
}
