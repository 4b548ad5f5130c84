import { propertyName } from "#domain/subscribers/properties/property";
import { templateEngine } from "./engine.ts";
import { parseTemplate } from "./render.ts";

/** A name that a text may use: {{ cart.total }}. */
export interface MergeTag {
  name: string;
  /** What it stands for, for the composer's menu. */
  label: string;
  /** What the preview shows in its place. */
  sample: string;
  /** Characters of its longest value; absent: see LONGEST_VALUE in check/shape.ts. */
  longest?: number;
  /** Every value has only characters of the basic SMS alphabet. */
  isPlain?: boolean;
  /** A list: what each of its items has, under names of its own. */
  each?: MergeTag[];
  /** The heading that it stands under in the composer's menu. */
  group?: string;
}

/** What the composer inserts for a tag: amounts and dates with their filter, a list as a loop over its first items. */
export function tagToInsert({ name, each }: MergeTag): string {
  if (each) return LIST.replace("LIST", name);
  if (name.endsWith(".price")) return `{{ ${name} | money }}`;
  return name.endsWith("_at") ? `{{ ${name} | date: "short" }}` : `{{ ${name} }}`;
}

const LIST =
  "{% for item in LIST limit: 3 %}{{ item.quantity }} x {{ item.title }}{% unless forloop.last %}, {% endunless %}{% endfor %}";

/** The tag with words for people without a value: {{ customer.first_name | default: "there" }}. */
export function withFallback(inserted: string, fallback: string): string {
  const words = fallback.replaceAll('"', "”").replaceAll(/[{}%]/g, "").trim();
  return words === "" || !inserted.startsWith("{{")
    ? inserted
    : inserted.replace(/ \}\}$/, ` | default: "${words}" }}`);
}

/** What is wrong with a tag, and what may be written instead. */
export function describeUnknownTag(name: string, known: MergeTag[]): string {
  return `{{ ${name} }} isn’t a valid merge tag here. Use one of ${known.map((tag) => tag.name).join(", ")}.`;
}

const PROPERTY_TAG = "customer.properties.";

/** {{ customer.properties.color }}: any property may be named. A person who doesn’t have it leaves a gap, which closes. */
function isPropertyTag(name: string): boolean {
  return name.startsWith(PROPERTY_TAG) && propertyName.safeParse(name.slice(PROPERTY_TAG.length)).success;
}

/** True when the text names a property of the person. */
export function namesProperty(text: string): boolean {
  return usedTags(text).some(isPropertyTag);
}

/** True when the text names {{ link }}. */
export function namesLink(text: string): boolean {
  return usedTags(text).includes("link");
}

/** Texts are few and asked about for each recipient. */
const KEPT = 500;
const known = new Map<string, string[]>();

/** The merge tags of a text as written, without doubles; none of one that cannot be parsed. */
function usedTags(text: string): string[] {
  let tags = known.get(text);
  if (!tags) {
    if (known.size >= KEPT) known.clear();
    tags = parseTags(text);
    known.set(text, tags);
  }
  return tags;
}

function parseTags(text: string): string[] {
  try {
    const segments = templateEngine.globalVariableSegmentsSync(parseTemplate(text));
    return [...new Set(segments.map((names) => names.map(String).join(".")))];
  } catch {
    // A template that does not parse is a problem of its own, with its own sentence (templateProblem).
    return [];
  }
}
