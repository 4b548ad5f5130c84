import { describe, expect, test } from "vitest";
import { understand } from "../opt-out-words.ts";
import { dutch } from "./collection/dutch.ts";
import { english } from "./collection/english.ts";
import { french } from "./collection/french.ts";
import { german } from "./collection/german.ts";
import { italian } from "./collection/italian.ts";
import { polish } from "./collection/polish.ts";
import { portuguese } from "./collection/portuguese.ts";
import { spanish } from "./collection/spanish.ts";

const collections = { english, spanish, french, german, italian, portuguese, dutch, polish };

describe.each(Object.entries(collections))("in %s", (_, { optOuts, unsure, harmless }) => {
  test.each(optOuts)("%j is an opt-out", (body) => {
    expect(understand(body).meaning).toBe("opt-out");
  });

  test.each(unsure)("%j goes to a person", (body) => {
    expect(understand(body).meaning).toBe("unsure");
  });

  test.each(harmless)("%j is talk", (body) => {
    expect(["conversation", "yes", "help"]).toContain(understand(body).meaning);
  });
});
