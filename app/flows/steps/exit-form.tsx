import { Text } from "@shopify/polaris";
import { ExitIcon } from "@shopify/polaris-icons";
import { stepForm } from "./step-form.ts";

export const exitForm = stepForm(ExitIcon, ExitForm);

function ExitForm() {
  return (
    <Text as="p" tone="subdued">
      People who reach this step exit the flow and get no more texts. Nothing to configure.
    </Text>
  );
}
