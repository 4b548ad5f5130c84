/** Minutes after local midnight; a text may leave from `starts` on and before `ends`. */
export interface Hours {
  starts: number;
  ends: number;
}

/** Marketing hours of one jurisdiction. A day without hours is closed. Public holidays are not data yet. */
export interface HoursRule {
  /** What a merchant reads in the why-record. */
  name: string;
  /** "US" binds the whole country, "US-FL" one state, "FR" a country. */
  jurisdiction: string;
  weekdays: Hours;
  saturday: Hours | null;
  sunday: Hours | null;
  /** Most marketing texts to one person in any 24 hours. */
  textsPer24Hours?: number;
  /** firm: sources agree. weak: one source, or sources about calls. conflict: sources differ and this is the stricter. */
  confidence: "firm" | "weak" | "conflict";
  source: string;
  /** First local day on which we apply it, which may be later than the statute's own. */
  effectiveFrom: string;
}

export function hours(startHour: number, endHour: number): Hours {
  return { starts: startHour * 60, ends: endHour * 60 };
}
