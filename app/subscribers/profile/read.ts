import type { Merchant } from "#app/authenticate";
import { unsubscribeLink } from "#domain/consent/unsubscribe-link";
import { wordsOf } from "#domain/messages/explain/describe-reason";
import { formatPhone } from "#domain/subscribers/format-phone";
import { personName } from "#domain/subscribers/person-name";
import { subscriberProfile } from "#domain/subscribers/profile";
import { refuseVerb } from "#domain/team/refuse";
import { readTimeline } from "#domain/timeline/read";
import { formatTime } from "../../ui/local-time.tsx";
import { storyLine } from "./story-line.ts";

/**
 * One of the shop's subscribers, and a page of the story (`before` is the cursor). Null when there is none. Who can't see conversations
 * gets none of their words, and who can't opt people out gets no link that does.
 */
export async function readProfile({ shopId, shop, ctx, staff }: Merchant, subscriberId: string, before: string | null) {
  const inZone = (at: Date) => formatTime(at, shop.timeZone ?? "UTC");
  const [profile, timeline] = await Promise.all([
    subscriberProfile(ctx.db, shopId, subscriberId),
    readTimeline(ctx.db, { shopId, subscriberId }, { before, formatTime: inZone, words: wordsOf(ctx.providers) }),
  ]);
  if (!profile) return null;
  const phone = formatPhone(profile.phone);
  const may = (verb: "conversation.read" | "subscriber.opt-out") => refuseVerb(staff.role, verb) === null;
  const showsWords = may("conversation.read");
  return {
    profile,
    phone,
    unsubscribeUrl: may("subscriber.opt-out") ? unsubscribeLink(ctx, { shopId, subscriberId }) : null,
    name: personName(profile),
    story: timeline.entries.map((entry) => storyLine(entry, inZone, { showsWords })),
    older: timeline.next,
    isFirstPage: before === null,
  };
}

export type ProfileData = NonNullable<Awaited<ReturnType<typeof readProfile>>>;
