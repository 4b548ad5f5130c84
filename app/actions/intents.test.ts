import { expect, test } from "vitest";
import type { Access } from "#app/access/access";
import { UserError } from "#domain/user-error";
import { answerAction } from "./answer.ts";
import { done, intents, leadsTo, shows } from "./intents.ts";

const names = ["save", "copy", "delete", "fail"];
const access = {
  page: { see: "page.see", intents: Object.fromEntries(names.map((name) => [name, "page.see"])) },
  person: { id: "42", name: null, isAccountOwner: true, role: "owner" },
} as unknown as Access; // what verbs that the audit log doesn't note read of it

const act = intents<{ access: Access; name: string }>({
  save: async ({ name }, form) => done(`${name} is now ${form.get("to")}`),
  copy: async ({ name }) => leadsTo(`/copies/${name}`, "Copied"),
  delete: async () => {
    throw new UserError("campaign-name-empty", "Enter a name.", "name");
  },
  fail: async () => {
    throw new Error("no database");
  },
});

function posted(fields: Record<string, string>): Request {
  return new Request("https://cartbell.test/", { method: "POST", body: new URLSearchParams(fields) });
}

const answer = (fields: Record<string, string>) => answerAction(act, { access, name: "sale" }, posted(fields));

test("a form without an intent is saved, and a button's intent picks what is done", async () => {
  expect(await answer({ to: "red" })).toEqual({ ok: true, said: "sale is now red" });
  expect(await answer({ intent: "copy" })).toEqual({ ok: true, said: "Copied", leadsTo: "/copies/sale" });
});

test.each(["archive", "", "constructor", "__proto__"])(
  "the unknown intent %j is refused with a 400",
  async (intent) => {
    await expect(answer({ intent })).rejects.toMatchObject({ status: 400 });
  },
);

test("what a merchant can fix is answered by its field, and a defect is thrown", async () => {
  expect(await answer({ intent: "delete" })).toEqual({ ok: false, errors: { name: "Enter a name." } });
  await expect(answer({ intent: "fail" })).rejects.toThrow("no database");
});

test("an answer can carry what the page asked to see", async () => {
  const look = intents<{ access: Access }, number>({ save: async () => shows(7) });
  expect(await answerAction(look, { access }, posted({}))).toEqual({ ok: true, said: "", shown: 7 });
});
