import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** Fields whose state lasts only as long as the page, and why that loses nothing. */
const NOT_KEPT: { [file: string]: string } = {
  "segments/segment/builder/fields/number-field.tsx": "Hands each number on to the rule, which is kept.",
  "segments/segment/builder/fields/several-field.tsx":
    "Holds the word that is being typed; each word added is kept with its rule.",
  "flows/report/range-picker.tsx": "Chooses the days of a report; nothing is sent.",
  "flows/steps/minutes-field.tsx": "Hands each time on to the draft, which is kept.",
  "flows/steps/wait-until-date-form.tsx": "Hands each number on to the draft, which is kept.",
  "flows/steps/branch/event-fields.tsx": "Hands each value on to the draft, which is kept.",
  "flows/editor/trial/imagined-fields.tsx": "Makes up a person for a trial; nothing is saved.",
  "settings/rules/rule-list.tsx": "Looks through what is on the page; nothing is sent.",
  "ui/text/merge-tag-menu.tsx": "Goes into the text with the tag, and the text is kept.",
  "subscribers/imports/upload/upload-card.tsx":
    "Says what kind of file is uploaded; a browser cannot keep the file itself.",
  "subscribers/export/export-card.tsx": "Chooses who is in a download; nothing is typed.",
  "settings/webhook/log-card.tsx": "Chooses from when events are sent again; nothing is typed.",
  "settings/api/key-card.tsx": "Chooses how long the old key still works; nothing is typed.",
};

const FIELD_VALUE = /\b(?:value|checked|queryValue)=\{(\w+)[}.]|\bselected=\{\[(\w+)\]\}/g;

const files = globSync("**/*.tsx", { cwd: "app" });

/** Names of states that a page forgets and that a field shows. */
function forgotten(source: string): string[] {
  const states = [...source.matchAll(/\bconst \[(\w+), \w+\] = useState\b/g)].map(([, name]) => name);
  const shown = [...source.matchAll(FIELD_VALUE)].map(([, value, selected]) => value ?? selected);
  return states.filter((name) => name !== undefined && shown.includes(name)).map(String);
}

describe("what is typed into a field is kept in the browser until the server has it", () => {
  test.each(files.filter((file) => !(file in NOT_KEPT)))("%s", (file) => {
    expect(forgotten(readFileSync(`app/${file}`, "utf8"))).toEqual([]);
  });

  test("and each exception is still one", () => {
    const needless = Object.keys(NOT_KEPT).filter(
      (file) => forgotten(readFileSync(`app/${file}`, "utf8")).length === 0,
    );
    expect(needless).toEqual([]);
  });
});

test.each([
  ['const [tag, setTag] = useState(""); <TextField value={tag} onChange={setTag} />', ["tag"]],
  ['const [of, setOf] = useState(""); <Select value={of.id} />', ["of"]],
  ["const [is, setIs] = useState(false); <Checkbox checked={is} />", ["is"]],
  ['const [who, setWho] = useState(""); <ChoiceList selected={[who]} />', ["who"]],
  ['const [tag, setTag] = useField("tag", ""); <TextField value={tag} onChange={setTag} />', []],
  ["const [isOpen, setOpen] = useState(false); <Popover active={isOpen} />", []],
])("a field with a state of its own is found: %s", (source, found) => {
  expect(forgotten(source)).toEqual(found);
});
