import { BlockStack, Button, Checkbox, FormLayout, InlineStack, Text, TextField } from "@shopify/polaris";
import { GlobeIcon } from "@shopify/polaris-icons";
import { LONGEST_ANSWER_WAIT_MINUTES, LONGEST_URL, longest, type WebhookConfig } from "#domain/flows/steps/webhook";
import { WholeNumberField } from "../whole-number-field.tsx";
import { errorOf, ProblemList } from "./problem-list.tsx";
import { type StepFormProps, stepForm } from "./step-form.ts";
import { WebhookSecret } from "./webhook-secret.tsx";

export const webhookForm = stepForm(GlobeIcon, WebhookForm);

/** The address, what is sent, and what the answer is used for. */
function WebhookForm({ config, onChange, problems }: StepFormProps<WebhookConfig>) {
  const set = (part: Partial<WebhookConfig>) => onChange({ ...config, ...part });
  return (
    <BlockStack gap="400">
      <FormLayout>
        <TextField
          label="Web address"
          type="url"
          placeholder="https://"
          value={config.url}
          maxLength={LONGEST_URL}
          onChange={(url) => set({ url })}
          autoComplete="off"
          {...errorOf(problems, "url")}
          helpText="Receives a POST request with JSON. If it fails, we try again for up to 24 hours."
        />
        <Checkbox
          label="Send the person’s name, phone number, email and tags"
          checked={config.sendsPerson}
          onChange={(sendsPerson) => set({ sendsPerson })}
        />
        <Checkbox
          label="Send the event that started the flow"
          checked={config.sendsEvent}
          onChange={(sendsEvent) => set({ sendsEvent })}
        />
      </FormLayout>
      <Pairs
        title="Other values to send"
        labels={["Name", "Value"]}
        longest={[longest.fieldName, longest.fieldValue]}
        pairs={config.fields.map(({ name, value }) => [name, value])}
        most={20}
        onChange={(pairs) => set({ fields: pairs.map(([name, value]) => ({ name, value })) })}
      />
      <Checkbox label="Wait for the answer" checked={config.waits} onChange={(waits) => set({ waits })} />
      {config.waits && (
        <>
          <WholeNumberField
            label="Wait at most"
            suffix="minutes"
            value={config.waitMinutes}
            least={1}
            most={LONGEST_ANSWER_WAIT_MINUTES}
            onChange={(waitMinutes) => set({ waitMinutes })}
            helpText="Then people continue without the answer."
          />
          <Pairs
            title="Values of the answer to use in later texts"
            labels={["Merge tag", "Place in the answer"]}
            longest={[longest.answerName, longest.answerPath]}
            prefix="webhook."
            pairs={config.answers.map(({ name, path }) => [name, path])}
            most={10}
            onChange={(pairs) => set({ answers: pairs.map(([name, path]) => ({ name, path })) })}
          />
        </>
      )}
      <ProblemList problems={problems} fieldId="webhook" except={["url"]} />
      <WebhookSecret url={config.url} />
    </BlockStack>
  );
}

type Pair = [string, string];

interface PairsProps {
  title: string;
  labels: Pair;
  longest: [number, number];
  prefix?: string;
  pairs: Pair[];
  most: number;
  onChange: (pairs: Pair[]) => void;
}

function Pairs({ title, labels, longest: [longestLeft, longestRight], prefix, pairs, most, onChange }: PairsProps) {
  const change = (at: number, pair: Pair) => onChange(pairs.map((it, i) => (i === at ? pair : it)));
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      {pairs.map(([left, right], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pair has no name of its own while it is typed
        <InlineStack key={at} gap="200" blockAlign="end" wrap={false}>
          <TextField
            label={labels[0]}
            {...(prefix && { prefix })}
            value={left}
            maxLength={longestLeft}
            onChange={(value) => change(at, [value, right])}
            autoComplete="off"
          />
          <TextField
            label={labels[1]}
            value={right}
            maxLength={longestRight}
            onChange={(value) => change(at, [left, value])}
            autoComplete="off"
          />
          <Button
            onClick={() => onChange(pairs.filter((_, i) => i !== at))}
            accessibilityLabel={`Remove ${left || "this value"}`}
          >
            Remove
          </Button>
        </InlineStack>
      ))}
      {pairs.length < most && (
        <InlineStack>
          <Button onClick={() => onChange([...pairs, ["", ""]])}>Add a value</Button>
        </InlineStack>
      )}
    </BlockStack>
  );
}
