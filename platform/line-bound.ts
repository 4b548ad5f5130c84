const WINDOW_MS = 60_000;
/** Lines of one template in a minute. */
const MOST_LINES = 100;
/** Templates that are told apart; the lines of all others share one bound. */
const MOST_TEMPLATES = 300;

interface Template {
  written: number;
  withheld: number;
  /** Writes the last of those withheld. */
  last: (withheld: number) => void;
}

/**
 * Bounds how many lines of one message template are written in a minute. When the minute is over, the last of those withheld is
 * written after all; `withheld` says how many lines it stands for besides itself.
 */
export function boundLines(setTimer: (work: () => void, ms: number) => void = unrefTimer) {
  const templates = new Map<string, Template>();

  function endMinute(key: string, { withheld, last }: Template): void {
    templates.delete(key);
    if (withheld > 0) last(withheld - 1);
  }

  return function bound(words: string, write: (withheld: number) => void): void {
    const key = keyOf(words, templates);
    let template = templates.get(key);
    if (!template) {
      const begun: Template = { written: 0, withheld: 0, last: write };
      template = begun;
      templates.set(key, begun);
      setTimer(() => endMinute(key, begun), WINDOW_MS);
    }
    if (template.written < MOST_LINES) {
      template.written += 1;
      write(0);
      return;
    }
    template.withheld += 1;
    template.last = write;
  };
}

/** Words that differ in their numbers only are one template. */
function keyOf(words: string, templates: Map<string, Template>): string {
  const key = words.slice(0, 80).replaceAll(/\d+/g, "0");
  return templates.has(key) || templates.size < MOST_TEMPLATES ? key : "others";
}

function unrefTimer(work: () => void, ms: number): void {
  setTimeout(work, ms).unref();
}
