import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { describeApi } from "#app/api/openapi/describe-api";
import { breakingChanges } from "../../../bin/api/breaking-changes.ts";
import { renderApiReference } from "../../../bin/api/reference.ts";
import { RELEASED_FILE as RELEASED, releasesInHistory } from "../../../bin/api/releases.ts";
import { ROOT } from "../../../bin/root.ts";

type Json = Record<string, unknown>;

const textOf = (path: string) => readFileSync(join(ROOT, path), "utf8");
const fileAt = (path: string) => JSON.parse(textOf(path)) as Json;
const described = describeApi("https://your-cartbell.example");

describe("the OpenAPI file", () => {
  test("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(described))).toMatchObject({ valid: true });
    expect(validator.version).toBe("3.1");
  });

  test("is the one that the code runs on, and so is the reference (npm run api-reference)", () => {
    expect(fileAt("docs/api/openapi-v1.json")).toEqual(JSON.parse(JSON.stringify(described)));
    expect(textOf("docs/api/reference.md")).toBe(renderApiReference());
  });

  test("breaks no program that was written for the last release", () => {
    expect(breakingChanges(fileAt(RELEASED), described)).toEqual([]);
  });

  test("and the released file only grows: neither it nor the code breaks a program that was written for any release", (it) => {
    const releases = releasesInHistory();
    it.skip(releases.length === 0, "there is no Git history here, which has the files of the releases");
    for (const { commit, file } of releases) {
      expect(breakingChanges(file, fileAt(RELEASED)), `${RELEASED} since ${commit}`).toEqual([]);
      expect(breakingChanges(file, described), `the code since ${commit}`).toEqual([]);
    }
  });
});

describe("what would break a program is found", () => {
  const api = (body: Json, answer: Json, more: Json = {}) => ({
    paths: {
      "/texts": {
        post: {
          ...more,
          requestBody: { content: { "application/json": { schema: body } } },
          responses: { 201: { content: { "application/json": { schema: answer } } } },
        },
      },
    },
  });
  const object = (properties: Json, required: string[] = []) => ({
    ...{ type: "object", properties, required, additionalProperties: false },
  });
  const text = { type: "string", maxLength: 100 };
  const state = { type: "string", enum: ["a", "b"] };
  const was = api(object({ body: text, state }, ["body"]), object({ id: text }, ["id"]));

  test.each([
    ["an operation that is gone", { paths: {} }],
    ["a field that is gone from the answer", api(object({ body: text, state }, ["body"]), object({}))],
    ["a field of the answer that may be absent", api(object({ body: text, state }, ["body"]), object({ id: text }))],
    ["another type", api(object({ body: text, state }, ["body"]), object({ id: { type: "number" } }, ["id"]))],
    [
      "a field that is required now",
      api(object({ body: text, state }, ["body", "state"]), object({ id: text }, ["id"])),
    ],
    [
      "a new required field",
      api(object({ body: text, state, to: text }, ["body", "to"]), object({ id: text }, ["id"])),
    ],
    ["a field that is no longer taken", api(object({ body: text }, ["body"]), object({ id: text }, ["id"]))],
    [
      "a shorter text",
      api(object({ body: { type: "string", maxLength: 99 }, state }, ["body"]), object({ id: text }, ["id"])),
    ],
    [
      "a word that is no longer taken",
      api(object({ body: text, state: { type: "string", enum: ["a"] } }, ["body"]), object({ id: text }, ["id"])),
    ],
    ["another scope", api(object({ body: text, state }, ["body"]), object({ id: text }, ["id"]), { "x-scope": "x" })],
  ])("%s", (_, is) => {
    expect(breakingChanges(was, is)).toHaveLength(1);
  });

  test.each([
    ["a new field in the answer", api(object({ body: text, state }, ["body"]), object({ id: text, at: text }, ["id"]))],
    ["a new optional field", api(object({ body: text, state, to: text }, ["body"]), object({ id: text }, ["id"]))],
    ["a longer text", api(object({ body: { type: "string" }, state }, ["body"]), object({ id: text }, ["id"]))],
  ])("and nothing is said of %s", (_, is) => {
    expect(breakingChanges(was, is)).toEqual([]);
  });
});
