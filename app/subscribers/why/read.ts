import { noteSeen } from "#app/access/access";
import type { Merchant } from "#app/authenticate";
import { explainCampaign } from "#domain/campaigns/report/explain";
import { campaignNames } from "#domain/campaigns/report/find";
import { explainFlow } from "#domain/flows/report/explain";
import { flowNames } from "#domain/flows/report/find";
import { wordsOf } from "#domain/messages/explain/describe-reason";
import { explainText } from "#domain/messages/explain/explain";
import { type Finding, storedFindings } from "#domain/messages/explain/explain-findings";
import { explainIfSent, hasLeft } from "#domain/messages/explain/explain-if-sent";
import { type ExplainedPerson, explainedNumber, explainedSubscriber } from "#domain/messages/explain/explain-person";
import { formatDollars } from "#domain/spending/dollars";
import { formatPhone } from "#domain/subscribers/format-phone";
import { personName } from "#domain/subscribers/person-name";
import { toPhoneNumber } from "#domain/subscribers/phone-number";
import { UserError } from "#domain/user-error";
import { isId } from "#platform/ids";
import { formatTime } from "../../ui/local-time.tsx";
import { type RuleLine, ruleLine } from "./rule-line.ts";

/** One rule's answer as the page shows it. */
export interface FindingLine extends Omit<Finding, "rules" | "until"> {
  rules: RuleLine[];
}

export interface Choice {
  label: string;
  /** "campaign:<id>" or "flow:<id>". */
  value: string;
}

const LATEST = 50;

/** The page: what can be asked about, and, when the address names them, a subscriber and what it is asked of. Null when they are not the shop's. */
export async function readPage(who: Merchant, { person: id, of }: { person: string | null; of: string }) {
  const choices = await readChoices(who);
  if (id === null) return { choices, of, person: null, why: null };
  const person = await readPerson(who, id);
  if (!person) return null;
  const why = of === "" ? null : await readWhy(who, person, of);
  if (of !== "" && why === null) return null;
  // A link from a report or a profile shows the person without a form.
  await noteSeen({ ...who.access, subjectId: id }, "subscriber.explain");
  return { choices, of, person: personLine(person), why };
}

export type WhyPageData = NonNullable<Awaited<ReturnType<typeof readPage>>>;

/** A person and the answer about them. */
export interface Explained {
  person: ReturnType<typeof personLine>;
  why: WhyData;
}

/** What can be asked about: every flow, and the latest campaigns. */
async function readChoices({ shopId, ctx }: Merchant): Promise<{ campaigns: Choice[]; flows: Choice[] }> {
  const [campaigns, flows] = await Promise.all([campaignNames(ctx.db, shopId, LATEST), flowNames(ctx.db, shopId)]);
  return {
    campaigns: campaigns.map(({ id, name }) => ({ label: name, value: `campaign:${id}` })),
    flows: flows.map(({ id, name }) => ({ label: name, value: `flow:${id}` })),
  };
}

/** The subscriber whom the address names. Null when it names none of the shop's. */
async function readPerson({ shopId, ctx }: Merchant, id: string): Promise<ExplainedPerson | null> {
  return isId(id) ? explainedSubscriber(ctx.db, shopId, id) : null;
}

/** The person with this number, as it was typed. Rejects invalid numbers, by the field. */
export async function readTyped({ shopId, shop, ctx }: Merchant, typed: string): Promise<ExplainedPerson> {
  const phone = toPhoneNumber(typed, shop.country);
  if (phone === null)
    throw new UserError("phone-wrong", "Enter a valid phone number, such as (212) 555-0123.", "phone");
  return explainedNumber({ db: ctx.db, hashPhone: ctx.hashPhone }, shopId, phone, ctx.clock.now());
}

/** Everything about one person and one campaign or flow. Null when `of` names nothing of the shop's. */
export async function readWhy({ shopId, shop, ctx }: Merchant, person: ExplainedPerson, of: string) {
  const [kind, id = ""] = of.split(":");
  if (!isId(id)) return null;
  const now = ctx.clock.now();
  const inZone = (at: Date) => formatTime(at, shop.timeZone ?? "UTC");
  const onDay = (at: Date) => formatTime(at, shop.timeZone ?? "UTC", "date");
  const explain = kind === "flow" ? explainFlow : explainCampaign;
  const source = await explain(ctx.db, shopId, id, person.subscriberId, now, inZone);
  if (!source) return null;
  const { isStopped, now: explained } = await explainIfSent(ctx, shopId, { source, person }, inZone);
  return {
    of,
    kind: source.kind,
    name: source.name,
    isStopped,
    hasLeft: hasLeft(source.texts),
    now: explained && {
      ...explained,
      nextAt: explained.nextAt?.toISOString() ?? null,
      findings: explained.findings.map((finding) => findingLine(finding, onDay)),
      text: explained.text && { ...explained.text, price: formatDollars(explained.text.priceMicros) },
    },
    texts: source.texts.map((text) => ({
      id: text.id,
      state: text.state,
      at: text.handedAt ?? text.createdAt,
      outcome: explainText(text, inZone, wordsOf(ctx.providers)),
      body: text.body,
      findings: storedFindings(text.why, inZone).map((finding) => findingLine(finding, onDay)),
    })),
  };
}

export type WhyData = NonNullable<Awaited<ReturnType<typeof readWhy>>>;

/** How the page names a person. */
export function personLine({ subscriberId, recipient }: ExplainedPerson) {
  const phone = formatPhone(recipient.phone);
  return { subscriberId, phone: recipient.phone === null ? "" : phone, name: personName(recipient) };
}

function findingLine({ rules, until: _, ...finding }: Finding, onDay: (at: Date) => string): FindingLine {
  return { ...finding, rules: rules.map((rule) => ruleLine(rule, onDay)) };
}
