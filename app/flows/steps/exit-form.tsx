import { Text } from "@shopify/polaris";
import { ExitIcon } from "@shopify/polaris-icons";
import { stepForm } from "./step-form.ts";

export const exitForm = stepForm(ExitIcon, ExitForm);

function ExitForm() {
  return (
    <Text as="p" tone="subdued">
      People who get here leave the flow without another text. There is nothing to set.
    </Text>
  );
}
