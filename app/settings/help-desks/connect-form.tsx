import { BlockStack, Button, FormLayout, InlineStack, Select, TextField } from "@shopify/polaris";
import { useAction } from "#app/actions/use-action";
import { useField } from "#app/ui/kept/use-field";
import { Kept } from "../../ui/kept/kept.tsx";
import type { HelpDeskData } from "./read.ts";

type Connecting = Pick<HelpDeskData, "desk" | "kinds">;

/** Which help desk, and the token for it. What is typed is kept, but for the token. */
export function ConnectForm(given: Connecting) {
  return <Kept id="help-desk">{(forget) => <Fields {...given} onTaken={forget} />}</Kept>;
}

function Fields({ desk, kinds, onTaken }: Connecting & { onTaken: () => void }) {
  const [kind, setKind] = useField("kind", desk?.kind ?? kinds[0]?.kind ?? "");
  const [subdomain, setSubdomain] = useField("subdomain", desk?.subdomain ?? "");
  const [userName, setUserName] = useField("userName", desk?.userName ?? "");
  const [token, setToken] = useField("token", "");
  const { errors, isBusy, send } = useAction((answer) => {
    if (!answer.ok) return;
    onTaken();
    setToken("");
  });
  const chosen = kinds.find((it) => it.kind === kind);
  return (
    <BlockStack gap="400">
      <FormLayout>
        <Select
          label="Help desk"
          name="kind"
          options={kinds.map(({ kind, label }) => ({ value: kind, label }))}
          value={kind}
          onChange={setKind}
          {...(errors.kind && { error: errors.kind })}
        />
        <TextField
          label="Subdomain"
          name="subdomain"
          autoComplete="off"
          suffix={`.${chosen?.domain ?? ""}`}
          value={subdomain}
          onChange={setSubdomain}
          error={errors.subdomain ?? errors.form ?? false}
        />
        <TextField
          label="Email address of the token’s user"
          type="email"
          name="userName"
          autoComplete="off"
          value={userName}
          onChange={setUserName}
          error={errors.userName ?? false}
        />
        <TextField
          label="API token"
          helpText={chosen?.tokenHelp}
          type="password"
          name="token"
          autoComplete="off"
          value={token}
          onChange={setToken}
          error={errors.token ?? false}
        />
      </FormLayout>
      <InlineStack align="end">
        <Button
          variant="primary"
          loading={isBusy}
          onClick={() => send({ intent: "connect", kind, subdomain, userName, token })}
        >
          {desk?.disconnectedAt === null ? "Save connection" : "Connect"}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
