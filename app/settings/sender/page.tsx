import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card } from "@shopify/polaris";
import { answerForm } from "#app/actions/answer";
import { checkUnchanged } from "#app/actions/form-version";
import { type Merchant, merchant } from "#app/authenticate";
import { later } from "#app/later";
import { budgetsOf } from "#domain/carriers/budgets-of";
import { setCarrierBudgets } from "#domain/carriers/set-budgets";
import { connectSender } from "#domain/senders/connect";
import { factsOf } from "#domain/senders/facts-of";
import type { SenderKind } from "#domain/senders/numbers";
import { releaseSender } from "#domain/senders/release";
import { setSenderRate } from "#domain/senders/set-rate";
import { restartSender } from "#domain/senders/stop";
import { changeSettings, readSettings } from "#domain/shops/settings";
import { UserError } from "#domain/user-error";
import { fingerprint } from "#platform/fingerprint";
import { isId } from "#platform/ids";
import { SaveBarForm } from "../../ui/form/save-bar-form.tsx";
import { useShop } from "../../ui/shop.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { AvailableNumbers } from "./available-numbers.tsx";
import { ConnectedSenders } from "./connected-senders.tsx";
import { NameField } from "./name-field.tsx";
import { numbersOnOffer } from "./numbers-on-offer.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const who = await merchant(request, context);
  const senders = await who.ctx.db.prisma.sender.findMany({
    where: { shopId: who.shopId, releasedAt: null },
    orderBy: { createdAt: "asc" },
    select: {
      id: true,
      phone: true,
      kind: true,
      provider: true,
      partsPerSecond: true,
      state: true,
      stoppedReason: true,
    },
  });
  const [{ brandName }, budgets] = await Promise.all([
    readSettings(who.ctx.db, who.shopId),
    budgetsOf(
      who.ctx.db,
      who.shopId,
      senders.map(({ id }) => id),
      who.ctx.clock.now(),
    ),
  ]);
  // Not awaited: the provider may take its time, and the shop's own numbers need not wait for it.
  return {
    senders: senders.map(({ provider, ...sender }) => {
      const kind = sender.kind as SenderKind; // one of three words, by the column's comment
      const mostPartsPerSecond = factsOf(who.ctx.providers, provider).limits.mostPartsPerSecond[kind];
      return { ...sender, kind, mostPartsPerSecond, budgets: budgets.get(sender.id) ?? null };
    }),
    brandName,
    version: fingerprint(brandName),
    onOffer: later(numbersOnOffer(who)),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const who = await merchant(request, context);
  const form = await request.formData();
  return answerForm(async () => {
    if (form.get("intent") === "name")
      checkUnchanged(form, (await readSettings(who.ctx.db, who.shopId)).brandName, form.get("brandName"));
    return act(who, String(form.get("intent")), (name) => String(form.get(name) ?? ""));
  });
}

async function act(who: Merchant, intent: string, field: (name: string) => string): Promise<string> {
  const { ctx, shopId, providers } = who;
  switch (intent) {
    case "name":
      await changeSettings(ctx, shopId, { brandName: field("brandName") });
      return "Name saved";
    case "connect": {
      const name = field("provider");
      const provider = Object.hasOwn(providers, name) ? providers[name] : undefined;
      if (!provider) throw new UserError("provider-unknown", "This provider is not set up any more.");
      await connectSender(ctx, provider, shopId, field("phone"));
      return "Number connected";
    }
    case "rate":
      await setSenderRate(ctx, shopId, senderIn(field), Number(field("partsPerSecond")));
      return "Rate saved";
    case "budgets":
      await setCarrierBudgets(ctx, shopId, senderIn(field), {
        attClass: field("attClass"),
        registration: field("registration"),
        tMobileTier: field("tMobileTier"),
      });
      return "Carrier budgets saved";
    case "restart":
      await restartSender(ctx.db, shopId, senderIn(field));
      return "Number back in service";
    case "release":
      await releaseSender(ctx, shopId, senderIn(field));
      return "Number released";
    default:
      throw new UserError("intent-unknown", "This page is out of date. Reload it and try again.");
  }
}

function senderIn(field: (name: string) => string): string {
  const id = field("senderId");
  if (!isId(id)) throw new UserError("sender-not-found", "This number is not connected.");
  return id;
}

export const meta: MetaFunction = () => [{ title: "Sender" }];

export default function Sender() {
  const { senders, brandName, version, onOffer } = useLoaderData<typeof loader>();
  const { name } = useShop();
  return (
    <SettingsPage title="Sender">
      <BlockStack gap="600">
        <SettingsSection
          title="Your numbers"
          description="Texts leave from the fastest number in service. A text that one number could not send is never moved to another."
        >
          <ConnectedSenders senders={senders} />
        </SettingsSection>
        <SettingsSection
          title="Available numbers"
          description="Numbers of your provider’s account that no store uses yet. Buy and register numbers with your provider; they appear here."
        >
          <Card>
            <AvailableNumbers onOffer={onOffer} hasSender={senders.length > 0} />
          </Card>
        </SettingsSection>
        <SettingsSection
          title="Name in texts"
          description="How texts name your store, wherever they say {{ shop.name }}. Carriers demand that people can tell who is writing."
        >
          <SaveBarForm id="sender-name" version={version}>
            {(errors) => (
              <>
                <input type="hidden" name="intent" value="name" />
                <NameField name={brandName} fallback={name} error={errors.brandName} />
              </>
            )}
          </SaveBarForm>
        </SettingsSection>
      </BlockStack>
    </SettingsPage>
  );
}
