import { BlockStack, Card, FormLayout, TextField } from "@shopify/polaris";
import { useField } from "#app/ui/kept/use-field";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { PartCounter } from "../../ui/text/part-counter.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { DeleteSection, ShortTextList } from "../short-texts.tsx";
import type { SavedRepliesData } from "./read.ts";

type Reply = SavedRepliesData["replies"][number];

/** The list, and below it the form of a new saved reply or of the one that is edited. */
export function SavedRepliesPage({ data: { replies, edited } }: { data: SavedRepliesData }) {
  return (
    <SettingsPage title="Saved replies">
      <BlockStack gap="600">
        <SettingsSection
          title="Your saved replies"
          description="Answers that your team uses often. In the inbox, choose one or type its shortcut; you can change the text before you send it."
        >
          <ShortTextList
            page="/settings/saved-replies"
            none="No saved replies yet. Add the first one below."
            texts={replies.map(({ id, name, body, shortcut }) => ({
              ...{ id, name, text: body },
              about: shortcut && `/${shortcut}`,
            }))}
          />
        </SettingsSection>
        <SettingsSection
          title={edited ? `Edit ${edited.name}` : "Add a saved reply"}
          description="Use merge tags as in a campaign, such as {{ customer.first_name }}."
        >
          {/* One that was added is among the others: the form begins again. */}
          <SaveBarForm
            key={edited ? edited.id : replies.map(({ id }) => id).join()}
            id="saved-reply"
            record={edited?.id ?? "new"}
            {...(edited ? { version: String(edited.version) } : {})}
          >
            {(errors) => <ReplyFields edited={edited} errors={errors} />}
          </SaveBarForm>
        </SettingsSection>
        {edited && (
          <DeleteSection
            description="Texts that were sent with it stay as they are."
            label="Delete saved reply"
            posts={{ id: edited.id }}
          />
        )}
      </BlockStack>
    </SettingsPage>
  );
}

function ReplyFields({ edited, errors }: { edited: Reply | null; errors: Partial<Record<string, string>> }) {
  const [name, setName] = useField("name", edited?.name ?? "");
  const [shortcut, setShortcut] = useField("shortcut", edited?.shortcut ?? "");
  const [body, setBody] = useField("body", edited?.body ?? "");
  return (
    <Card>
      <FormLayout>
        <input type="hidden" name="id" value={edited?.id ?? ""} />
        <TextField
          label="Name"
          name="name"
          autoComplete="off"
          maxLength={60}
          value={name}
          onChange={setName}
          error={errors.name ?? false}
        />
        <TextField
          label="Shortcut (optional)"
          name="shortcut"
          autoComplete="off"
          maxLength={21}
          prefix="/"
          value={shortcut}
          onChange={setShortcut}
          error={errors.shortcut ?? false}
          helpText="Lowercase letters, digits and hyphens, such as “hours”. In the inbox, type /hours and a space."
        />
        <TextField
          label="Text"
          name="body"
          autoComplete="off"
          multiline={3}
          maxLength={1600}
          value={body}
          onChange={setBody}
          error={errors.body ?? false}
        />
        {body !== "" && <PartCounter text={body} />}
      </FormLayout>
    </Card>
  );
}
