import type { Action } from "./action.ts";
import { discountCodeAction } from "./discount-code.ts";
import { fetchAction } from "./fetch.ts";
import { addToListAction, removeFromListAction } from "./list-membership.ts";
import { notifyStaffAction } from "./notify-staff.ts";
import { setPropertyAction } from "./set-property.ts";
import { startFlowAction } from "./start-flow.ts";
import { tagAction, untagAction } from "./tag.ts";
import { webhookAction } from "./webhook.ts";

/** Every action, by the name of its step type (domain/flows/steps/registry.ts). */
const actions: Record<string, Action> = {
  tag: tagAction,
  untag: untagAction,
  "set-property": setPropertyAction,
  "add-to-list": addToListAction,
  "remove-from-list": removeFromListAction,
  "start-flow": startFlowAction,
  "discount-code": discountCodeAction,
  webhook: webhookAction,
  fetch: fetchAction,
  "notify-staff": notifyStaffAction,
};

/** The action of a step type. Throws for a type that declares one and has none here. */
export function actionOf(type: string): Action {
  const action = Object.hasOwn(actions, type) ? actions[type] : undefined;
  if (!action) throw new Error(`domain/flows/actions has no action for steps of the type ${type}.`);
  return action;
}
