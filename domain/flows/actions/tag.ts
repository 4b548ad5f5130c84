import { tagConfig } from "#domain/flows/steps/tag";
import { enterFlows } from "#domain/flows/walk/enter";
import { tagEvents } from "#domain/flows/walk/tag-events";
import { tagNamed } from "#domain/subscribers/tagging/tag-name";
import { type PersonTag, tagPeople, untagPeople } from "#domain/subscribers/tagging/tag-people";
import type { Action, ActionItem } from "./action.ts";

/** Gives people the tag and starts the flows that a new tag starts; their first steps are taken by the next job. */
export const tagAction: Action = {
  holdsPeople: true,
  async run(tx, ctx, items) {
    const tagged = await tagPeople(tx, ctx, items.map(tagOf));
    const entered = await enterFlows(tx, ctx, tagged.map(tagEvents));
    return { jobs: entered.length > 0 ? [{ name: "flow-timers", payload: {} }] : [] };
  },
};

/** Takes the tag from people. */
export const untagAction: Action = {
  holdsPeople: true,
  async run(tx, ctx, items) {
    await untagPeople(tx, ctx, items.map(tagOf));
    return {};
  },
};

function tagOf({ shopId, subscriberId, config }: ActionItem): PersonTag {
  return { shopId, subscriberId, tag: tagNamed(tagConfig.parse(config).tag) };
}
