import { expect, test } from "vitest";
import { readChanges, readForm, readStart } from "./form.ts";

function posted(given: Record<string, string> = {}): FormData {
  const form = new FormData();
  const fields = { name: "Sale", body: "Hi", linkUrl: "", audience: "all", tag: "", senderId: "", ...given };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test("a line end costs one character, however the browser posts it", async () => {
  expect((await readChanges(posted({ body: "Hi\r\nthere" }))).body).toBe("Hi\nthere");
});

test("nothing chosen is null, not an empty text", async () => {
  await expect(readChanges(posted())).resolves.toMatchObject({
    linkUrl: null,
    senderId: null,
    audience: { kind: "all" },
  });
});

test("an audience by tag needs its tag, and is told so at the tag's field", async () => {
  expect((await readChanges(posted({ audience: "tag", tag: " vip " }))).audience).toEqual({ kind: "tag", tag: "vip" });
  await expect(readChanges(posted({ audience: "tag", tag: " " }))).rejects.toThrowError(
    expect.objectContaining({ field: "tag" }),
  );
});

test("the audience that an earlier campaign did not reach stays as it is stored", async () => {
  await expect(readChanges(posted({ audience: "unsent" }))).resolves.not.toHaveProperty("audience");
});

test("a campaign is urgent when its box is ticked, and only then", async () => {
  expect((await readChanges(posted({ isUrgent: "true" }))).isUrgent).toBe(true);
  expect((await readChanges(posted())).isUrgent).toBe(false);
});

test("a campaign starts now, at an hour of the store, or at one of each recipient's own clock", async () => {
  expect(readStart(posted({ when: "now" }), "America/New_York")).toBe("now");
  const later = posted({ when: "later", date: "2026-11-27", time: "09:30" });
  expect(readStart(later, "America/New_York")).toEqual(new Date("2026-11-27T14:30:00Z"));
  const local = posted({ when: "local", date: "2026-11-27", time: "10:00:00" });
  expect(readStart(local, "America/New_York")).toEqual({ localTime: "2026-11-27T10:00" });
});

test("an audience by segment or list needs the one it is, and is told so at its field", async () => {
  const id = "0190c0de-0000-7000-8000-000000000001";
  expect((await readChanges(posted({ audience: "segment", segmentId: id }))).audience).toMatchObject({ segmentId: id });
  expect((await readChanges(posted({ audience: "list", listId: id }))).audience).toMatchObject({ listId: id });
  for (const [audience, field] of [
    ["segment", "segmentId"],
    ["list", "listId"],
  ] as const)
    await expect(readChanges(posted({ audience }))).rejects.toThrowError(expect.objectContaining({ field }));
});

const asked = { timeZone: "America/New_York", now: new Date("2026-11-27T15:00:00Z") };

test("everything that is wrong with a launch is said at once, each by its field", async () => {
  const wrong = { name: " ", body: "{% if %}", linkUrl: "sale", audience: "tag", spendCap: "much" };
  const past = { when: "later", date: "2026-11-26", time: "09:30" };
  await expect(readForm(posted({ ...wrong, ...past }), "launch", asked)).rejects.toThrowError(
    expect.objectContaining({
      all: expect.arrayContaining(
        ["name", "body", "linkUrl", "tag", "spendCap", "scheduledAt"].map((field) =>
          expect.objectContaining({ field }),
        ),
      ),
    }),
  );
});

test.each([
  [{ body: "" }, "body"],
  [{ body: "Hi {{ link }}" }, "linkUrl"],
  [{ body: "Hi", linkUrl: "https://shop.test" }, "body"],
  [{ when: "later", date: "2026-11-27", time: "09:30" }, "scheduledAt"],
  [{ when: "later", date: "2028-01-01", time: "09:30" }, "scheduledAt"],
  [{ when: "later", date: "", time: "" }, "scheduledAt"],
])("%j can be saved as a draft and not be launched", async (given, field) => {
  const form = posted({ when: "now", ...given });
  expect((await readForm(form, "save", asked)).start).toBeNull();
  await expect(readForm(form, "launch", asked)).rejects.toThrowError(expect.objectContaining({ field }));
});
