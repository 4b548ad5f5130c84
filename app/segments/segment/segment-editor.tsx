import { Banner } from "@shopify/polaris";
import { useEffect, useMemo, useState } from "react";
import type { FieldErrors } from "#app/actions/answer";
import { useAction } from "#app/actions/use-action";
import { rulesOf } from "#app/segments/segment/builder/nodes";
import { completeIn, problemsIn } from "#app/segments/segment/builder/problems";
import { useBuilder } from "#app/segments/segment/builder/use-builder";
import { type Preview, usePreview } from "#app/segments/segment/result/use-preview";
import { useField, useKeeper } from "#app/ui/kept/use-field";
import type { HeaderAction } from "#app/ui/page/header-action";
import { catalogue } from "#domain/segments/catalogue";
import { describeSegment } from "#domain/segments/describe";
import type { Rules } from "#domain/segments/tree";
import { ConfirmModal } from "../../ui/form/confirm-modal.tsx";
import { HiddenField } from "../../ui/form/hidden-field.tsx";
import { DetailsPage } from "../../ui/page/details-page.tsx";
import { useShop } from "../../ui/shop.tsx";
import { NameField } from "../name-field.tsx";
import { UsesCard } from "../uses-card.tsx";
import { BuilderCard } from "./builder/builder-card.tsx";
import { GrowthCard } from "./growth-card.tsx";
import type { SegmentData } from "./read.ts";
import { ResultCard } from "./result/result-card.tsx";
import styles from "./segment-editor.module.css";

export interface SegmentEditorProps {
  data: SegmentData;
  /** What saving refused, by field. */
  saveErrors: FieldErrors;
}

const CARDS = catalogue();

/** Left the rules, right whom they find. */
export function SegmentEditor({ data, saveErrors }: SegmentEditorProps) {
  const { segment, choices, growth, uses, everybody } = data;
  const { currency } = useShop();
  const [firstRules, keepRules] = useKeeper<Rules>("rules", data.rules);
  const builder = useBuilder(firstRules);
  const [name, setName] = useField("name", data.name);
  const [isAsking, setAsking] = useState(false);
  const order = useAction(() => setAsking(false));
  const { root } = builder;
  useEffect(() => {
    if (builder.canUndo || builder.canRedo) keepRules(rulesOf(root) as Rules); // incomplete, perhaps: they are for this page alone
  }, [builder, root, keepRules]);
  const problems = useMemo(() => problemsIn(root, CARDS), [root]);
  const sentence = useMemo(() => {
    const complete = rulesOf(completeIn(root, problems)) as Rules; // without what problemsIn found
    return `${describeSegment(complete, { currency })}${problems.size > 0 ? " …" : ""}`;
  }, [root, problems, currency]);
  const rules = JSON.stringify(rulesOf(root));
  const isComplete = problems.size === 0;
  const preview = usePreview(isComplete ? rules : null);
  const parts = { builder, cards: CARDS, choices, problems, showsAll: "rules" in saveErrors };
  const links = segment ? linksOf(segment.id) : [];
  const archive: HeaderAction = {
    content: "Archive",
    verb: "segment.change",
    destructive: true,
    onAction: () => setAsking(true),
  };
  return (
    <DetailsPage
      title={segment ? data.name : "New segment"}
      back={{ label: "Segments", url: "/segments" }}
      secondaryActions={segment ? [...links, archive] : []}
      isAsideSticky
      aside={
        <div className={styles.follows}>
          <ResultCard preview={preview} isComplete={isComplete} everybody={everybody} />
          {segment && <UsesCard uses={uses} />}
        </div>
      }
    >
      {order.errors.form && <Banner tone="critical">{order.errors.form}</Banner>}
      {saveErrors.rules && (!isComplete || root.nodes.length === 0) && (
        <Banner tone="critical">{saveErrors.rules}</Banner>
      )}
      <NameField label="Segment name" value={name} onChange={setName} error={saveErrors.name} />
      <BuilderCard
        parts={parts}
        sentence={sentence}
        size={isComplete ? sizeOf(preview) : "Complete every condition to see the segment’s size."}
      />
      <HiddenField name="rules" value={rules} />
      {segment && <GrowthCard growth={growth} />}
      <ConfirmModal
        isOpen={isAsking}
        isBusy={order.isBusy}
        title={`Archive “${data.name}”?`}
        action="Archive segment"
        isDestructive
        onConfirm={() => order.send({ intent: "archive" })}
        onClose={() => setAsking(false)}
      >
        Archived segments can’t be used and aren’t counted. You can restore it anytime from the Archived tab.
      </ConfirmModal>
    </DetailsPage>
  );
}

function sizeOf({ count, isStale, hasFailed }: Preview): string {
  if (hasFailed) return "We couldn’t count this segment. Try again.";
  return count === null || isStale ? "Counting…" : `${count.people.toLocaleString("en-US")} now`;
}

function linksOf(id: string) {
  return [
    { content: "View people", url: `/subscribers?segment=${id}` },
    { content: "Use in a campaign", url: `/campaigns/new?segment=${id}` },
    { content: "Export", url: `/subscribers/export?segment=${id}` },
    { content: "Duplicate", url: `/segments/new?copy=${id}` },
  ];
}
