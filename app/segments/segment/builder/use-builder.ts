import { useMemo, useReducer } from "react";
import type { Rules } from "#domain/segments/tree";
import { beginHistory, edit, type History, redo, undo } from "#platform/undo-history";
import { addNode, changeNode, copyNode, removeNode } from "./edit.ts";
import { builderOf, type DraftRule, type GroupNode, newKey, type SegmentNode } from "./nodes.ts";

interface Building {
  history: History<GroupNode>;
  /** The part that is to have the focus. */
  focus: string | null;
  /** Parts that the merchant has worked on: their problems are shown. */
  touched: ReadonlySet<string>;
}

interface Step {
  root: GroupNode;
  of?: string;
  focus?: string;
  touches?: string;
}

/** The rules in the builder, and everything that can be done to them. Each change can be undone. */
export interface Builder extends Pick<Building, "focus" | "touched"> {
  root: GroupNode;
  canUndo: boolean;
  canRedo: boolean;
  undo: () => void;
  redo: () => void;
  addRule: (groupKey: string, rule: DraftRule) => void;
  addGroup: (groupKey: string, rule: DraftRule) => void;
  /** Takes a part away; the focus goes to the group it was in. */
  remove: (key: string, groupKey: string) => void;
  duplicate: (key: string) => void;
  setMatch: (groupKey: string, match: GroupNode["match"]) => void;
  setNot: (key: string, isNot: boolean) => void;
  /** Another kind of rule in the place of one. */
  replaceRule: (key: string, rule: DraftRule) => void;
  /** `of` names the field, so that a word is undone at once and not letter by letter. */
  changeRule: (key: string, changes: Record<string, unknown>, of: string) => void;
}

export function useBuilder(rules: Rules): Builder {
  const [building, dispatch] = useReducer(applyStep, rules, beginBuilding);
  return useMemo(() => {
    const { past, present: root, future } = building.history;
    const put = (step: Step) => dispatch(step);
    const onRule = (key: string, change: (node: SegmentNode & { kind: "rule" }) => SegmentNode) =>
      changeNode(root, key, (node) => (node.kind === "rule" ? change(node) : node));
    return {
      root,
      focus: building.focus,
      touched: building.touched,
      canUndo: past.length > 0,
      canRedo: future.length > 0,
      undo: () => dispatch("undo"),
      redo: () => dispatch("redo"),
      addRule: (groupKey, rule) => {
        const node = ruleNode(rule);
        put({ root: addNode(root, groupKey, node), focus: node.key });
      },
      addGroup: (groupKey, rule) => {
        const node: GroupNode = { kind: "group", key: newKey(), match: "any", nodes: [ruleNode(rule)] };
        put({ root: addNode(root, groupKey, node), focus: node.nodes[0]?.key ?? node.key });
      },
      remove: (key, groupKey) => put({ root: removeNode(root, key), focus: groupKey }),
      duplicate: (key) => {
        const twice = copyNode(root, key);
        put({ root: twice.root, focus: twice.key });
      },
      setMatch: (groupKey, match) =>
        put({ root: changeNode(root, groupKey, (node) => (node.kind === "group" ? { ...node, match } : node)) }),
      setNot: (key, isNot) => put({ root: onRule(key, (node) => ({ ...node, isNot })) }),
      replaceRule: (key, rule) => put({ root: onRule(key, (node) => ({ ...node, rule })) }),
      changeRule: (key, changes, of) =>
        put({
          root: onRule(key, (node) => ({ ...node, rule: { ...node.rule, ...changes } })),
          of: `${key} ${of}`,
          touches: key,
        }),
    };
  }, [building]);
}

function beginBuilding(rules: Rules): Building {
  return { history: beginHistory(builderOf(rules)), focus: null, touched: new Set() };
}

function applyStep({ history, focus, touched }: Building, step: Step | "undo" | "redo"): Building {
  if (step === "undo" || step === "redo") {
    const walked = step === "undo" ? undo(history) : redo(history);
    return { history: walked, focus: walked === history ? focus : null, touched };
  }
  return {
    history: edit(history, step.root, step.of),
    focus: step.focus ?? null,
    touched: step.touches === undefined ? touched : new Set([...touched, step.touches]),
  };
}

function ruleNode(rule: DraftRule): SegmentNode {
  return { kind: "rule", key: newKey(), isNot: false, rule };
}
