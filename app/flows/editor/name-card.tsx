import { Card, TextField } from "@shopify/polaris";
import { useFlowName } from "./use-flow-name.ts";

/** The flow's name, saved when the focus leaves it. */
export function NameCard({ name }: { name: string }) {
  const { typed, type, save, refusal } = useFlowName(name);
  return (
    <Card>
      <TextField
        label="Flow name"
        value={typed}
        onChange={type}
        onBlur={save}
        maxLength={100}
        autoComplete="off"
        helpText="Only visible to you."
        {...(refusal ? { error: refusal } : {})}
      />
    </Card>
  );
}
