import type { Merchant } from "#app/authenticate";
import { disclosureOf } from "#domain/keywords/disclosure";
import { lastDayOf } from "#domain/keywords/end-date";
import { type Keyword, mainWord } from "#domain/keywords/keyword";
import { findKeyword, flowsStartedBy } from "#domain/keywords/list-keywords";
import { smsLink, smsQrContents } from "#domain/keywords/sms-link";
import { listsToChoose } from "#domain/segments/lists/read";
import { senderFor } from "#domain/senders/choose";
import { factsOf } from "#domain/senders/facts-of";
import { readSettings } from "#domain/shops/settings";
import { fingerprintOf } from "#platform/fingerprint";
import { qrCode } from "#platform/qr-code";

/** A keyword as its page shows it, or (id null) the form of a new one. Null when the shop has no keyword with that ID. */
export async function readKeywordPage(
  { ctx, shopId, shop }: Pick<Merchant, "ctx" | "shopId" | "shop">,
  id: string | null,
) {
  const [keyword, lists, sender, settings] = await Promise.all([
    id === null ? null : findKeyword(ctx.db, shopId, id),
    listsToChoose(ctx.db, shopId),
    senderFor(ctx.db, shopId),
    readSettings(ctx.db, shopId),
  ]);
  if (id !== null && keyword === null) return null;
  const brand = settings.brandName ?? shop.name ?? shop.domain.split(".")[0] ?? "";
  const timeZone = shop.timeZone ?? "UTC";
  return {
    ...{ id, lists, brand, timeZone, title: keyword ? mainWord(keyword) : "New keyword" },
    phone: sender?.phone ?? null,
    longestText: factsOf(ctx.providers, sender?.provider).limits.longestText,
    fields: fieldsOf(keyword, timeZone),
    version: keyword ? versionOf(keyword) : null,
    flows: keyword ? await flowsStartedBy(ctx.db, shopId, keyword.words) : [],
    invitation: keyword && sender ? invitationOf(keyword, { phone: sender.phone, brand, appUrl: ctx.appUrl }) : null,
  };
}

export type KeywordData = NonNullable<Awaited<ReturnType<typeof readKeywordPage>>>;

/** What another tab must not overwrite unseen. */
export function versionOf({ id: _, shopId: __, code: ___, ...details }: Keyword): string {
  return fingerprintOf(details);
}

function fieldsOf(keyword: Keyword | null, timeZone: string) {
  const { hours = null, endsAt = null } = keyword ?? {};
  return {
    words: keyword?.words.join(", ") ?? "",
    answer: keyword?.answer ?? "",
    closedAnswer: keyword?.closedAnswer ?? "",
    hasHours: hours !== null,
    days: (hours?.days ?? [1, 2, 3, 4, 5]).map(String),
    opens: clockOf(hours?.opensMinute ?? 9 * 60),
    closes: clockOf(hours?.closesMinute ?? 17 * 60),
    tag: keyword?.tag ?? "",
    listId: keyword?.listId ?? "",
    joins: keyword?.joins ?? false,
    asksFirst: keyword?.asksFirst ?? false,
    endsOn: endsAt ? lastDayOf(endsAt, timeZone) : "",
  };
}

/** 540 is "09:00". Midnight at the end of a day is shown as its last minute, which a time field can hold. */
function clockOf(minute: number): string {
  const shown = Math.min(minute, 1_439);
  return `${String(Math.floor(shown / 60)).padStart(2, "0")}:${String(shown % 60).padStart(2, "0")}`;
}

function invitationOf(keyword: Keyword, { phone, brand, appUrl }: { phone: string; brand: string; appUrl: string }) {
  const word = mainWord(keyword);
  return {
    word,
    qr: qrCode(smsQrContents(phone, word)),
    link: smsLink(phone, word),
    page: keyword.joins ? `${appUrl}/j/${keyword.code}` : null,
    disclosure: keyword.joins ? disclosureOf({ word, brand, phone }) : null,
  };
}
