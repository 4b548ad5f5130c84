import { Banner, BlockStack, Button, FormLayout, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useAction } from "#app/actions/use-action";
import { useField } from "#app/ui/kept/use-field";
import type { SenderBudgets } from "#domain/carriers/budgets-of";
import { type BudgetPreset, presets } from "#domain/carriers/presets";
import { Kept } from "../../ui/kept/kept.tsx";

/** What the carriers allow a local number's registration; published figures, to be chosen by class and score. */
export function CarrierBudgets(props: BudgetsProps) {
  return (
    <Kept id="carrier-budgets" record={props.senderId}>
      {(forget) => <BudgetsForm {...props} onTaken={forget} />}
    </Kept>
  );
}

interface BudgetsProps {
  senderId: string;
  budgets: SenderBudgets;
}

function BudgetsForm({ senderId, budgets, onTaken }: BudgetsProps & { onTaken: () => void }) {
  const { errors, isBusy, Form } = useAction((answer) => {
    if (answer.ok) onTaken();
  });
  const { day, ...saved } = budgets;
  const [chosen, setChosen] = useField("budgets", saved);
  const change = (changes: Partial<typeof saved>) => setChosen((before) => ({ ...before, ...changes }));
  const isSame = JSON.stringify(chosen) === JSON.stringify(saved);

  return (
    <Form method="post" noValidate>
      <input type="hidden" name="intent" value="budgets" />
      <input type="hidden" name="senderId" value={senderId} />
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h4" variant="headingSm">
            Carrier limits
          </Text>
          <Text as="p" tone="subdued">
            Find your 10DLC class and score in your provider’s console. We don’t know which carrier serves each
            recipient, so every text counts toward both limits.
          </Text>
        </BlockStack>
        {errors.form && <Banner tone="critical">{errors.form}</Banner>}
        <FormLayout>
          <FormLayout.Group>
            <Select
              label="AT&T class"
              name="attClass"
              options={optionsOf("att", "per minute")}
              value={chosen.attClass}
              onChange={(attClass) => change({ attClass })}
              {...(errors.attClass ? { error: errors.attClass } : {})}
            />
            <TextField
              label="10DLC campaign ID"
              name="registration"
              autoComplete="off"
              maxLength={40}
              value={chosen.registration}
              onChange={(registration) => change({ registration })}
              {...(errors.registration ? { error: errors.registration } : {})}
              helpText="Numbers with the same ID share AT&T’s limit. Leave empty if only this number uses it."
            />
          </FormLayout.Group>
          <Select
            label="T-Mobile brand score"
            name="tMobileTier"
            options={optionsOf("t-mobile", "per day")}
            value={chosen.tMobileTier}
            onChange={(tMobileTier) => change({ tMobileTier })}
            {...(errors.tMobileTier ? { error: errors.tMobileTier } : {})}
            helpText={
              day
                ? `${day.used.toLocaleString("en-US")} of ${day.parts.toLocaleString("en-US")} SMS segments used today by all numbers of your brand. Resets at midnight Pacific time.`
                : "Shared by all numbers of your brand. Resets at midnight Pacific time."
            }
          />
        </FormLayout>
        <InlineStack align="end">
          <Button submit disabled={isSame} loading={isBusy}>
            Save limits
          </Button>
        </InlineStack>
      </BlockStack>
    </Form>
  );
}

function optionsOf(carrier: BudgetPreset["carrier"], time: string) {
  const listed = presets
    .filter((it) => it.carrier === carrier)
    .map(({ tier, label, parts }) => ({ value: tier, label: `${label}: ${parts.toLocaleString("en-US")} ${time}` }));
  return [{ value: "", label: "Unknown: no limit" }, ...listed];
}
