import { perMinute, type Shape } from "../shapes/shape.ts";

export type Telling = "order" | "cart" | "STOP" | "HELP" | "talk";

export interface PacedHour {
  hour: number;
  /** How long the hour lasts when it is played. Rates stay what they are; there is less of everything. */
  seconds: number;
  times: number;
}

/** What is to be told from one moment of a played hour to the next. */
export interface Pacer {
  /** `campaignTexts` have left since the last time: some of those who got one write back. */
  next(second: number, campaignTexts: number): Telling[];
}

/** Spreads the hour's events as its minutes have them; fractions are kept, so that rare events come too. */
export function paceHour(shape: Shape, { hour, seconds, times }: PacedHour): Pacer {
  const owed: Record<Telling, number> = { order: 0, cart: 0, STOP: 0, HELP: 0, talk: 0 };
  const { stop, help, talk } = shape.repliesPerThousandTexts;
  let last = 0;

  function owe(telling: Telling, amount: number): Telling[] {
    owed[telling] += amount;
    const whole = Math.floor(owed[telling]);
    owed[telling] -= whole;
    return Array.from({ length: whole }, () => telling);
  }

  return {
    next(second, campaignTexts) {
      const minute = hour * 60 + Math.min(59, Math.floor((second / seconds) * 60));
      const minutes = ((second - last) / 60) * times;
      last = second;
      const thousands = campaignTexts / 1_000;
      return [
        ...owe("order", perMinute(shape.orders, minute, shape.firstTenMinutes) * minutes),
        ...owe("cart", perMinute(shape.carts, minute, shape.firstTenMinutes) * minutes),
        ...owe("STOP", stop * thousands),
        ...owe("HELP", help * thousands),
        ...owe("talk", talk * thousands),
      ];
    },
  };
}
