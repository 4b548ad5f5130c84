/** What was seen in a stretch of a rehearsal, from outside: the carrier's own record, the store's answers, the database. */
export interface Seen {
  /** Milliseconds from the event to the carrier; of one that is still awaited, how long so far. */
  orderTexts: number[];
  /** From a reply that wants an answer to that answer at the carrier. */
  replies: number[];
  /** Events that the store or the carrier told us of, and those that were not accepted however often they were told. */
  told: number;
  refused: number;
  /** Marketing texts outside 8:00 to 21:00 of the recipient's own clock. */
  atForbiddenHour: number;
  /** Texts that the carrier got more than once. */
  twice: number;
  /** Marketing texts that came after the answer to the recipient's STOP. */
  afterStop: number;
  /** Order texts and answers that never came; counted when the day is over. */
  lost: number;
}

export type Objective = "order-texts" | "replies" | "intake" | "forbidden-hour" | "twice" | "after-stop" | "lost";

export interface Breach {
  objective: Objective;
  /** What was seen, with the limit. */
  sentence: string;
  lookAt: string;
}

const ON_TIME_MS = 1_000;
/** Of a hundred texts one may be late, of ten thousand events one may be refused. */
const LATE_SHARE = 0.01;
const REFUSED_SHARE = 0.0001;
/** One or two late texts are a hiccup of the machine, however few texts there were. */
const FEWEST_LATE = 3;

const LOOK_AT: Record<Objective, string> = {
  "order-texts":
    "whether a worker serves dispatch-transactional and intake-webhook, then the age of both, then the provider's answers",
  replies: "whether a worker serves dispatch-reply and intake-inbound, then the age of both",
  intake: "the web processes and the database: intake is refused only while one of them is away",
  "forbidden-hour": "the rules of the recipient's state (domain/compliance), and the clocks of the workers' machines",
  twice: "the texts' claims: two hand-offs of one text mean that a claim was given out twice",
  lost: "the messages of the people concerned: `Why texted or not` names the reason of each",
  "after-stop": "the recalls: a worker that does not read them sends what was claimed before the STOP",
};

/** The objectives that do not hold in what was seen, the gravest first. */
export function breachesIn(seen: Seen): Breach[] {
  const { told, refused } = seen;
  return [
    ...never("lost", seen.lost, "order texts and answers never came"),
    ...never("twice", seen.twice, "texts reached the carrier twice"),
    ...never("after-stop", seen.afterStop, "marketing texts were sent after a STOP"),
    ...never("forbidden-hour", seen.atForbiddenHour, "marketing texts were sent at a forbidden hour"),
    ...(refused > told * REFUSED_SHARE
      ? [breach("intake", `${number(refused)} of ${number(told)} events were refused: more than one in 10,000.`)]
      : []),
    ...late("order-texts", seen.orderTexts, "order texts"),
    ...late("replies", seen.replies, "answers to replies"),
  ];
}

/** Whether something came too late, for which a resource that is used up may be the reason. */
export function isAboutTime({ objective }: Breach): boolean {
  return objective === "order-texts" || objective === "replies" || objective === "intake";
}

function never(objective: Objective, count: number, what: string): Breach[] {
  return count > 0 ? [breach(objective, `${number(count)} ${what}.`)] : [];
}

function late(objective: Objective, delays: number[], what: string): Breach[] {
  const count = delays.filter((ms) => !(ms < ON_TIME_MS)).length;
  if (count < FEWEST_LATE || count <= delays.length * LATE_SHARE) return [];
  return [
    breach(objective, `${number(count)} of ${number(delays.length)} ${what} took a second or longer: more than 1 %.`),
  ];
}

function breach(objective: Objective, sentence: string): Breach {
  return { objective, sentence, lookAt: LOOK_AT[objective] };
}

function number(value: number): string {
  return Math.round(value).toLocaleString("en");
}
