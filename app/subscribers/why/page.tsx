import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { useField } from "#app/ui/kept/use-field";
import { Kept } from "../../ui/kept/kept.tsx";
import { DetailsPage } from "../../ui/page/details-page.tsx";
import { FindingsList } from "./findings-list.tsx";
import { NowCard } from "./now-card.tsx";
import type { Choice, personLine, WhyData } from "./read.ts";
import { TextsCard } from "./texts-card.tsx";

type Person = ReturnType<typeof personLine>;
type Shown = { person: Person; why: WhyData };

export type WhyAnswer = ({ ok: true } & Shown) | { ok: false; errors: Record<string, string> };

export interface WhyPageProps {
  data: {
    choices: { campaigns: Choice[]; flows: Choice[] };
    of: string;
    person: Person | null;
    why: WhyData | null;
  };
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
  const fetcher = useFetcher<WhyAnswer>();
  const { campaigns, flows } = data.choices;
  const [phone, setPhone] = useField("phone", data.person?.phone ?? "");
  const [of, setOf] = useField("of", data.of);
  const answer = fetcher.data;
  const errors = answer && !answer.ok ? answer.errors : {};
  const shown: Shown | null = answer?.ok ? answer : data.person && data.why && { person: data.person, why: data.why };
  // An answer of its own, or the address of the subscriber whose number it is.
  const before = useRef(answer);
  const isAnswered = answer?.ok === true || (fetcher.state === "loading" && answer === before.current);
  useEffect(() => {
    if (isAnswered) onTaken();
  }, [isAnswered, onTaken]);
  const explain = () => {
    before.current = answer;
    fetcher.submit({ phone, of }, { method: "post" });
  };
  const options = [
    { label: "Choose …", value: "" },
    ...(campaigns.length > 0 ? [{ title: "Campaigns", options: campaigns }] : []),
    ...(flows.length > 0 ? [{ title: "Flows", options: flows }] : []),
  ];

  return (
    <DetailsPage
      title="Why somebody is texted or not"
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
            explain();
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
                helpText="Of a subscriber or of anybody else."
              />
              <Select
                label="Campaign or flow"
                options={options}
                value={of}
                onChange={setOf}
                {...(errors.of ? { error: errors.of } : {})}
              />
            </FormLayout.Group>
            <Button submit variant="primary" loading={fetcher.state !== "idle"}>
              Explain
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
          Nothing leaves until you start it again in Settings, whatever the rules say.
        </Banner>
      )}
      {why.now ? (
        <>
          <NowCard person={person} why={why} now={why.now} />
          <Card>
            <BlockStack gap="400">
              <Text as="h2" variant="headingSm">
                Every rule, in the order in which it is asked
              </Text>
              <FindingsList findings={why.now.findings} />
            </BlockStack>
          </Card>
        </>
      ) : (
        <Banner tone="warning">
          No number was ever connected: connect one in Settings, and nothing can be sent before.
        </Banner>
      )}
      {person.subscriberId && <TextsCard why={why} />}
    </BlockStack>
  );
}
