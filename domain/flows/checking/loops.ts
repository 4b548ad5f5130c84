import { everyStep, type FlowDocument } from "#domain/flows/definition/document";
import { entryRules } from "#domain/flows/definition/entry-rules";

/** How a flow can start others, and what starts it. Plain JSON: the editor compares its draft with the published flows. */
export interface FlowLinks {
  id: string;
  name: string;
  /** The tag that starts it; null for other triggers. */
  startedByTag: string | null;
  /** The flows that its steps start. */
  starts: string[];
  /** The tags that its steps add. */
  tags: string[];
}

export function linksOf({ id, name, document }: { id: string; name: string; document: FlowDocument }): FlowLinks {
  const { trigger, steps } = document;
  const { tag = "" } = entryRules(trigger).settings as { tag?: string };
  const configs = (type: string) =>
    everyStep(steps)
      .filter((step) => step.type === type)
      .map(({ config }) => config);
  return {
    id,
    name,
    startedByTag: trigger.kind === "customer-tagged" ? plain(tag) : null,
    // Parsed with the steps' own schemas.
    starts: configs("start-flow").flatMap((it) => (it as { flowId: string | null }).flowId ?? []),
    tags: configs("tag").map((it) => plain((it as { tag: string }).tag)),
  };
}

/** The names of the flows through which this flow can start itself, it at both ends: the shortest way. Null: it can't. */
export function loopThrough(flow: FlowLinks, others: FlowLinks[]): string[] | null {
  const all = [flow, ...others.filter(({ id }) => id !== flow.id)];
  const seen = new Set<string>();
  let ways: FlowLinks[][] = [[flow]];
  while (ways.length > 0) {
    const longer: FlowLinks[][] = [];
    for (const way of ways) {
      const last = way.at(-1) ?? flow;
      for (const next of all.filter((it) => canStart(last, it))) {
        if (next.id === flow.id) return [...way, flow].map(({ name }) => name);
        if (seen.has(next.id)) continue;
        seen.add(next.id);
        longer.push([...way, next]);
      }
    }
    ways = longer;
  }
  return null;
}

function canStart(one: FlowLinks, other: FlowLinks): boolean {
  return one.starts.includes(other.id) || (other.startedByTag !== null && one.tags.includes(other.startedByTag));
}

/** As the store compares tags. */
function plain(tag: string): string {
  return tag.trim().toLowerCase();
}
