import { describe, expect, test } from "vitest";
import { findKept, forgetKept, forgetOld, type Kept, type Place, putKept } from "./shelf.ts";

const place: Place = { shop: "fernhill.myshopify.com", form: "campaign", record: "/campaigns/1/edit" };
const kept = (at: number, body: string): Kept => ({ at, version: "1", values: { body } });
const nobody: ReadonlySet<string> = new Set();

/** As a browser's, with room for so many characters. */
function aShelf(room = Number.POSITIVE_INFINITY): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (place) => [...items.keys()][place] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem(key, value) {
      const used = [...items].reduce((sum, [name, text]) => sum + (name === key ? 0 : name.length + text.length), 0);
      if (used + key.length + value.length > room) throw new DOMException("full", "QuotaExceededError");
      items.set(key, value);
    },
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

describe("what was typed", () => {
  test("comes back in the same tab, whatever else is open", () => {
    const shelf = aShelf();
    putKept(shelf, place, "mine", kept(1, "Hello"));
    expect(findKept(shelf, place, "mine", new Set(["mine"]))?.values.body).toBe("Hello");
  });

  test("in a tab that was closed comes back in the next one, the latest first", () => {
    const shelf = aShelf();
    putKept(shelf, place, "earlier", kept(1, "Old"));
    putKept(shelf, place, "later", kept(2, "New"));
    expect(findKept(shelf, place, "mine", new Set(["mine"]))?.values.body).toBe("New");
    expect(findKept(shelf, place, "mine", new Set(["mine"]))?.values.body).toBe("New");
  });

  test("in a tab that is still open stays there", () => {
    const shelf = aShelf();
    putKept(shelf, place, "other", kept(1, "Theirs"));
    expect(findKept(shelf, place, "mine", new Set(["mine", "other"]))).toBeNull();
  });

  test.each<[string, Partial<Place>]>([
    ["shop", { shop: "bluebird.myshopify.com" }],
    ["record", { record: "/campaigns/2/edit" }],
    ["record with a similar name", { record: "/campaigns/1/edit:mine" }],
    ["form", { form: "segment" }],
  ])("is not another %s’s", (_what, other) => {
    const shelf = aShelf();
    putKept(shelf, place, "mine", kept(1, "Hello"));
    expect(findKept(shelf, { ...place, ...other }, "mine", nobody)).toBeNull();
  });

  test("is gone once the server has it", () => {
    const shelf = aShelf();
    putKept(shelf, place, "mine", kept(1, "Hello"));
    forgetKept(shelf, place, "mine");
    expect(findKept(shelf, place, "mine", nobody)).toBeNull();
  });

  test("is forgotten after a month", () => {
    const shelf = aShelf();
    putKept(shelf, place, "mine", kept(0, "Hello"));
    forgetOld(shelf, 29 * 24 * 3_600_000);
    expect(findKept(shelf, place, "mine", nobody)).not.toBeNull();
    forgetOld(shelf, 31 * 24 * 3_600_000);
    expect(findKept(shelf, place, "mine", nobody)).toBeNull();
  });
});

test("a full browser gives up what is oldest for what is typed now", () => {
  const shelf = aShelf(500);
  putKept(shelf, { ...place, record: "old" }, "mine", kept(1, "x".repeat(200)));
  expect(putKept(shelf, place, "mine", kept(2, "y".repeat(200)))).toBe(true);
  expect(findKept(shelf, place, "mine", nobody)?.values.body).toBe("y".repeat(200));
  expect(putKept(shelf, place, "mine", kept(3, "z".repeat(600)))).toBe(false);
});

test.each(["", "null", "7", "{", '{"at":"x"}', '{"at":1,"version":"","values":null}'])(
  "what no form left there is not read: %s",
  (text) => {
    const shelf = aShelf();
    putKept(shelf, place, "mine", kept(1, "Hello"));
    shelf.setItem(shelf.key(0) ?? "", text);
    expect(findKept(shelf, place, "mine", nobody)).toBeNull();
  },
);
