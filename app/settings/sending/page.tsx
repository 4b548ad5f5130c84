import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack } from "@shopify/polaris";
import { answerForm } from "#app/actions/answer";
import { checkUnchanged } from "#app/actions/form-version";
import { type Merchant, merchant } from "#app/authenticate";
import { startSending } from "#domain/kill-switch/start";
import { stopSending } from "#domain/kill-switch/stop";
import { describeTurn, switchTimeline } from "#domain/kill-switch/timeline";
import { dailySpending, setDailyCap } from "#domain/spending/daily-cap";
import { capText, parseCap } from "#domain/spending/dollars";
import { UserError } from "#domain/user-error";
import { fingerprint } from "#platform/fingerprint";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { DailyCapField } from "./daily-cap-field.tsx";
import { KillSwitch } from "./kill-switch.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx, shopId, shop } = await merchant(request, context);
  const [turns, today] = await Promise.all([
    switchTimeline(ctx.db, shopId),
    dailySpending(ctx.db, shopId, ctx.clock.now()),
  ]);
  return {
    isStopped: shop.sendingStoppedAt !== null,
    isByOperator: shop.sendingStoppedBy === "operator",
    turns: turns.map(({ at, ...turn }) => ({ at, sentence: describeTurn(turn) })),
    cap: today.capMicros === null ? "" : capText(today.capMicros),
    today,
    version: fingerprint(today.capMicros),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await merchant(request, context);
  const form = await request.formData();
  return answerForm(async () => {
    if (form.get("intent") === "cap") {
      const { capMicros } = await dailySpending(who.ctx.db, who.shopId, who.ctx.clock.now());
      checkUnchanged(form, capMicros, parseCap(String(form.get("dailySpendCap") ?? ""), "dailySpendCap"));
    }
    return act(who, String(form.get("intent")), (name) => String(form.get(name) ?? ""));
  });
}

async function act({ ctx, shopId }: Merchant, intent: string, field: (name: string) => string): Promise<string> {
  switch (intent) {
    case "stop":
      await stopSending(ctx, { shopId, by: "merchant", because: field("because") });
      return "All sending is stopped";
    case "start":
      await startSending(ctx, { shopId, by: "merchant" });
      return "Texts are sent again";
    case "cap":
      await setDailyCap(ctx, shopId, parseCap(field("dailySpendCap"), "dailySpendCap"));
      return "Spend cap saved";
    default:
      throw new UserError("intent-unknown", "This page is out of date. Reload it and try again.");
  }
}

export const meta: MetaFunction = () => [{ title: "Spending and stop" }];

export default function Sending() {
  const { cap, today, version, ...stop } = useLoaderData<typeof loader>();
  return (
    <SettingsPage title="Spending and stop">
      <BlockStack gap="600">
        <SettingsSection
          title="Stop all sending"
          description="Stops every campaign, flow and order text of your store at once. Only the confirmations of a STOP still go, because the law asks for them."
        >
          <KillSwitch {...stop} />
        </SettingsSection>
        <SettingsSection
          title="Spend cap per day"
          description="The most that texts may cost in one day of your store’s time zone, at list price. Marketing texts that no longer fit wait for the next day, unless they expire first. Order texts and answers to STOP count, but are never stopped by it."
        >
          <SaveBarForm id="daily-spend-cap" version={version}>
            {(errors) => (
              <>
                <input type="hidden" name="intent" value="cap" />
                <DailyCapField cap={cap} today={today} error={errors.dailySpendCap} />
              </>
            )}
          </SaveBarForm>
        </SettingsSection>
      </BlockStack>
    </SettingsPage>
  );
}
