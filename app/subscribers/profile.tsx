import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { storyLine } from "#app/subscribers/profile/story-line";
import { optOutByMerchant } from "#domain/consent/opt-out-by-merchant";
import { formatPhone } from "#domain/subscribers/format-phone";
import { subscriberProfile } from "#domain/subscribers/profile";
import { readTimeline } from "#domain/timeline/read";
import { merchant } from "../authenticate.ts";
import { answerForm, type FormAnswer } from "../form-answer.ts";
import { idIn, notFound } from "../not-found.ts";
import { formatTime } from "../ui/local-time.tsx";
import { ProfilePage } from "./profile/profile-page.tsx";

/** One person: what happened between them and the shop, and what they agreed to. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { shopId, shop, ctx } = await merchant(request, context);
  const subscriberId = idIn(params, "subscriberId");
  const before = new URL(request.url).searchParams.get("before");
  const inZone = (at: Date) => formatTime(at, shop.timeZone ?? "UTC");
  const [profile, timeline] = await Promise.all([
    subscriberProfile(ctx.db, shopId, subscriberId),
    readTimeline(ctx.db, { shopId, subscriberId }, { before, formatTime: inZone }),
  ]);
  if (!profile) throw notFound();
  const phone = formatPhone(profile.phone);
  return {
    profile,
    phone,
    name: [profile.firstName, profile.lastName].filter(Boolean).join(" ") || phone,
    story: timeline.entries.map((entry) => storyLine(entry, inZone)),
    older: timeline.next,
    isFirstPage: before === null,
  };
}

export type ProfileData = Awaited<ReturnType<typeof loader>>;

export async function action({ request, context, params }: ActionFunctionArgs): Promise<FormAnswer> {
  const { shopId, ctx } = await merchant(request, context);
  const subscriberId = idIn(params, "subscriberId");
  const form = await request.formData();
  if (form.get("intent") !== "opt-out") throw new Response("This page can only opt somebody out.", { status: 400 });
  return answerForm(async () => {
    await optOutByMerchant(ctx, shopId, subscriberId);
    return "Marked as opted out";
  });
}

export default function Profile() {
  return <ProfilePage data={useLoaderData<typeof loader>()} />;
}
