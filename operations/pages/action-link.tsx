import { allows } from "#domain/operators/roles";
import { type ActionName, actions } from "#operations/actions/index";
import type { Target } from "#operations/actions/panel-action";
import type { Operator } from "#operations/session/admit";

interface ActionLinkProps {
  operator: Operator;
  action: ActionName;
  target?: Target;
  /** The verb on the link: "Pause". */
  label: string;
  /** What it is done to, for people who hear the link alone: "queue import". */
  of: string;
  isDanger?: boolean;
}

/** Leads to an action's page; nothing for an operator who may not do it. */
export function ActionLink({ operator, action, target = {}, label, of, isDanger = false }: ActionLinkProps) {
  if (!allows(operator.role, actions[action].needs)) return null;
  const given = Object.entries(target).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const query = given.length > 0 ? `?${new URLSearchParams(given)}` : "";
  const address = `/operations/act/${action}${query}`;
  return (
    <a
      className={isDanger ? "button danger" : "button"}
      href={address}
      data-key={address}
      aria-label={`${label} ${of}`}
    >
      {label}
    </a>
  );
}
