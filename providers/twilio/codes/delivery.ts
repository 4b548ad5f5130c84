import { type CodeEntry, type CodeTable, MINUTE, range } from "./table.ts";

const unregistered = "The sending number is not registered for US texting (10DLC); finish the registration with Twilio";
const notOurs: CodeEntry = { cause: "our-mistake" };

/** 30xxx and 35xxx: what carriers and Twilio report after they have taken a text. Source: twilio.com/docs/api/errors. */
export const deliveryCodes: CodeTable = {
  30001: { cause: "queue-full", words: "Too many texts were waiting at Twilio for this number" },
  30002: {
    cause: "account",
    words: "Twilio has suspended the account; see Twilio’s e-mail, add funds or ask its support",
  },
  30003: { cause: "unreachable", words: "The phone was switched off or out of reach" },
  30004: { cause: "blocked", words: "The person or the carrier blocks texts from this number" },
  30005: { cause: "invalid-number", words: "The number is not in use any more" },
  30006: { cause: "invalid-number", words: "The number is a landline, or its carrier takes no texts" },
  30007: "filtered",
  30008: { cause: "carrier-trouble", words: "The carrier gave no reason" },
  30009: { cause: "other", words: "A part of a long text got lost at the carrier" },
  30010: { cause: "other", words: "The text would have cost more than the account allows" },
  30011: "no-route",
  30012: notOurs,
  30013: notOurs,
  30014: "invalid-number",
  30015: notOurs,
  30016: notOurs,
  30017: { cause: "carrier-trouble", words: "The carrier’s network was congested" },
  30018: {
    cause: "no-route",
    words: "The carriers of this country accept only registered senders; register yours with Twilio",
  },
  30019: { cause: "content", words: "The text was larger than the carrier accepts" },
  30020: "carrier-trouble",
  30021: "carrier-trouble",
  30022: { cause: "too-fast", words: "More texts at a time than the carrier allows this number", waitMs: 5 * MINUTE },
  30023: { cause: "day-used-up", words: "The carrier’s daily limit for your registration is used up" },
  30024: {
    cause: "sender-not-ready",
    words: "The carrier does not know the sending number yet; if this goes on, ask Twilio’s support",
  },
  // Warnings about how much of T-Mobile's day is used up: no text has failed.
  30025: "other",
  30026: "other",
  30027: { cause: "day-used-up", words: "T-Mobile’s daily limit for your brand is used up" },
  ...range(30028, 30031, notOurs),
  30032: {
    cause: "sender-not-allowed",
    words: "The toll-free number is not verified yet; finish the verification with Twilio",
  },
  30033: {
    cause: "sender-not-allowed",
    words: "The number’s registration (10DLC campaign) is suspended; settle that with Twilio",
  },
  30034: { cause: "sender-not-allowed", words: unregistered },
  30035: { cause: "sender-not-ready", words: "The sending number is still being set up with the carriers" },
  30036: { cause: "expired-in-queue", words: "The text stayed too long in Twilio’s queue" },
  30037: { cause: "sender-not-allowed", words: "Twilio has turned off sending from this number; ask Twilio’s support" },
  30038: { cause: "content", words: "Twilio took the text for one with a passcode" },
  30039: { cause: "other", words: "Twilio stopped the text so that two machines do not answer each other for ever" },
  30040: {
    cause: "no-route",
    words: "The carriers of this country accept only registered senders; register yours with Twilio",
  },
  30041: { cause: "no-route", words: "The carriers of this country do not accept this sender" },
  30042: { cause: "no-route", words: "The carriers of this country do not accept this sender" },
  30043: "no-route",
  30044: { cause: "trial", words: "The Twilio account is a trial account, which sends only short texts; upgrade it" },
  ...range(30100, 30133, notOurs),
  30400: notOurs,
  30404: notOurs,
  30409: { cause: "other", words: "The text could not be cancelled" },
  // Twilio does not try again itself, because the text may have arrived.
  30410: { cause: "other", words: "The carrier did not answer; the text may have arrived" },
  30436: notOurs,
  // Verification of a toll-free number and registration of a 10DLC campaign were turned down.
  ...range(30440, 30449, {
    cause: "sender-not-allowed",
    words: "The verification of the toll-free number was turned down; correct it with Twilio",
  }),
  30450: { cause: "blocked", words: "Twilio blocks texts to this number" },
  ...range(30451, 30453, {
    cause: "sender-not-allowed",
    words: "The verification of the toll-free number was turned down; correct it with Twilio",
  }),
  30500: { cause: "carrier-trouble", words: "Twilio had an internal error" },
  30649: "region",
  ...range(30880, 30898, {
    cause: "sender-not-allowed",
    words: "The number’s registration (10DLC campaign) was turned down; correct it with Twilio",
  }),
  35111: notOurs,
  35114: notOurs,
  35118: notOurs,
  35125: notOurs,
  35126: notOurs,
};
