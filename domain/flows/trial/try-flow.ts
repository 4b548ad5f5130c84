import type { Context } from "#domain/context";
import { checkTexts } from "#domain/flows/definition/check-texts";
import type { FlowDocument } from "#domain/flows/definition/document";
import { campaignName, type Subject } from "#domain/flows/definition/wording";
import { winnersOf } from "#domain/flows/experiments/read-winners";
import { blankFacts } from "#domain/flows/steps/walk-facts";
import { enteredBefore, entryObjection } from "./entry-verdict.ts";
import { type MadeUpEvent, madeUpSubject } from "./event.ts";
import { hadOrdered, lastEvent, realSubject } from "./last-event.ts";
import { type TrialPerson, type TrialSetting, trialSetting } from "./setting.ts";
import { type Trial, type TrialWalk, tryOut } from "./trial.ts";

/** What a merchant wants to see: who, what happens to them, when, and what comes of it. */
export interface TrialRequest extends Pick<TrialWalk, "imagined" | "answers"> {
  shopId: string;
  flow: { id: string; name: string };
  /** With its snippets' words. */
  document: FlowDocument;
  person: TrialPerson & { isFirstOrder?: boolean };
  event: { kind: "last" } | ({ kind: "made-up" } & MadeUpEvent);
  startsAt: Date;
}

export type Tried =
  /** The subscriber isn't the shop's. */
  | { kind: "no-person" }
  /** No event of this kind has happened to the person. */
  | { kind: "no-event" }
  | (Trial & {
      kind: "tried";
      /** IANA: the person's, else the shop's. */
      timeZone: string;
      /** Why the person wouldn't enter, a sentence; null when they would. The trial shows the path in any case. */
      objection: string | null;
      /** When they last entered, if the rule of re-entry keeps them out because of it. */
      enteredAt: Date | null;
    });

/** Walks a person through a flow as if the event happened at that time. Nothing is sent or kept. */
export async function tryFlow(
  ctx: Pick<Context, "db" | "providers" | "clock" | "shortLinkUrl">,
  request: TrialRequest,
): Promise<Tried> {
  const { shopId, flow, document, person, startsAt, imagined, answers } = request;
  const setting = await trialSetting(ctx, shopId, person, document);
  if (!setting) return { kind: "no-person" };
  await checkTexts(document);
  const about = await subjectOf(ctx, request, setting);
  if (!about) return { kind: "no-event" };
  const { recipient, known, timeZone, shop } = setting;
  const { subject } = about;
  const isReal = person.kind === "subscriber";
  const isFirstOrder = isReal
    ? !(await hadOrdered(ctx.db, shopId, person.id, startsAt, about.id))
    : (person.isFirstOrder ?? true);
  const facts = {
    ...blankFacts(startsAt),
    ...{ timeZone, flowId: flow.id, subscriberId: recipient.id, isFirstOrder },
    totalMicros: subject.totalMicros,
    event: subject.event?.properties ?? {},
    winners: await winnersOf(ctx.db, shopId, flow.id, document),
    ...known,
  };
  const campaign = campaignName(null, flow.name);
  const walker = { recipient, facts, shop, subject, campaign, imagined, answers, shortLinkUrl: ctx.shortLinkUrl };
  const who = { shopId, subscriberId: recipient.id, flowId: flow.id };
  return {
    kind: "tried",
    ...tryOut(document, walker, startsAt),
    timeZone,
    objection: entryObjection(document.trigger, facts),
    enteredAt: isReal ? await enteredBefore(ctx.db, who, document.trigger, startsAt) : null,
  };
}

async function subjectOf(
  { db }: Pick<Context, "db">,
  { shopId, document, event, person, startsAt }: TrialRequest,
  { ofShop, timeZone }: TrialSetting,
): Promise<{ id: string; subject: Subject } | null> {
  const shop = { ...ofShop, timeZone };
  if (event.kind === "made-up") return { id: "", subject: madeUpSubject(document, event, shop, startsAt) };
  const last = person.kind === "subscriber" ? await lastEvent(db, shopId, person.id, document.trigger.kind) : null;
  return last && { id: last.about, subject: await realSubject(db, shopId, last, shop) };
}
