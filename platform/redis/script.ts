import { readFileSync } from "node:fs";
import type { Redis } from "./redis.ts";

type Scripted<Reply> = Record<string, (key: string, ...args: (string | number)[]) => Promise<Reply>>;

/**
 * A Lua script in a file beside the module, as a function of one key and its arguments. Redis keeps scripts by their hash:
 * the text is sent again only when it has been emptied. The reply is what the script's header says.
 */
export function scriptFile<Reply>(
  redis: Redis,
  from: string,
  path: `./${string}.lua`,
): (key: string, ...args: (string | number)[]) => Promise<Reply> {
  const name = path.slice(2, -".lua".length);
  redis.defineCommand(name, { numberOfKeys: 1, lua: readFileSync(new URL(path, from), "utf8") });
  const scripted = redis as unknown as Scripted<Reply>; // defineCommand adds the method at run time
  return (key, ...args) => {
    const run = scripted[name];
    if (!run) throw new Error(`Redis has no command ${name}.`);
    return run.call(redis, key, ...args);
  };
}
