import { BlockStack, Button, Card, Checkbox, FormLayout, InlineStack, Link, Select, Text } from "@shopify/polaris";
import { useAction } from "#app/actions/use-action";
import { useField } from "#app/ui/kept/use-field";
import { waitingChoices } from "#domain/alerts/waiting-choices";
import { clockTime } from "#domain/compliance/rules/week";
import { Kept } from "../../ui/kept/kept.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import type { AlertsData } from "./read.ts";

type Person = AlertsData["staff"][number];

const NEVER = { label: "Never", value: "" };
const WAITING = [NEVER, ...waitingChoices.map((it) => ({ label: waitingLabel(it), value: String(it) }))];
const NO_TIME = { label: "None", value: "" };
const TIMES = [
  NO_TIME,
  ...Array.from({ length: 24 }, (_, hour) => ({ label: clockTime(hour * 60), value: String(hour * 60) })),
];

function waitingLabel(minutes: number): string {
  if (minutes < 60) return `For ${minutes} minutes`;
  return minutes === 60 ? "For an hour" : `For ${minutes / 60} hours`;
}

/** For each staff number: what it is texted about, and when not. */
export function AlertsPage({ data: { staff } }: { data: AlertsData }) {
  return (
    <SettingsPage title="Alerts">
      <SettingsSection
        title="Texts to your team"
        description="Staff numbers get at most one alert every 15 minutes: what happens in between is counted in the next. Alerts are texts from your number, so they cost what texts cost. Texting STOP from a phone ends them."
      >
        <BlockStack gap="400">
          {staff.length === 0 && (
            <Card>
              <Text as="p">
                Alerts go to staff numbers, and you have none yet. <Link url="/settings/staff">Add a staff number</Link>
              </Text>
            </Card>
          )}
          {staff.map((person) => (
            <Card key={person.id}>
              <Kept id="alerts" record={person.id} isQuiet>
                {(forget) => <PersonForm person={person} onSaved={forget} />}
              </Kept>
            </Card>
          ))}
        </BlockStack>
      </SettingsSection>
    </SettingsPage>
  );
}

function PersonForm({ person: { id, name, phone, alerts }, onSaved }: { person: Person; onSaved: () => void }) {
  const [questions, setQuestions] = useField("questions", alerts.questions);
  const [troubles, setTroubles] = useField("troubles", alerts.troubles);
  const [waitingMinutes, setWaiting] = useField("waitingMinutes", String(alerts.waitingMinutes ?? ""));
  const [quietFrom, setFrom] = useField("quietFrom", String(alerts.quietFrom ?? ""));
  const [quietTo, setTo] = useField("quietTo", String(alerts.quietTo ?? ""));
  const { send, isBusy, errors } = useAction((answer) => answer.ok && onSaved());
  const test = useAction();
  const save = () =>
    send({
      ...{ intent: "save", id, waitingMinutes, quietFrom, quietTo },
      ...{ questions: String(questions), troubles: String(troubles) },
    });
  return (
    <FormLayout>
      <Text as="h3" variant="headingSm" breakWord>{`${name} · ${phone}`}</Text>
      <Checkbox
        label="New questions"
        helpText="A shopper writes and no one has read it."
        checked={questions}
        onChange={setQuestions}
      />
      <Select
        label="Unread questions"
        options={WAITING}
        value={waitingMinutes}
        onChange={setWaiting}
        error={errors.waitingMinutes ?? false}
      />
      <Checkbox
        label="Texts can’t be sent"
        helpText="A number or campaign is stopped, or a spending limit is reached."
        checked={troubles}
        onChange={setTroubles}
      />
      <FormLayout.Group>
        <Select label="No alerts from" options={TIMES} value={quietFrom} onChange={setFrom} />
        <Select
          label="No alerts until"
          options={TIMES}
          value={quietTo}
          onChange={setTo}
          error={errors.quietTo ?? false}
          helpText="In your store’s time zone"
        />
      </FormLayout.Group>
      {(errors.form ?? test.refusal) && (
        <Text as="p" tone="critical">
          {errors.form ?? test.refusal}
        </Text>
      )}
      <InlineStack gap="200" align="end">
        <Button loading={test.isBusy} onClick={() => test.send({ intent: "test", id })}>
          {`Send ${name} a test`}
        </Button>
        <Button variant="primary" loading={isBusy} onClick={save} accessibilityLabel={`Save alerts of ${name}`}>
          Save
        </Button>
      </InlineStack>
    </FormLayout>
  );
}
