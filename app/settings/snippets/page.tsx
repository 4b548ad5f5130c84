import { BlockStack, Card, FormLayout, Link, Text, TextField } from "@shopify/polaris";
import { useField } from "#app/ui/kept/use-field";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { PartCounter } from "../../ui/text/part-counter.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { DeleteSection, ShortTextList } from "../short-texts.tsx";
import type { SnippetsData } from "./read.ts";

type Line = SnippetsData["lines"][number];

/** The list, and below it the form of a new snippet or of the one that is edited. */
export function SnippetsPage({ data: { lines, edited } }: { data: SnippetsData }) {
  return (
    <SettingsPage title="Snippets">
      <BlockStack gap="600">
        <SettingsSection
          title="Your snippets"
          description="Pieces of text that several flows share, such as a signature. A published flow keeps the words it was published with; publish it again to use the new ones."
        >
          <ShortTextList
            page="/settings/snippets"
            none="No snippets yet. Add the first one below."
            texts={lines.map(({ name, text, uses }) => ({ id: name, name, text, about: aboutSnippet(name, uses) }))}
          />
        </SettingsSection>
        <SettingsSection
          title={edited ? `Edit ${edited.name}` : "Add a snippet"}
          description="Use merge tags as in a flow’s text. A snippet can’t contain another snippet."
        >
          {/* A snippet that was added is among the others: the form begins again. */}
          <SaveBarForm
            key={edited ? edited.name : lines.map(({ name }) => name).join()}
            id="snippet"
            record={edited?.name ?? "new"}
            {...(edited ? { version: edited.version } : {})}
          >
            {(errors) => <SnippetFields edited={edited} errors={errors} />}
          </SaveBarForm>
        </SettingsSection>
        {edited && <DeleteSnippet line={edited} />}
      </BlockStack>
    </SettingsPage>
  );
}

function aboutSnippet(name: string, uses: Line["uses"]): string {
  const used = uses.length === 0 ? "Not used in a flow" : `Used in ${uses.map((it) => it.name).join(", ")}`;
  return `{% snippet "${name}" %} · ${used}`;
}

function SnippetFields({ edited, errors }: { edited: Line | null; errors: Partial<Record<string, string>> }) {
  const [name, setName] = useField("name", edited?.name ?? "");
  const [text, setText] = useField("text", edited?.text ?? "");
  return (
    <Card>
      <FormLayout>
        <input type="hidden" name="before" value={edited?.name ?? ""} />
        <TextField
          label="Name"
          name="name"
          autoComplete="off"
          maxLength={40}
          value={name}
          onChange={setName}
          error={errors.name ?? false}
          helpText="Lowercase letters, digits and hyphens, such as “signature”"
        />
        <TextField
          label="Text"
          name="text"
          autoComplete="off"
          multiline={3}
          maxLength={500}
          value={text}
          onChange={setText}
          error={errors.text ?? false}
        />
        {text !== "" && <PartCounter text={text} />}
      </FormLayout>
    </Card>
  );
}

/** Says where the snippet is used before it offers to delete it. */
function DeleteSnippet({ line: { name, uses } }: { line: Line }) {
  return (
    <DeleteSection description="Published flows keep its words." label="Delete snippet" posts={{ name }}>
      {uses.length > 0 && (
        <Text as="p">
          Used in{" "}
          {uses.map((flow, i) => (
            <span key={flow.id}>
              {i > 0 && ", "}
              <Link url={`/flows/${flow.id}`}>{flow.name}</Link>
            </span>
          ))}
          . If you delete it, their drafts can’t be published until you change those texts.
        </Text>
      )}
    </DeleteSection>
  );
}
