import { describe, expect, test } from "vitest";
import { understandReply } from "#domain/compliance/opt-out-words";
import { dutch } from "#domain/compliance/replies/collection/dutch";
import { english } from "#domain/compliance/replies/collection/english";
import { french } from "#domain/compliance/replies/collection/french";
import { german } from "#domain/compliance/replies/collection/german";
import { italian } from "#domain/compliance/replies/collection/italian";
import { polish } from "#domain/compliance/replies/collection/polish";
import { portuguese } from "#domain/compliance/replies/collection/portuguese";
import { spanish } from "#domain/compliance/replies/collection/spanish";

const collections = { english, spanish, french, german, italian, portuguese, dutch, polish };

describe.each(Object.entries(collections))("in %s", (_, { optOuts, unsure, harmless }) => {
  test.each(optOuts)("%j is an opt-out", (body) => {
    expect(understandReply(body).meaning).toBe("opt-out");
  });

  test.each(unsure)("%j goes to a person", (body) => {
    expect(understandReply(body).meaning).toBe("unsure");
  });

  test.each(harmless)("%j is talk", (body) => {
    expect(["conversation", "yes", "help"]).toContain(understandReply(body).meaning);
  });
});
