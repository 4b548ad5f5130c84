import { describe, expect, test } from "vitest";
import { ignoredBecause } from "./is-human.ts";

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
const ANDROID =
  "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";
const IN_APP =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/20G75 [FBAN/FBIOS;FBAV/430]";
const IMESSAGE =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0";
const visit = { method: "GET", userAgent: IPHONE, purpose: null };

describe("a tap counts", () => {
  test.each([IPHONE, ANDROID, IN_APP])("%s", (userAgent) => {
    expect(ignoredBecause({ ...visit, userAgent })).toBeNull();
  });
});

describe("what no one tapped does not", () => {
  test.each([
    ["iMessage's preview", { userAgent: IMESSAGE }, "link-preview"],
    ["WhatsApp's preview", { userAgent: "WhatsApp/2.23.20.0 A" }, "link-preview"],
    ["Slack's preview", { userAgent: "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)" }, "link-preview"],
    ["Telegram's preview", { userAgent: "TelegramBot (like TwitterBot)" }, "link-preview"],
    ["Viber's preview", { userAgent: "Viber/13" }, "link-preview"],
    [
      "Snapchat's preview",
      { userAgent: "snap-url-preview-service; bot; snapchat; https://developers.snap.com/robots" },
      "link-preview",
    ],
    [
      "a search engine",
      { userAgent: "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" },
      "bot",
    ],
    ["a mail scanner", { userAgent: "Proofpoint URL Defense" }, "bot"],
    ["an app's own HTTP library", { userAgent: "Dalvik/2.1.0 (Linux; U; Android 13)" }, "bot"],
    ["a command line", { userAgent: "curl/8.5.0" }, "bot"],
    ["nobody in particular", { userAgent: " " }, "no-user-agent"],
    ["a request for the headers only", { method: "HEAD" }, "head-request"],
    ["a browser that fetches ahead", { purpose: "prefetch" }, "prefetch"],
    ["a browser that renders ahead", { purpose: "prefetch;prerender" }, "prefetch"],
    ["Safari's top-sites preview", { purpose: "preview" }, "prefetch"],
  ])("%s", (_name, part, because) => {
    expect(ignoredBecause({ ...visit, ...part })).toBe(because);
  });
});
