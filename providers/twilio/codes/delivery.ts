import { type CodeEntry, type CodeTable, MINUTE, range } from "./table.ts";

const unregistered =
  "The sending number isn’t registered for US texting (10DLC); complete the registration with Twilio";
const notOurs: CodeEntry = { cause: "our-mistake" };

/** 30xxx and 35xxx: what carriers and Twilio report after they have taken a text. Source: twilio.com/docs/api/errors. */
export const deliveryCodes: CodeTable = {
  30001: { cause: "queue-full", words: "Too many texts were queued at Twilio for this number" },
  30002: {
    cause: "account",
    words: "Twilio suspended the account; check Twilio’s email, add funds or contact its support",
  },
  30003: { cause: "unreachable", words: "The phone was off or unreachable" },
  30004: { cause: "blocked", words: "The recipient or carrier blocks texts from this number" },
  30005: { cause: "invalid-number", words: "The number is no longer in service" },
  30006: { cause: "invalid-number", words: "The number is a landline, or its carrier doesn’t accept texts" },
  30007: "filtered",
  30008: { cause: "carrier-trouble", words: "The carrier gave no reason" },
  30009: { cause: "other", words: "The carrier lost part of a long text" },
  30010: { cause: "other", words: "The text’s cost exceeded the account’s limit" },
  30011: "no-route",
  30012: notOurs,
  30013: notOurs,
  30014: "invalid-number",
  30015: notOurs,
  30016: notOurs,
  30017: { cause: "carrier-trouble", words: "The carrier’s network was congested" },
  30018: {
    cause: "no-route",
    words: "Carriers in this country only accept registered senders; register yours with Twilio",
  },
  30019: { cause: "content", words: "The text was too large for the carrier" },
  30020: "carrier-trouble",
  30021: "carrier-trouble",
  30022: { cause: "too-fast", words: "Too many texts at once for this number’s carrier limit", waitMs: 5 * MINUTE },
  30023: { cause: "day-used-up", words: "The carrier’s daily limit for your registration is reached" },
  30024: {
    cause: "sender-not-ready",
    words: "The carrier doesn’t recognize the sending number yet; if this continues, contact Twilio support",
  },
  // Warnings about how much of T-Mobile's day is used up: no text has failed.
  30025: "other",
  30026: "other",
  30027: { cause: "day-used-up", words: "T-Mobile’s daily limit for your brand is reached" },
  ...range(30028, 30031, notOurs),
  30032: {
    cause: "sender-not-allowed",
    words: "The toll-free number isn’t verified yet; complete the verification with Twilio",
  },
  30033: {
    cause: "sender-not-allowed",
    words: "The number’s registration (10DLC campaign) is suspended; resolve this with Twilio",
  },
  30034: { cause: "sender-not-allowed", words: unregistered },
  30035: { cause: "sender-not-ready", words: "The sending number is still being registered with carriers" },
  30036: { cause: "expired-in-queue", words: "The text waited too long in Twilio’s queue" },
  30037: { cause: "sender-not-allowed", words: "Twilio turned off sending from this number; contact Twilio support" },
  30038: { cause: "content", words: "Twilio identified the text as a passcode text" },
  30039: { cause: "other", words: "Twilio stopped the text to prevent an automatic reply loop" },
  30040: {
    cause: "no-route",
    words: "Carriers in this country only accept registered senders; register yours with Twilio",
  },
  30041: { cause: "no-route", words: "Carriers in this country don’t accept this sender" },
  30042: { cause: "no-route", words: "Carriers in this country don’t accept this sender" },
  30043: "no-route",
  30044: {
    cause: "trial",
    words: "The Twilio account is a trial account, which can only send short texts; upgrade it",
  },
  ...range(30100, 30133, notOurs),
  30400: notOurs,
  30404: notOurs,
  30409: { cause: "other", words: "The text couldn’t be canceled" },
  // Twilio does not try again itself, because the text may have arrived.
  30410: { cause: "other", words: "The carrier didn’t respond; the text may have been delivered" },
  30436: notOurs,
  // Verification of a toll-free number and registration of a 10DLC campaign were turned down.
  ...range(30440, 30449, {
    cause: "sender-not-allowed",
    words: "The toll-free number’s verification was rejected; correct it with Twilio",
  }),
  30450: { cause: "blocked", words: "Twilio blocks texts to this number" },
  ...range(30451, 30453, {
    cause: "sender-not-allowed",
    words: "The toll-free number’s verification was rejected; correct it with Twilio",
  }),
  30500: { cause: "carrier-trouble", words: "Twilio had an internal error" },
  30649: "region",
  ...range(30880, 30898, {
    cause: "sender-not-allowed",
    words: "The number’s registration (10DLC campaign) was rejected; correct it with Twilio",
  }),
  35111: notOurs,
  35114: notOurs,
  35118: notOurs,
  35125: notOurs,
  35126: notOurs,
};
