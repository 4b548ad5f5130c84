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
              title="Opt-out words"
              description="STOP, UNSUBSCRIBE, CANCEL, END, QUIT and their like in eight languages always end all texts at once, and so does “please stop texting me” in people’s own words, whatever stands here. Replies that may be opt-outs wait for you under Subscribers. The shopper gets one confirmation; START brings them back."
            >
              <WordsField words={settings.optOutWords} error={errors.optOutWords} />
            </SettingsSection>
            <SettingsSection
              title="Help text"
              description="Sent to people who reply HELP. It should name your store and a way to reach a person; carriers ask for both."
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
        label="Your own words"
        name="optOutWords"
        autoComplete="off"
        value={value}
        onChange={setValue}
        error={error ?? false}
        placeholder="ENOUGH, NO MORE"
        helpText="Separated by commas. A reply that consists of one of them opts its sender out."
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
          label="Answer to HELP"
          name="helpText"
          autoComplete="off"
          multiline={3}
          value={value}
          onChange={setValue}
          error={error ?? false}
          helpText="Leave it empty for an answer that we write from your store’s name and e-mail address."
        />
        {value !== "" && <PartCounter text={value} />}
      </FormLayout>
    </Card>
  );
}
