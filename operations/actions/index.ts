import { accountActions } from "./accounts.ts";
import { deadActions } from "./dead.ts";
import { flagActions } from "./flags.ts";
import type { PanelAction } from "./panel-action.ts";
import { pausing } from "./pausing.ts";
import { processActions } from "./processes.ts";
import { unknownActions } from "./unknowns.ts";

/** Everything that the panel does to the installation, by the name in its address: /operations/act/<name>. */
export const actions = {
  ...pausing,
  ...processActions,
  ...deadActions,
  ...unknownActions,
  ...flagActions,
  ...accountActions,
} satisfies Record<string, PanelAction>;

export type ActionName = keyof typeof actions;

/** Null for a name that is no action. */
export function actionNamed(name: string): PanelAction | null {
  return Object.hasOwn(actions, name) ? actions[name as ActionName] : null; // a key of the table
}
