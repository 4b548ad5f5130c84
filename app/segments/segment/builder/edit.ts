import { type GroupNode, newKey, type SegmentNode } from "./nodes.ts";

/** The tree with one of its parts changed. */
export function changeNode(root: GroupNode, key: string, change: (node: SegmentNode) => SegmentNode): GroupNode {
  return asGroup(
    mapChildren(root, (node) => [node.key === key ? change(node) : node]),
    root,
  );
}

/** The tree without one of its parts. */
export function removeNode(root: GroupNode, key: string): GroupNode {
  return asGroup(
    mapChildren(root, (node) => (node.key === key ? [] : [node])),
    root,
  );
}

/** The tree with one of its parts twice, one after the other; and the key of the second. */
export function copyNode(root: GroupNode, key: string): { root: GroupNode; key: string } {
  let second = key;
  const copy = (node: SegmentNode) => {
    const fresh = renewKeys(node);
    second = fresh.key;
    return fresh;
  };
  return {
    root: asGroup(
      mapChildren(root, (node) => (node.key === key ? [node, copy(node)] : [node])),
      root,
    ),
    key: second,
  };
}

/** The tree with a part more at the end of a group. */
export function addNode(root: GroupNode, groupKey: string, node: SegmentNode): GroupNode {
  return changeNode(root, groupKey, (it) => (it.kind === "group" ? { ...it, nodes: [...it.nodes, node] } : it));
}

/** Each part in place of which `put` says what comes, groups before what is in them. */
function mapChildren(node: SegmentNode, put: (node: SegmentNode) => SegmentNode[]): SegmentNode[] {
  return put(node).map((it) =>
    it.kind === "group" ? { ...it, nodes: it.nodes.flatMap((inside) => mapChildren(inside, put)) } : it,
  );
}

function asGroup([node]: SegmentNode[], otherwise: GroupNode): GroupNode {
  return node?.kind === "group" ? node : otherwise;
}

function renewKeys(node: SegmentNode): SegmentNode {
  const key = newKey();
  return node.kind === "group" ? { ...node, key, nodes: node.nodes.map(renewKeys) } : { ...node, key };
}
