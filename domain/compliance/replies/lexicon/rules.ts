import type { Concept } from "./concept.ts";

/** Concepts that say together, near each other and in one sentence, that no more texts are wanted. */
export interface Rule {
  /** For each of these a word of one of its concepts. */
  needs: Concept[][];
  /** Says so by itself; otherwise a person has to read it. */
  isClear: boolean;
  /** It does not count when the sentence has a word of one of these. */
  unless: Concept[];
  /** How many words may stand from one to the next. */
  reach: number;
  /** Only when the sentence has no more words than this. */
  upTo: number;
  /** Also in languages that have phrases: otherwise those say what a short text means. */
  isForAll: boolean;
}

const REACH = 6;
const ANY_LENGTH = Number.POSITIVE_INFINITY;

function rule(needs: Concept[][], more: Partial<Rule> = {}): Rule {
  return { needs, isClear: false, unless: ["order", "keep"], reach: REACH, upTo: ANY_LENGTH, isForAll: false, ...more };
}

/** The clear ones first: the first that holds is what is shown. */
export const RULES: Rule[] = [
  rule([["end"], ["send", "texts"], ["me", "texts", "more"]], { isClear: true }),
  rule([["end", "cancel", "erase"], ["texts"]], { isClear: true }),
  rule([["no"], ["want"], ["get", "texts", "send"]], { isClear: true }),
  rule([["no"], ["send"], ["me", "more", "texts"]], { isClear: true, unless: ["order", "keep", "ask", "email"] }),
  rule([["leave"], ["me", "want", "list", "texts"]], { isClear: true }),
  rule([["erase"], ["number", "list"], ["me", "list"]], { isClear: true }),

  rule([["end"], ["send", "texts"]]),
  rule([["leave"]]),
  rule([
    ["cancel", "erase", "end"],
    ["texts", "list", "number"],
  ]),
  rule([["erase"], ["me"]], { unless: ["order", "keep", "ask"], reach: 2 }),
  rule([["ask"], ["end", "leave"], ["get", "send", "texts", "list"]]),
  rule([["ask"], ["end"]], { upTo: 5, isForAll: true, unless: ["order", "keep", "praise"] }),
  rule([["source"], ["number"]]),
  rule([["enough"], ["texts"]], { unless: ["order", "keep", "praise"], reach: 2 }),
  rule([["enough"], ["send"]], { unless: ["order", "keep", "praise"], reach: 3 }),
  rule([["no"], ["get"], ["more"]]),
  rule([["no"], ["send"]], { unless: ["order", "keep", "ask", "get"] }),
  rule([["no"], ["texts"]], { unless: ["order", "keep", "ask", "get"] }),
  rule([["no"], ["want"], ["more"]], { upTo: 6 }),
  rule([["no"], ["want"]], { upTo: 4 }),
  rule([["no"], ["more"]], { upTo: 3 }),
  rule([["wrong"], ["number"]]),
  rule([["wrong"]], { upTo: 4 }),
  rule([["wrong"], ["isnt", "imNot"]]),
  rule([["isnt"], ["number"]], { reach: 4 }),
  rule([["no"], ["join"]], { unless: ["order", "keep", "ask"] }),
  rule([["only"], ["email"]], { unless: ["order", "keep", "ask"] }),
  rule([["email"], ["no"], ["texts", "send"]]),
  rule([["angry"]]),
  rule([["cancel", "end"]], { upTo: 3, unless: ["order", "keep", "praise"] }),
];
