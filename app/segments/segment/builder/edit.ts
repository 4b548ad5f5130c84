import { type GroupNode, newKey, type SegmentNode } from "./nodes.ts";

/** The tree with one of its parts changed. */
export function changed(root: GroupNode, key: string, change: (node: SegmentNode) => SegmentNode): GroupNode {
  return asGroup(
    through(root, (node) => [node.key === key ? change(node) : node]),
    root,
  );
}

/** The tree without one of its parts. */
export function without(root: GroupNode, key: string): GroupNode {
  return asGroup(
    through(root, (node) => (node.key === key ? [] : [node])),
    root,
  );
}

/** The tree with one of its parts twice, one after the other; and the key of the second. */
export function doubled(root: GroupNode, key: string): { root: GroupNode; key: string } {
  let second = key;
  const copy = (node: SegmentNode) => {
    const fresh = rekeyed(node);
    second = fresh.key;
    return fresh;
  };
  return {
    root: asGroup(
      through(root, (node) => (node.key === key ? [node, copy(node)] : [node])),
      root,
    ),
    key: second,
  };
}

/** The tree with a part more at the end of a group. */
export function extended(root: GroupNode, groupKey: string, node: SegmentNode): GroupNode {
  return changed(root, groupKey, (it) => (it.kind === "group" ? { ...it, nodes: [...it.nodes, node] } : it));
}

/** Each part in place of which `put` says what comes, groups before what is in them. */
function through(node: SegmentNode, put: (node: SegmentNode) => SegmentNode[]): SegmentNode[] {
  return put(node).map((it) =>
    it.kind === "group" ? { ...it, nodes: it.nodes.flatMap((inside) => through(inside, put)) } : it,
  );
}

function asGroup([node]: SegmentNode[], otherwise: GroupNode): GroupNode {
  return node?.kind === "group" ? node : otherwise;
}

function rekeyed(node: SegmentNode): SegmentNode {
  const key = newKey();
  return node.kind === "group" ? { ...node, key, nodes: node.nodes.map(rekeyed) } : { ...node, key };
}
