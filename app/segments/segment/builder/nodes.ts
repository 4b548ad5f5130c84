import { isRule, type Rules } from "#domain/segments/tree";

/** A rule as it is being filled in: it may not be complete. */
export type DraftRule = { type: string } & Record<string, unknown>;

export interface RuleNode {
  kind: "rule";
  key: string;
  /** It must not be so. */
  isNot: boolean;
  rule: DraftRule;
}

export interface GroupNode {
  kind: "group";
  key: string;
  /** How many of its parts must be so. */
  match: "all" | "any" | "none";
  nodes: SegmentNode[];
}

/** The builder's picture of rules: "not" is said of a rule, or of a group as "none of". */
export type SegmentNode = RuleNode | GroupNode;

let made = 0;

/** Tells parts of the builder apart while they move; never shown and never stored. */
export function newKey(): string {
  made += 1;
  return `part-${made}`;
}

/** Rules as the builder shows them. */
export function builderOf(rules: Rules): GroupNode {
  const node = nodeOf(rules, false);
  return node.kind === "group" ? node : { kind: "group", key: newKey(), match: "all", nodes: [node] };
}

function nodeOf(rules: Rules, isNot: boolean): SegmentNode {
  if (isRule(rules)) return { kind: "rule", key: newKey(), isNot, rule: { ...rules } };
  if (rules.type === "not") return nodeOf(rules.rule, !isNot);
  const group = (match: GroupNode["match"], isEachNot: boolean): GroupNode => ({
    kind: "group",
    key: newKey(),
    match,
    nodes: rules.rules.map((it) => nodeOf(it, isEachNot)),
  });
  if (rules.type === "or") return group(isNot ? "none" : "any", false);
  // Not all of them: one at least is not so.
  return isNot ? group("any", true) : group("all", false);
}

/** What the builder holds, as rules are stored. Incomplete ones make what `problemsOf` complains of. */
export function rulesOf(node: SegmentNode, isRoot = true): unknown {
  if (node.kind === "rule") return node.isNot ? { type: "not", rule: node.rule } : node.rule;
  const rules = node.nodes.map((it) => rulesOf(it, false));
  // Without any rule it is everyone, whatever the first line says.
  if (node.match === "all" || (isRoot && rules.length === 0)) return { type: "and", rules };
  const some = { type: "or", rules };
  return node.match === "any" ? some : { type: "not", rule: some };
}

/** Which part of the builder a place in the stored rules is about. */
export function keyAt(node: SegmentNode, path: number[]): string {
  const [position, ...rest] = node.kind === "group" && node.match === "none" ? path.slice(1) : path;
  const inside = node.kind === "group" && position !== undefined ? node.nodes[position] : undefined;
  return inside ? keyAt(inside, rest) : node.key;
}
