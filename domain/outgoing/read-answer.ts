import { storableJson, storableText } from "#platform/sql/storable";

/** Deeper JSON is kept as the text it is: writing it again would take a stack as deep as it. */
const DEEPEST = 32;
/** Of an answer that is no JSON: enough to see what it is. */
const LONGEST_TEXT = 2_000;

/** What an answer says, as JSON that PostgreSQL takes; null when it says nothing. What isn't JSON, or was cut short, is a text. */
export function readAnswer(body: string, isCut: boolean): unknown {
  if (body.trim() === "") return null;
  const parsed = isCut ? undefined : parseBody(body);
  if (parsed === undefined) return storableText(body.slice(0, LONGEST_TEXT));
  return JSON.parse(storableJson({ parsed })).parsed;
}

function parseBody(body: string): unknown {
  if (deepestIn(body) > DEEPEST) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** At least as deep as the JSON is: brackets in strings count, too. */
function deepestIn(body: string): number {
  let depth = 0;
  let deepest = 0;
  for (const char of body) {
    if (char === "[" || char === "{") depth += 1;
    if (char === "]" || char === "}") depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
