import { listConfig } from "#domain/flows/steps/list-membership";
import { addToLists, type Membership, removeFromLists } from "#domain/segments/lists/many-lists";
import type { Action, ActionItem } from "./action.ts";

/** Puts people on the list. One that was deleted, or is another shop's, takes no one. */
export const addToListAction: Action = {
  holdsPeople: true,
  async run(tx, ctx, items) {
    await addToLists(tx, ctx, items.flatMap(membershipOf));
    return {};
  },
};

export const removeFromListAction: Action = {
  holdsPeople: true,
  async run(tx, _ctx, items) {
    await removeFromLists(tx, items.flatMap(membershipOf));
    return {};
  },
};

function membershipOf({ shopId, subscriberId, config }: ActionItem): Membership[] {
  const { listId } = listConfig.parse(config);
  return listId === null ? [] : [{ shopId, listId, subscriberId }];
}
