/** Minutes after local midnight; a text may leave from `starts` on and before `ends`. */
export interface Hours {
  starts: number;
  ends: number;
}

interface Row {
  /** Stable for good: why-records name it. */
  id: string;
  /** Raised whenever what the row says changes; with the id it names exactly what was applied. */
  version: number;
  /** What a merchant reads in the why-record. */
  name: string;
  /** "US" binds the whole country, "US-FL" one state, "FR" a country, "*" every country without a row of its own. */
  jurisdiction: string;
  /** firm: sources agree. weak: one source, or sources about calls. conflict: sources differ and this is the stricter. */
  confidence: "firm" | "weak" | "conflict";
  /** Keys of docs/compliance-sources.md, separated by spaces. */
  source: string;
  /** First local day on which we apply it, which may be later than the statute's own, or still ahead. */
  effectiveFrom: string;
  /** First local day on which it no longer applies; absent: no end is known. */
  effectiveUntil?: string;
  /** What the sources disagree about, or what a careful reader should know. */
  note?: string;
}

/** Marketing hours of one jurisdiction. A day without hours is closed. */
export interface HoursRule extends Row {
  kind: "hours";
  weekdays: Hours | null;
  saturday: Hours | null;
  sunday: Hours | null;
}

/** No marketing texts on public holidays. */
export interface HolidayRule extends Row {
  kind: "holidays";
  /** Whose holidays: "US-AL", "FR". One day in any of them closes. */
  calendars: string[];
}

/** Most marketing texts to one person in any so many hours. */
export interface CapRule extends Row {
  kind: "cap";
  texts: number;
  hours: number;
}

/** What must be done about an opt-out or a sign-up. The code that does it names the row. */
export interface DutyRule extends Row {
  kind: "duty";
  /** One sentence. */
  says: string;
  /** The number in the sentence, when it has one. */
  limit?: { amount: number; unit: "minutes" | "hours" | "business-days" | "years" | "texts" };
  /** Words that revoke by themselves. */
  words?: string[];
}

/** A rule that bounds when a text may leave. */
export type WindowRule = HoursRule | HolidayRule;
export type Rule = WindowRule | CapRule | DutyRule;

export function hours(startHour: number, endHour: number): Hours {
  return { starts: startHour * 60, ends: endHour * 60 };
}

/** The same hours on each day of the week. */
export function everyDay(span: Hours): Pick<HoursRule, "weekdays" | "saturday" | "sunday"> {
  return { weekdays: span, saturday: span, sunday: span };
}

/** Names a rule in the version that was applied. Why-records keep it. */
export type RuleRef = Pick<Row, "id" | "version" | "name">;

export function refTo({ id, version, name }: Rule): RuleRef {
  return { id, version, name };
}

/** "Washington [us-wa-hours@1]" */
export function citeRule({ name, id, version }: RuleRef): string {
  return `${name} [${id}@${version}]`;
}

/** Whether the rule binds on a local day ("2026-11-24"). */
export function isInForce({ effectiveFrom, effectiveUntil }: Rule, date: string): boolean {
  return date >= effectiveFrom && (effectiveUntil === undefined || date < effectiveUntil);
}
