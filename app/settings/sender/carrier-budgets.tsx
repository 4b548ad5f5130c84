import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, FormLayout, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useEffect } from "react";
import type { FieldErrors, FormAnswer } from "#app/actions/answer";
import { useField } from "#app/ui/kept/use-field";
import { useToast } from "#app/ui/toast";
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
  const fetcher = useFetcher<FormAnswer>();
  const { day, ...saved } = budgets;
  const [chosen, setChosen] = useField("budgets", saved);
  const errors: FieldErrors = fetcher.data && !fetcher.data.ok ? fetcher.data.errors : {};
  const change = (changes: Partial<typeof saved>) => setChosen((before) => ({ ...before, ...changes }));
  const isSame = JSON.stringify(chosen) === JSON.stringify(saved);
  useToast(fetcher.data?.ok ? fetcher.data : undefined);
  useEffect(() => {
    if (fetcher.data?.ok) onTaken();
  }, [fetcher.data, onTaken]);

  return (
    <fetcher.Form method="post" noValidate>
      <input type="hidden" name="intent" value="budgets" />
      <input type="hidden" name="senderId" value={senderId} />
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h4" variant="headingSm">
            Carrier budgets
          </Text>
          <Text as="p" tone="subdued">
            Your provider shows the class and the score of your 10DLC registration. Which carrier serves a person is not
            known, so every text counts against both budgets.
          </Text>
        </BlockStack>
        {errors.form && <Banner tone="critical">{errors.form}</Banner>}
        <FormLayout>
          <FormLayout.Group>
            <Select
              label="AT&T class"
              name="attClass"
              options={optionsOf("att", "a minute")}
              value={chosen.attClass}
              onChange={(attClass) => change({ attClass })}
              error={errors.attClass ?? false}
            />
            <TextField
              label="10DLC campaign ID"
              name="registration"
              autoComplete="off"
              maxLength={40}
              value={chosen.registration}
              onChange={(registration) => change({ registration })}
              error={errors.registration ?? false}
              helpText="Numbers with the same ID share AT&T’s budget. Empty: this number alone."
            />
          </FormLayout.Group>
          <Select
            label="T-Mobile brand score"
            name="tMobileTier"
            options={optionsOf("t-mobile", "a day")}
            value={chosen.tMobileTier}
            onChange={(tMobileTier) => change({ tMobileTier })}
            error={errors.tMobileTier ?? false}
            helpText={
              day
                ? `${day.used.toLocaleString("en-US")} of ${day.parts.toLocaleString("en-US")} SMS segments used today by all numbers of your brand. The day ends at midnight in Los Angeles.`
                : "All numbers of your brand share it. The day ends at midnight in Los Angeles."
            }
          />
        </FormLayout>
        <InlineStack align="end">
          <Button submit disabled={isSame} loading={fetcher.state !== "idle"}>
            Save budgets
          </Button>
        </InlineStack>
      </BlockStack>
    </fetcher.Form>
  );
}

function optionsOf(carrier: BudgetPreset["carrier"], time: string) {
  const listed = presets
    .filter((it) => it.carrier === carrier)
    .map(({ tier, label, parts }) => ({ value: tier, label: `${label}: ${parts.toLocaleString("en-US")} ${time}` }));
  return [{ value: "", label: "Not known: keep no budget" }, ...listed];
}
