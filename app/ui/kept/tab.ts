/** Survives a reload and the Back button, and is no one's but this tab's. */
const KEY = "cartbell:tab";

let found: Promise<string> | undefined;

/** This tab's own name. A tab that was duplicated takes a new one: the lock tells that the name is in use. */
export function thisTab(): Promise<string> {
  found ??= claimName(rememberedName() ?? crypto.randomUUID());
  return found;
}

/** The names of all tabs that are open, this one among them. */
export async function openTabs(): Promise<Set<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.flatMap(({ name }) => (name?.startsWith(KEY) ? [name.slice(KEY.length + 1)] : [])));
}

async function claimName(name: string): Promise<string> {
  if (navigator.locks && !(await isFree(name))) return claimName(crypto.randomUUID());
  try {
    sessionStorage.setItem(KEY, name);
  } catch {
    // The browser keeps nothing for framed pages: the name lasts as long as this page.
  }
  return name;
}

/** Takes the lock for as long as the page lives, unless another tab has it. */
function isFree(name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(`${KEY}:${name}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock ? new Promise<void>(() => {}) : undefined;
      })
      .catch(reject);
  });
}

function rememberedName(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
