import { Banner, BlockStack, Button, Card, Text } from "@shopify/polaris";
import { useAction } from "#app/actions/use-action";
import { useField } from "#app/ui/kept/use-field";
import { SpendingLimitField } from "../../ui/form/spending-limit-field.tsx";
import { Kept } from "../../ui/kept/kept.tsx";

/** What the campaign may cost, to be changed while it is sent. */
export function CapCard(props: CapProps) {
  return <Kept id="spend-cap">{(forget) => <CapForm {...props} onTaken={forget} />}</Kept>;
}

interface CapProps {
  /** US dollars, as typed; empty: no cap. */
  cap: string;
  isReached: boolean;
}

function CapForm({ cap, isReached, onTaken }: CapProps & { onTaken: () => void }) {
  const { Form, errors, isBusy } = useAction((answer) => answer.ok && onTaken());
  const [value, setValue] = useField("spendCap", cap);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Spending limit
        </Text>
        {isReached && (
          <Banner tone="warning">
            This campaign reached its spending limit and is paused. Raise the limit, then resume it.
          </Banner>
        )}
        {errors.form && <Banner tone="critical">{errors.form}</Banner>}
        <Form method="post" noValidate>
          <input type="hidden" name="intent" value="cap" />
          <SpendingLimitField
            value={value}
            onChange={setValue}
            error={errors.spendCap}
            button={
              <Button submit disabled={value.trim() === cap} loading={isBusy}>
                Save limit
              </Button>
            }
          />
        </Form>
      </BlockStack>
    </Card>
  );
}
