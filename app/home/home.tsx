import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack } from "@shopify/polaris";
import { answerForm } from "#app/actions/answer";
import { type Merchant, merchant } from "#app/authenticate";
import { later } from "#app/later";
import { overview } from "#domain/analytics/overview";
import { HELLO, sendTest } from "#domain/campaigns/drafts/send-test";
import { listCampaigns } from "#domain/campaigns/report/list";
import { needsAttention } from "#domain/operations/attention";
import { isCampaignLeaving } from "#domain/operations/sending-now";
import { dismissSetup, readSetup } from "#domain/shops/setup";
import { proveTestPhone } from "#domain/test-phones/prove";
import { sendTestCode } from "#domain/test-phones/send-code";
import { UserError } from "#domain/user-error";
import { IndexPage } from "../ui/page/index-page.tsx";
import { Attention } from "./attention.tsx";
import { KeyFigures } from "./key-figures.tsx";
import { RecentCampaigns } from "./recent-campaigns.tsx";
import { SetupGuide } from "./setup-guide.tsx";
import { setupHelp, turnOnReminders } from "./setup-help.ts";

const DAYS = 30;
const RECENT = 5;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await merchant(request, context);
  const { ctx, shopId, shop } = who;
  const now = ctx.clock.now();
  const [setup, attention, { campaigns }, isLeaving] = await Promise.all([
    readSetup(ctx.db, shopId),
    needsAttention(ctx.db, shopId, now),
    listCampaigns(ctx.db, shopId, ctx.clock.now()),
    isCampaignLeaving(ctx.db, shopId),
  ]);
  return {
    setup: setup.isOver ? null : { steps: setup.steps, help: await setupHelp(who) },
    attention,
    isLeaving,
    recent: campaigns.slice(0, RECENT).map(({ id, name, state, sent, audience, revenueMicros, createdAt }) => ({
      ...{ id, name, state, sent, audience, revenueMicros, createdAt },
    })),
    // Not awaited: the page stands while a month is added up.
    figures: later(overview(ctx.db, shopId, { days: DAYS, timeZone: shop.timeZone ?? "UTC" }, now)),
    days: DAYS,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await merchant(request, context);
  const form = await request.formData();
  return answerForm(() => act(who, String(form.get("intent")), (name) => String(form.get(name) ?? "")));
}

async function act(who: Merchant, intent: string, field: (name: string) => string): Promise<string> {
  switch (intent) {
    case "dismiss-setup":
      await dismissSetup(who.ctx, who.shopId);
      return "Setup guide dismissed";
    case "turn-on-reminders":
      await turnOnReminders(who);
      return "Abandoned cart reminders turned on";
    case "test-text":
      await sendTest(who.ctx, who.shopId, { phone: field("phone"), wording: HELLO });
      return "Test text sent";
    case "test-code": {
      const { kind } = await sendTestCode(who.ctx, who.shopId, field("phone"));
      return kind === "sent" ? "Code sent" : "This number is already verified";
    }
    case "test-prove":
      await proveTestPhone(who.ctx, who.shopId, { phone: field("phone"), code: field("code") });
      return "Number verified";
    default:
      throw new UserError("intent-unknown", "This page is out of date. Reload it and try again.");
  }
}

export const meta: MetaFunction = () => [{ title: "Home" }];

export default function Home() {
  const { setup, attention, isLeaving, recent, figures, days } = useLoaderData<typeof loader>();
  return (
    <IndexPage title="Home" secondaryActions={isLeaving ? [{ content: "Sending now", url: "/campaigns/sending" }] : []}>
      <BlockStack gap="400">
        <Attention items={attention} />
        {setup && <SetupGuide steps={setup.steps} help={setup.help} />}
        <KeyFigures figures={figures} days={days} />
        <RecentCampaigns campaigns={recent} />
      </BlockStack>
    </IndexPage>
  );
}
