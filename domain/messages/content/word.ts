import type { Reason } from "#domain/messages/reason";
import type { Purpose, Wording } from "#domain/messages/source";
import type { PropertyValue } from "#domain/subscribers/properties/property";
import { boundedVariables, cutText } from "./bounded-variables.ts";
import { namesLink } from "./merge-tags.ts";
import { nameInText } from "./name-in-text.ts";
import { withOptOutLine } from "./opt-out-line.ts";
import { render } from "./render.ts";

export interface Addressee {
  firstName: string | null;
  lastName: string | null;
  /** Their properties by name, if the text names one. */
  properties?: Record<string, PropertyValue>;
}

export interface Link {
  code: string;
  targetUrl: string;
}

export type Worded =
  | { kind: "worded"; text: string; link: Link | null }
  /** `text`: of one that is too long, the whole of it. */
  | { kind: "failed"; because: Reason; detail: string; text?: string };

export interface WordingWays {
  brandName: string;
  /** No slash at the end. */
  shortLinkUrl: string;
  newCode: () => string;
  /** Characters of the longest text that may be sent: the provider refuses more. */
  longestText: number;
}

/** Liquid has a `size` for any object: a property of that name that is missing is nothing, too. */
const LIQUID_OWN = { size: null };

/** Characters of a store's name in a text: a shorter one can be set. */
const LONGEST_BRAND = 60;

/** The text as this person gets it: merge tags filled in, its own short link, the opt-out line where one is due. */
export function word(wording: Wording, purpose: Purpose, person: Addressee, ways: WordingWays): Worded {
  const { template, variables, linkUrl, locale } = wording;
  const link = linkUrl !== null && namesLink(template) ? { code: ways.newCode(), targetUrl: linkUrl } : null;
  const named = {
    ...variables,
    customer: {
      first_name: nameInText(person.firstName),
      last_name: nameInText(person.lastName),
      properties: { ...LIQUID_OWN, ...boundedVariables(person.properties ?? {}) },
    },
    shop: { name: cutText(ways.brandName, LONGEST_BRAND) },
    link: link ? `${ways.shortLinkUrl}/l/${link.code}` : "",
  };
  const rendering = render(template, named, locale);
  if (rendering.kind === "failed") return { kind: "failed", because: "template-failed", detail: rendering.detail };
  if (rendering.text === "") return { kind: "failed", because: "no-content", detail: "the text is empty" };
  const text = withOptOutLine(rendering.text, purpose);
  if (text.length > ways.longestText)
    return { kind: "failed", because: "too-long", detail: `${text.length} characters`, text };
  return { kind: "worded", text, link };
}
