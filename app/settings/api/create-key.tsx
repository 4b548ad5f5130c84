import { BlockStack, Button, Card, ChoiceList, InlineStack, Text, TextField } from "@shopify/polaris";
import { useAction } from "#app/actions/use-action";
import { useField } from "#app/ui/kept/use-field";
import type { ShownSecret } from "#domain/api-keys/keys";
import { scopes as everyScope, SCOPES } from "#domain/api-keys/scopes";
import { Kept } from "../../ui/kept/kept.tsx";

const CHOICES = everyScope.map((scope) => ({ value: scope, label: SCOPES[scope], helpText: scope }));

interface CreateKeyProps {
  onSecret: (secret: string) => void;
}

/** A name, and what the key can do. What is chosen is kept in the browser until the key is made. */
export function CreateKey(props: CreateKeyProps) {
  return (
    <Kept id="api-key" isQuiet>
      {() => <KeyFields {...props} />}
    </Kept>
  );
}

function KeyFields({ onSecret }: CreateKeyProps) {
  const [name, setName] = useField("name", "");
  const [scopes, setScopes] = useField<string[]>("scopes", []);
  const { errors, isBusy, send } = useAction<ShownSecret>((answer) => {
    if (!answer.ok || !answer.shown) return;
    onSecret(answer.shown.secret);
    setName("");
    setScopes([]);
  });

  function create(): void {
    const form = new FormData();
    form.set("intent", "create");
    form.set("name", name);
    for (const scope of scopes) form.append("scopes", scope);
    send(form);
  }

  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h3" variant="headingSm">
          Create a key
        </Text>
        <TextField
          label="Name"
          helpText="The program that will use it, such as Help center."
          value={name}
          onChange={setName}
          maxLength={60}
          autoComplete="off"
          error={errors.name ?? errors.form ?? false}
        />
        <ChoiceList
          title="What it can do"
          allowMultiple
          choices={CHOICES}
          selected={scopes}
          onChange={setScopes}
          {...(errors.scopes && { error: errors.scopes })}
        />
        <InlineStack>
          <Button variant="primary" loading={isBusy} onClick={create}>
            Create key
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
