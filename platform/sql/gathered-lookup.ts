/** Asks for many keys with one question. */
export type Lookup<Key, Answer> = (key: Key) => Promise<Answer>;

interface Waiting<Key, Answer> {
  key: Key;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

const MOST_AT_ONCE = 500;

/**
 * Answers many concurrent questions with one look at the database: those that come while one is under way wait for it and
 * go together in the next. `ask` returns what answers each key.
 */
export function gatheredLookup<Key, Answer>(ask: (keys: Key[]) => Promise<(key: Key) => Answer>): Lookup<Key, Answer> {
  let queue: Waiting<Key, Answer>[] = [];
  let isAsking = false;

  async function askNext(): Promise<void> {
    isAsking = true;
    while (queue.length > 0) {
      const batch = queue.slice(0, MOST_AT_ONCE);
      queue = queue.slice(MOST_AT_ONCE);
      try {
        const answerOf = await ask(batch.map(({ key }) => key));
        for (const { key, resolve } of batch) resolve(answerOf(key));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isAsking = false;
  }

  return (key) =>
    new Promise((resolve, reject) => {
      queue.push({ key, resolve, reject });
      // The requests of this turn of the event loop go together.
      if (!isAsking) {
        isAsking = true;
        setImmediate(() => void askNext());
      }
    });
}
