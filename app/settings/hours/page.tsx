import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import { answerForm } from "#app/actions/answer";
import { checkUnchanged } from "#app/actions/form-version";
import { type Merchant, merchant } from "#app/authenticate";
import { changeSettings, readSettings } from "#domain/shops/settings";
import { fingerprint } from "#platform/fingerprint";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { CapFields } from "./cap-fields.tsx";
import { HoursFields } from "./hours-fields.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx, shopId } = await merchant(request, context);
  const stored = await readHours(ctx, shopId);
  const { textingStartsMinute, textingEndsMinute, ...cap } = stored;
  return { hours: { textingStartsMinute, textingEndsMinute }, cap, version: fingerprint(stored) };
}

async function readHours(ctx: Merchant["ctx"], shopId: string) {
  const { textingStartsMinute, textingEndsMinute, frequencyCapTexts, frequencyCapHours, frequencyCapAction } =
    await readSettings(ctx.db, shopId);
  return { textingStartsMinute, textingEndsMinute, frequencyCapTexts, frequencyCapHours, frequencyCapAction };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx, shopId } = await merchant(request, context);
  const form = await request.formData();
  const number = (name: string) => Number(form.get(name) || Number.NaN);
  return answerForm(async () => {
    const next = {
      textingStartsMinute: number("textingStartsMinute"),
      textingEndsMinute: number("textingEndsMinute"),
      frequencyCapTexts: number("frequencyCapTexts"),
      frequencyCapHours: number("frequencyCapHours"),
      frequencyCapAction: String(form.get("frequencyCapAction")),
    };
    checkUnchanged(form, await readHours(ctx, shopId), next);
    await changeSettings(ctx, shopId, next);
    return "Settings saved";
  });
}

export const meta: MetaFunction = () => [{ title: "Texting hours and frequency" }];

export default function Hours() {
  const { hours, cap, version } = useLoaderData<typeof loader>();
  return (
    <SettingsPage title="Texting hours and frequency">
      <SaveBarForm id="hours-settings" version={version}>
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
              <Card>
                <Text as="p">
                  In the United States marketing texts may arrive from 8:00 AM to 9:00 PM (47 CFR 64.1200(c)(1)).
                  Several states and countries are stricter; Cartbell keeps to each by itself.{" "}
                  <Link url="/settings/rules">See every rule, or choose stricter</Link>
                </Text>
              </Card>
            </SettingsSection>
          </BlockStack>
        )}
      </SaveBarForm>
    </SettingsPage>
  );
}
