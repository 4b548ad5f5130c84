import { BlockStack, Card, FormLayout, TextField } from "@shopify/polaris";
import { useField } from "#app/ui/kept/use-field";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { PartCounter } from "../../ui/text/part-counter.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import type { RepliesData } from "./read.ts";

/** Opt-out words and help text. */
export function RepliesPage({ data: settings }: { data: RepliesData }) {
  return (
    <SettingsPage title="Opt-out and help">
      <SaveBarForm id="reply-settings" version={settings.version}>
        {(errors) => (
          <BlockStack gap="600">
            <SettingsSection
              title="Opt-out keywords"
              description="STOP, UNSUBSCRIBE, CANCEL, END, QUIT and similar keywords in eight languages always stop all texts immediately. So do clear requests such as “please stop texting me”. Possible opt-outs wait for your review under Subscribers. The shopper gets one confirmation and can text START to rejoin."
            >
              <WordsField words={settings.optOutWords} error={errors.optOutWords} />
            </SettingsSection>
            <SettingsSection
              title="Help text"
              description="Sent to people who reply HELP. Include your store name and a way to contact you. Carriers require both."
            >
              <HelpField text={settings.helpText} error={errors.helpText} />
            </SettingsSection>
          </BlockStack>
        )}
      </SaveBarForm>
    </SettingsPage>
  );
}

function WordsField({ words, error }: { words: string[]; error: string | undefined }) {
  const [value, setValue] = useField("optOutWords", words.join(", "));
  return (
    <Card>
      <TextField
        label="Custom keywords"
        name="optOutWords"
        autoComplete="off"
        value={value}
        onChange={setValue}
        error={error ?? false}
        placeholder="ENOUGH, NO MORE"
        helpText="Separate keywords with commas. A reply that matches one of them opts the sender out."
      />
    </Card>
  );
}

function HelpField({ text, error }: { text: string | null; error: string | undefined }) {
  const [value, setValue] = useField("helpText", text ?? "");
  return (
    <Card>
      <FormLayout>
        <TextField
          label="HELP reply"
          name="helpText"
          autoComplete="off"
          multiline={3}
          value={value}
          onChange={setValue}
          error={error ?? false}
          helpText="Leave empty to use a default reply with your store name and email address."
        />
        {value !== "" && <PartCounter text={value} />}
      </FormLayout>
    </Card>
  );
}
