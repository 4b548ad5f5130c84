import { BlockStack, Button, Card, ChoiceList, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useAction } from "#app/actions/use-action";
import type { ShownSecret } from "#domain/api-keys/keys";
import { scopes as everyScope, SCOPES } from "#domain/api-keys/scopes";

const CHOICES = everyScope.map((scope) => ({ value: scope, label: SCOPES[scope], helpText: scope }));

/** A name, and what the key can do. */
export function CreateKey({ onSecret }: { onSecret: (secret: string) => void }) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<string[]>([]);
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
