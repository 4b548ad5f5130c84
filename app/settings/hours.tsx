import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack } from "@shopify/polaris";
import { ALL_RULES } from "#domain/compliance/rules/catalogue";
import { changeSettings, readSettings } from "#domain/shops/settings";
import { merchant } from "../authenticate.ts";
import { answerForm } from "../form-answer.ts";
import { SaveBarForm } from "../ui/save-bar-form.tsx";
import { CapFields } from "./cap-fields.tsx";
import { HoursFields } from "./hours-fields.tsx";
import { LegalHours } from "./legal-hours.tsx";
import { SettingsPage } from "./settings-page.tsx";
import { SettingsSection } from "./settings-section.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx, shopId } = await merchant(request, context);
  const { textingStartsMinute, textingEndsMinute, frequencyCapTexts, frequencyCapHours, frequencyCapAction } =
    await readSettings(ctx.db, shopId);
  return {
    hours: { textingStartsMinute, textingEndsMinute },
    cap: { frequencyCapTexts, frequencyCapHours, frequencyCapAction },
    rules: ALL_RULES.filter((rule) => rule.kind === "hours"),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx, shopId } = await merchant(request, context);
  const form = await request.formData();
  const number = (name: string) => Number(form.get(name) || Number.NaN);
  return answerForm(async () => {
    await changeSettings(ctx, shopId, {
      textingStartsMinute: number("textingStartsMinute"),
      textingEndsMinute: number("textingEndsMinute"),
      frequencyCapTexts: number("frequencyCapTexts"),
      frequencyCapHours: number("frequencyCapHours"),
      frequencyCapAction: String(form.get("frequencyCapAction")),
    });
    return "Settings saved";
  });
}

export const meta: MetaFunction = () => [{ title: "Texting hours and frequency" }];

export default function Hours() {
  const { hours, cap, rules } = useLoaderData<typeof loader>();
  return (
    <SettingsPage title="Texting hours and frequency">
      <SaveBarForm id="hours-settings">
        {(errors) => (
          <BlockStack gap="600">
            <SettingsSection
              title="Texting hours"
              description="Marketing texts arrive between these hours of the recipient’s own day. What falls outside waits for the next opening; it is not lost. Order confirmations and answers to STOP or HELP are exempt."
            >
              <HoursFields hours={hours} errors={errors} />
            </SettingsSection>
            <SettingsSection
              title="Frequency cap"
              description="The most marketing texts one person gets from you, from campaigns and flows together. It holds for every text, also for a campaign that is sent by hand."
            >
              <CapFields cap={cap} errors={errors} />
            </SettingsSection>
            <SettingsSection
              title="What the law sets"
              description="Your hours can only be stricter. Where the evidence about a person points to several places, the hours that all of them allow apply."
            >
              <LegalHours rules={rules} />
            </SettingsSection>
          </BlockStack>
        )}
      </SaveBarForm>
    </SettingsPage>
  );
}
