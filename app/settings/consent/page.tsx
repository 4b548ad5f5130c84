import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Text } from "@shopify/polaris";
import { answerForm } from "#app/actions/answer";
import { checkUnchanged } from "#app/actions/form-version";
import { merchant } from "#app/authenticate";
import { DOUBLE_OPT_IN_RULES } from "#domain/consent/double-opt-in";
import { readInStep } from "#domain/consent/in-step";
import { changeSettings, readSettings } from "#domain/shops/settings";
import { fingerprint } from "#platform/fingerprint";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { InStepCard } from "./in-step-card.tsx";
import { RulesCard } from "./rules-card.tsx";
import { SecondYesFields } from "./second-yes-fields.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx, shopId } = await merchant(request, context);
  const [{ doubleOptIn, doubleOptInHours }, inStep] = await Promise.all([
    readSettings(ctx.db, shopId),
    readInStep(ctx.db, shopId),
  ]);
  const setting = { doubleOptIn, doubleOptInHours };
  return { setting, inStep, rules: DOUBLE_OPT_IN_RULES, version: fingerprint(setting) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx, shopId } = await merchant(request, context);
  const form = await request.formData();
  return answerForm(async () => {
    const next = {
      doubleOptIn: String(form.get("doubleOptIn") ?? ""),
      doubleOptInHours: Number(form.get("doubleOptInHours") || Number.NaN),
    };
    const { doubleOptIn, doubleOptInHours } = await readSettings(ctx.db, shopId);
    checkUnchanged(form, { doubleOptIn, doubleOptInHours }, next);
    await changeSettings(ctx, shopId, next);
    return "Settings saved";
  });
}

export const meta: MetaFunction = () => [{ title: "Consent" }];

export default function Consent() {
  const { setting, inStep, rules, version } = useLoaderData<typeof loader>();
  return (
    <SettingsPage title="Consent">
      <SaveBarForm id="consent-settings" version={version}>
        {(errors) => (
          <BlockStack gap="600">
            <SettingsSection
              title="A second yes by text"
              description="Whoever signs up gets one text and is subscribed when they answer YES: proof that the phone is theirs. Until then they get no marketing, and nobody is reminded. Imported lists need none, for you attest their consent."
            >
              <SecondYesFields setting={setting} errors={errors} />
            </SettingsSection>
            <SettingsSection
              title="Where it is asked for anyway"
              description="Sign-up forms ask people in these countries, as far as any evidence points there. You can ask in more places, not in fewer."
            >
              <RulesCard rules={rules} />
            </SettingsSection>
            <SettingsSection
              title="Sign-up form"
              description="What people read beside the box is kept with each consent, word for word, with the form’s version, the page and the address."
            >
              <Card>
                <Text as="p">
                  In your theme editor add the block “Text sign-up” to a section, the footer for example. Its box is
                  never ticked beforehand, and the links to your terms and your privacy policy stand beside it.
                </Text>
              </Card>
            </SettingsSection>
            <SettingsSection
              title="In step with your store"
              description="What shoppers decide by text or in a form is written into your customers’ marketing consent in Shopify, and what they decide there counts here. When the two disagree, the stricter holds on both sides."
            >
              <InStepCard inStep={inStep} />
            </SettingsSection>
          </BlockStack>
        )}
      </SaveBarForm>
    </SettingsPage>
  );
}
