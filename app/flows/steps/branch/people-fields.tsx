import { useEffect, useMemo, useRef } from "react";
import { rulesOf } from "#app/segments/segment/builder/nodes";
import { completeIn, problemsIn } from "#app/segments/segment/builder/problems";
import { useBuilder } from "#app/segments/segment/builder/use-builder";
import type { Choices } from "#app/segments/segment/choices";
import { catalogue } from "#domain/segments/catalogue";
import { describeSegment } from "#domain/segments/describe";
import type { Rules } from "#domain/segments/tree";
import { BuilderCard } from "../../../segments/segment/builder/builder-card.tsx";
import { useShop } from "../../../ui/shop.tsx";

const CARDS = catalogue();

export interface PeopleFieldsProps {
  /** A tree of the segment language, unfinished perhaps. */
  rules: unknown;
  choices: Choices;
  onChange: (rules: unknown) => void;
}

/** The segment builder inside a step's form. */
export function PeopleFields({ rules, choices, onChange }: PeopleFieldsProps) {
  const { currency } = useShop();
  const builder = useBuilder(rules as Rules); // as the builder itself put it there, or its empty group
  const { root } = builder;
  const begun = useRef(root);
  const tell = useRef(onChange);
  tell.current = onChange;
  useEffect(() => {
    if (root !== begun.current) tell.current(rulesOf(root));
    begun.current = root;
  }, [root]);
  const problems = useMemo(() => problemsIn(root, CARDS), [root]);
  const complete = rulesOf(completeIn(root, problems)) as Rules; // without what problemsIn found
  const sentence = `${describeSegment(complete, { currency })}${problems.size > 0 ? " …" : ""}`;
  return (
    <BuilderCard parts={{ builder, cards: CARDS, choices, problems, showsAll: false }} sentence={sentence} size="" />
  );
}
