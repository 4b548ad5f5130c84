import { setPropertyConfig } from "#domain/flows/steps/set-property";
import { readPropertyValue, toPropertyName } from "#domain/subscribers/properties/property";
import { type PropertyChange, setProperties } from "#domain/subscribers/properties/set";
import type { Action, ActionItem } from "./action.ts";

/** Gives people the value. What the shop's properties don't allow (another type, too many names) changes nothing. */
export const setPropertyAction: Action = {
  holdsPeople: true,
  async run(tx, ctx, items) {
    await setProperties(tx, ctx, items.flatMap(changeOf));
    return {};
  },
};

function changeOf({ shopId, subscriberId, config }: ActionItem): PropertyChange[] {
  const { name: typed, type, value: given, clears } = setPropertyConfig.parse(config);
  const name = toPropertyName(typed);
  const value = clears ? null : readPropertyValue(type, given);
  return name === null || (value === null && !clears) ? [] : [{ shopId, subscriberId, name, type, value }];
}
