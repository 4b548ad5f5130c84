import { Banner, BlockStack, Text } from "@shopify/polaris";
import { useCallback, useDeferredValue, useMemo, useState } from "react";
import type { FieldErrors } from "#app/actions/answer";
import { useAction } from "#app/actions/use-action";
import { previewOf } from "#app/campaigns/preview";
import { focusFirstError } from "#app/ui/form/focus-first-error";
import { useField } from "#app/ui/kept/use-field";
import type { HeaderAction } from "#app/ui/page/header-action";
import { OPT_OUT_LINE } from "#domain/messages/content/opt-out-line";
import { HiddenField } from "../../ui/form/hidden-field.tsx";
import { formatTime } from "../../ui/local-time.tsx";
import { formatMoney } from "../../ui/money.tsx";
import { DetailsPage } from "../../ui/page/details-page.tsx";
import { useShop } from "../../ui/shop.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { CostCard } from "../../ui/text/cost-card.tsx";
import { UnicodeNotice } from "../../ui/text/unicode-notice.tsx";
import { CancelModal } from "../cancel-modal.tsx";
import { AudienceCard } from "./audience-card.tsx";
import { CapCard } from "./cap-card.tsx";
import { DeleteModal } from "./delete-modal.tsx";
import { type Draft, missingAudience } from "./draft.ts";
import { DryRunCard } from "./dry-run-card.tsx";
import { forecastStart } from "./forecast.ts";
import { LaunchModal } from "./launch-modal.tsx";
import { PreviewCard } from "./preview-card.tsx";
import type { EditorData } from "./read.ts";
import { StartCard } from "./start-card.tsx";
import { TestText } from "./test-text.tsx";
import { TextCard } from "./text-card.tsx";
import { useEstimate } from "./use-estimate.ts";

export interface EditorPageProps {
  data: EditorData;
  /** What saving refused, by field. */
  saveErrors: FieldErrors;
  /** Called when the server has taken what is written. */
  onDone: () => void;
}

/** Left what is written, right what it will be: on a phone, and in money. */
export function EditorPage({ data, saveErrors, onDone }: EditorPageProps) {
  const { campaign, zone, today, tags, segments, lists, senders, testPhone } = data;
  const { timeZone } = useShop();
  const [draft, setDraft] = useField<Draft>("draft", data.draft);
  // Of the page as it was opened: whatever is pressed twice, or again after an answer got lost, is about one campaign.
  const [draftId] = useField("draftId", data.draftId);
  const [start, setStart] = useField("start", data.start);
  const [dialog, setDialog] = useState<"launch" | "delete" | "cancel" | null>(null);
  const order = useAction((answer) => {
    setDialog(null);
    if (answer.ok) onDone();
    else focusFirstError(document);
  });
  // Whatever launching would refuse is said by the fields, before there is anything to confirm.
  const check = useAction((answer) => (answer.ok ? setDialog("launch") : focusFirstError(document)));
  const whole = { ...draft, ...start, draftId, ...(data.version === null ? {} : { version: data.version }) };
  const { answer, isStale, hasFailed } = useEstimate(draft, start, campaign?.id ?? "");
  const change = useCallback(
    (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes })),
    [setDraft],
  );
  // A key is answered at once; the preview follows when there is time.
  const shown = useDeferredValue(draft);

  const errors = useMemo(
    () => ({ ...saveErrors, ...check.errors, ...order.errors }),
    [saveErrors, check.errors, order.errors],
  );
  const text = useMemo(() => previewOf(shown.body, data), [shown.body, data]);
  const choices = useMemo(() => ({ tags, segments, lists }), [tags, segments, lists]);
  const isAudienceMissing = missingAudience(draft) !== null;
  const from = senders.find(({ id }) => id === draft.senderId) ?? senders[0];
  const notes = answer ? forecastStart(answer, start.when, (at) => formatTime(at, timeZone)) : [];
  const isScheduled = campaign?.state === "scheduled";
  const verb = start.when === "now" ? "Send campaign" : isScheduled ? "Change schedule" : "Schedule campaign";

  return (
    <DetailsPage
      title={campaign?.name ?? "New campaign"}
      titleMetadata={<StatusBadge status={campaign?.state ?? "draft"} />}
      back={{ label: "Campaigns", url: "/campaigns" }}
      primaryAction={{
        content: verb,
        verb: "campaign.start",
        onAction: () => check.send({ ...whole, intent: "check" }),
        loading: check.isBusy,
      }}
      secondaryActions={secondaryActions(campaign, setDialog, order.send)}
      isAsideSticky
      aside={
        <>
          <PreviewCard
            body={shown.body}
            text={text}
            from={from?.phone ?? data.brandName}
            longestText={from?.longestText ?? data.longestText}
          />
          <UnicodeNotice
            text={text}
            template={shown.body}
            onReplace={(body) => change({ body })}
            {...(answer && {
              costOf: (parts: number) => formatMoney(perPart(answer.cost) * parts, answer.cost.currency),
            })}
          />
          <CostCard
            cost={answer?.cost ?? null}
            isStale={isStale}
            notes={
              <BlockStack gap="100">
                {hasFailed && (
                  <Text as="p" tone="caution">
                    We couldn’t update the estimate. It refreshes as you type.
                  </Text>
                )}
                {[
                  ...(isAudienceMissing ? ["Estimate for all subscribers until you choose an audience."] : []),
                  ...notes,
                  ...(text.endsWith(OPT_OUT_LINE)
                    ? [`“${OPT_OUT_LINE}” is added to each text and included in the estimate.`]
                    : []),
                ].map((note) => (
                  <Text as="p" key={note} tone="subdued" variant="bodySm">
                    {note}
                  </Text>
                ))}
              </BlockStack>
            }
          />
          <DryRunCard
            campaignId={campaign?.id ?? null}
            run={data.dryRun}
            isBusy={order.isBusy}
            isDisabled={draft.body.trim() === ""}
            onAsk={() => order.send({ ...whole, intent: "dry-run" })}
          />
          <TestText known={testPhone} draft={draft} isDisabled={draft.body.trim() === ""} />
        </>
      }
    >
      {errors.form && errors.form !== saveErrors.form && (
        <div data-form-error>
          <Banner tone="critical">{errors.form}</Banner>
        </div>
      )}
      <HiddenField name="draftId" value={draftId} />
      <AudienceCard
        draft={draft}
        onChange={change}
        errors={errors}
        choices={choices}
        senders={senders}
        count={isStale || !answer ? null : answer.cost.recipients + answer.capped}
      />
      <TextCard draft={draft} onChange={change} errors={errors} />
      <CapCard value={draft.spendCap} onChange={(spendCap) => change({ spendCap })} error={errors.spendCap} />
      <StartCard start={start} onChange={setStart} zone={zone} today={today} error={errors.scheduledAt} />
      <LaunchModal
        isOpen={dialog === "launch"}
        isBusy={order.isBusy}
        name={draft.name.trim() || "this campaign"}
        audience={answer?.audience ?? ""}
        start={start}
        zone={zone}
        isUrgent={draft.isUrgent === "true"}
        cost={answer?.cost ?? null}
        notes={notes}
        onConfirm={() => order.send({ ...whole, intent: "launch" })}
        onClose={() => setDialog(null)}
      />
      <CancelModal
        isOpen={dialog === "cancel"}
        isBusy={order.isBusy}
        name={campaign?.name ?? ""}
        onConfirm={() => order.send({ intent: "cancel" }, `/campaigns/${campaign?.id}`)}
        onClose={() => setDialog(null)}
      />
      <DeleteModal
        isOpen={dialog === "delete"}
        isBusy={order.isBusy}
        name={campaign?.name ?? ""}
        onConfirm={() => order.send({ intent: "delete" })}
        onClose={() => setDialog(null)}
      />
    </DetailsPage>
  );
}

function secondaryActions(
  campaign: EditorData["campaign"],
  ask: (dialog: "delete" | "cancel") => void,
  order: (fields: Record<string, string>, action?: string) => void,
): HeaderAction[] {
  if (!campaign) return [];
  if (campaign.state === "draft")
    return [{ content: "Delete draft", verb: "campaign.delete", destructive: true, onAction: () => ask("delete") }];
  return [
    {
      content: "Pause",
      verb: "campaign.pause",
      onAction: () => order({ intent: "pause" }, `/campaigns/${campaign.id}`),
    },
    { content: "Cancel campaign", verb: "campaign.cancel", destructive: true, onAction: () => ask("cancel") },
  ];
}

/** What one part costs the whole audience, on average. */
function perPart({ micros, partsLeast, partsMost }: { micros: number; partsLeast: number; partsMost: number }): number {
  return micros / Math.max(1, (partsLeast + partsMost) / 2);
}
