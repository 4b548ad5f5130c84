import type { Merchant } from "#app/authenticate";
import { unsubscribeLink } from "#domain/consent/unsubscribe-link";
import { wordsOf } from "#domain/messages/explain/describe-reason";
import { formatPhone } from "#domain/subscribers/format-phone";
import { personName } from "#domain/subscribers/person-name";
import { subscriberProfile } from "#domain/subscribers/profile";
import { readTimeline } from "#domain/timeline/read";
import { formatTime } from "../../ui/local-time.tsx";
import { storyLine } from "./story-line.ts";

/** One of the shop's subscribers, and a page of the story (`before` is the cursor). Null when there is none. */
export async function readProfile({ shopId, shop, ctx }: Merchant, subscriberId: string, before: string | null) {
  const inZone = (at: Date) => formatTime(at, shop.timeZone ?? "UTC");
  const [profile, timeline] = await Promise.all([
    subscriberProfile(ctx.db, shopId, subscriberId),
    readTimeline(ctx.db, { shopId, subscriberId }, { before, formatTime: inZone, words: wordsOf(ctx.providers) }),
  ]);
  if (!profile) return null;
  const phone = formatPhone(profile.phone);
  return {
    profile,
    phone,
    unsubscribeUrl: unsubscribeLink(ctx, { shopId, subscriberId }),
    name: personName(profile),
    story: timeline.entries.map((entry) => storyLine(entry, inZone)),
    older: timeline.next,
    isFirstPage: before === null,
  };
}

export type ProfileData = NonNullable<Awaited<ReturnType<typeof readProfile>>>;
