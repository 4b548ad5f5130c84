import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useMemo } from "react";
import { useEditing } from "#app/flows/editor/editing/use-editing";
import { onStepKey, useUndoKeys } from "#app/flows/editor/editing/use-shortcuts";
import { useTrial } from "#app/flows/editor/trial/use-trial";
import { pictureOf } from "#app/flows/picture/picture-of";
import { everyStep, type FlowDocument } from "#domain/flows/definition/document";
import { mergeTagsByStep } from "#domain/flows/definition/merge-tags-by-step";
import { validateFlow } from "#domain/flows/definition/validate";
import { pathAt } from "#domain/flows/editing/tree";
import type { Snippets } from "#domain/flows/snippets/expand";
import { pinSnippets } from "#domain/flows/snippets/pin";
import { triggerType } from "#domain/flows/triggers/registry";
import { sortedJson } from "#platform/sorted-json";
import { RestoredNotice } from "../../ui/kept/restored-notice.tsx";
import { useShop } from "../../ui/shop.tsx";
import { StatusBadge } from "../../ui/status-badge.tsx";
import { FlowPicture } from "../picture/flow-picture.tsx";
import { TRIGGER_CARD, TriggerCard } from "../triggers/trigger-card.tsx";
import { DraftLine } from "./draft-line.tsx";
import { AddStep } from "./editing/add-step.tsx";
import { Toolbar } from "./editing/toolbar.tsx";
import styles from "./editor.module.css";
import { FlowDialogs } from "./flow-dialogs.tsx";
import { FlowNotices } from "./flow-notices.tsx";
import { headerActions } from "./header-actions.ts";
import { Inspector } from "./inspector.tsx";
import { loopInWords } from "./loop-in-words.ts";
import { NameCard } from "./name-card.tsx";
import { MoveCard } from "./publishing/move-card.tsx";
import { PublishPanel } from "./publishing/publish-panel.tsx";
import type { FlowData } from "./read.ts";
import { StatusCard } from "./status-card.tsx";
import { TrialCard } from "./trial/trial-card.tsx";
import { TrialNote } from "./trial/trial-note.tsx";
import { useDraft } from "./use-draft.ts";
import { useFlowActions } from "./use-flow-actions.ts";
import { useOpenStep } from "./use-open-step.ts";
import { useRestoredVersion } from "./use-restored-version.ts";

/** The flow as one picture. Beside it is the form of the open step or, if none is open, the settings and state of the flow. */
export function FlowPage({ data }: { data: FlowData }) {
  const { flow, around, choices, hasSender, hours } = data;
  const draft = useDraft(flow.draft);
  const { document } = draft;
  const problems = useMemo(() => validateFlow(document, hours), [document, hours]);
  const { currency } = useShop();
  const picture = useMemo(() => pictureOf(document, currency, problems), [document, currency, problems]);
  const isChanged = useMemo(() => differs(document, flow.live, hours.snippets), [document, flow.live, hours.snippets]);
  const trial = useTrial(flow.id, document, around.country);
  const lit = useMemo(() => trial.answer && new Set(trial.answer.reached.map((it) => it.stepId)), [trial.answer]);
  const actions = useFlowActions(draft, flow.live?.number ?? 0);
  useRestoredVersion(data.restored, draft);
  const loop = useMemo(() => loopInWords(flow, document, data.links), [flow, document, data.links]);
  const openStep = useOpenStep();
  const { openId, open, close } = openStep;
  const editingState = useEditing(draft, openStep);
  const { editing, said } = editingState;
  useUndoKeys(editing);
  const step = everyStep(document.steps).find(({ id }) => id === openId);

  return (
    <Page
      fullWidth
      title={flow.name}
      subtitle={flow.describe}
      titleMetadata={<StatusBadge status={flow.state} />}
      backAction={{ content: "Flows", url: "/flows" }}
      {...headerActions(flow, isChanged, problems.length > 0, actions)}
    >
      <BlockStack gap="400">
        <RestoredNotice restored={draft.restored} onDiscard={draft.discardRestored} />
        {actions.error && <Banner tone="critical">{actions.error}</Banner>}
        {actions.asking === "publish" && flow.inside.live + flow.inside.older > 0 && (
          <PublishPanel
            document={document}
            number={(flow.live?.number ?? 0) + 1}
            state={flow.state}
            isBusy={actions.isBusy}
            onPublish={actions.publish}
            onCancel={() => actions.askTo(null)}
          />
        )}
        <FlowNotices flow={flow} problems={problems} loop={loop} hours={hours} hasSender={hasSender} />
        <div className={`${styles.editor} ${step ? styles.isOpen : ""}`}>
          <div className={styles.picture}>
            <BlockStack gap="300">
              <Toolbar draft={draft} editing={editing} said={said} />
              {/* biome-ignore lint/a11y/noStaticElementInteractions: shortcuts for what the buttons do */}
              <div onKeyDown={(event) => onStepKey(event, editing)}>
                <FlowPicture
                  picture={picture}
                  openId={openId}
                  onOpen={open}
                  onOpenStart={() => openTrigger(close)}
                  {...(lit ? { lit } : {})}
                  below={(id) => trial.answer && <TrialNote stepId={id} answer={trial.answer} />}
                  edge={({ path, index }, after) => (
                    <AddStep
                      owner={path?.stepId ?? null}
                      arm={path?.arm ?? null}
                      index={index}
                      after={after}
                      hasRest={index < (pathAt(document.steps, path)?.length ?? 0)}
                      editing={editing}
                    />
                  )}
                />
              </div>
              <DraftLine
                draft={draft}
                isChanged={isChanged}
                original={flow.original}
                live={flow.live}
                onPut={draft.put}
              />
            </BlockStack>
          </div>
          <div className={styles.side}>
            {step ? (
              <Inspector
                key={step.id}
                step={step}
                generation={draft.generation}
                editing={editingState}
                problems={problems.filter(({ stepId }) => stepId === step.id)}
                around={{
                  ...around,
                  purpose: document.purpose,
                  trigger: triggerType(document.trigger.kind),
                  mergeTags: mergeTagsByStep(document).get(step.id) ?? [],
                }}
                onChange={(config) => draft.change(step.id, config)}
                onLeave={draft.flush}
                onClose={close}
              />
            ) : (
              <BlockStack gap="400">
                <NameCard key={flow.name} name={flow.name} />
                <TriggerCard
                  key={draft.generation}
                  document={document}
                  choices={data.settingChoices}
                  people={around.choices}
                  problems={problems}
                  onChange={draft.changeTrigger}
                  onLeave={draft.flush}
                />
                {data.move && <MoveCard move={data.move} />}
                <StatusCard {...flow} pauseSentence={data.pauseSentence} />
                <TrialCard document={document} choices={choices} trial={trial} />
              </BlockStack>
            )}
          </div>
        </div>
      </BlockStack>
      <FlowDialogs flow={flow} actions={actions} pauseSentence={data.pauseSentence} loop={loop} />
    </Page>
  );
}

/** The trigger's settings are beside the picture, or below it on a phone, while no step is open. */
function openTrigger(close: () => void): void {
  close();
  requestAnimationFrame(() => window.document.getElementById(TRIGGER_CARD)?.focus());
}

/** Whether publishing would change what people walk through. */
function differs(document: FlowDocument, live: FlowData["flow"]["live"], snippets: Snippets): boolean {
  return !live || sortedJson(pinSnippets(document, snippets)) !== sortedJson(live.document);
}
