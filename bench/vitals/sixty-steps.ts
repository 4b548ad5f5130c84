import type { FlowDocument, Step } from "#domain/flows/definition/document";

const LEAVES = 8;

/** A flow of sixty steps as a merchant might build one: three levels of branches, texts and waits on every path. */
export function sixtySteps(): FlowDocument {
  let made = 0;
  const step = (type: string, config: object, arms: Step["arms"] = {}): Step => {
    made += 1;
    return { id: `step-${made}`, type, config, arms };
  };
  const text = () =>
    step("send", {
      text: `Hi {{ customer.first_name | default: "there" }}, part ${made} of {{ shop.name }}: {{ link }}`,
    });
  const wait = () => step("wait", { minutes: 60 * ((made % 40) + 1) });
  const condition = { kind: "segment", rules: { type: "tags", match: "any", tags: ["vip"] } };
  let leaves = 0;
  function path(level: number): Step[] {
    if (level > 0)
      return [wait(), text(), step("branch", { condition }, { yes: path(level - 1), no: path(level - 1) })];
    leaves += 1;
    return [wait(), text(), wait(), text(), ...(leaves < LEAVES ? [step("tag", { tag: `reached-${leaves}` })] : [])];
  }
  return { purpose: "marketing", trigger: { kind: "subscribed" }, steps: path(3) };
}
