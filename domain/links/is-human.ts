import { isbot } from "isbot";

/** What a request for a short link says about who made it. */
export interface Visit {
  method: string;
  userAgent: string | null;
  /** Sec-Purpose, or the older Purpose and X-Moz. */
  purpose: string | null;
}

export type IgnoredBecause = "head-request" | "prefetch" | "no-user-agent" | "link-preview" | "bot";

/**
 * Programs that fetch a link to show a card beside it, before anyone has touched it. iMessage's names no Apple product
 * at all but Facebook's and Twitter's crawlers, from the phone's own address
 * (https://peter.upfold.org.uk/blog/2019/02). The others name themselves: https://api.slack.com/robots,
 * https://developers.facebook.com/docs/sharing/webmasters/web-crawlers (also WhatsApp), https://developers.snap.com/robots.
 */
const PREVIEWS =
  /facebookexternalhit|facebot|whatsapp|slackbot|slack-imgproxy|telegrambot|discordbot|skypeuripreview|viber|snap-url-preview|signal-android|linkedinbot|twitterbot|kakaotalk-scrap|google web preview|google-pagerenderer|iframely|embedly|redditbot|pinterestbot|preview\//i;

/** HTTP libraries that the isbot list lets through: no browser calls itself by these names alone. */
const LIBRARIES = /^(dalvik|okhttp|java|go-http-client|python|curl|wget|node|undici|axios)\b/i;

/**
 * Null for a person's own tap; else why the visit is not counted. A prefetch or a prerender (Sec-Purpose: prefetch,
 * https://developer.mozilla.org/docs/Web/HTTP/Headers/Sec-Purpose) is the browser's guess, not the person's decision.
 */
export function ignoredBecause({ method, userAgent, purpose }: Visit): IgnoredBecause | null {
  if (method.toUpperCase() === "HEAD") return "head-request";
  if (purpose !== null && /prefetch|preview|prerender/i.test(purpose)) return "prefetch";
  if (userAgent === null || userAgent.trim() === "") return "no-user-agent";
  if (PREVIEWS.test(userAgent)) return "link-preview";
  if (LIBRARIES.test(userAgent) || isbot(userAgent)) return "bot";
  return null;
}
