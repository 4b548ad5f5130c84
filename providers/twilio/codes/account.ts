import { type CodeTable, HOUR, MINUTE, range } from "./table.ts";

const askTwilio = "Ask your Cartbell operator to check the Twilio account";

/** 10xxx, 14xxx, 20xxx: the account, its credentials, its limits. Source: twilio.com/docs/api/errors. */
export const accountCodes: CodeTable = {
  10001: {
    cause: "account",
    words: "The Twilio account isn’t active; add funds or ask Twilio to activate it",
  },
  10002: "trial",
  10003: "account",
  10004: "too-fast",

  // Twilio's older names for what is wrong with a message.
  14101: "invalid-number",
  14102: "sender-not-allowed",
  14103: "content",
  14104: "our-mistake",
  14105: "our-mistake",
  14106: "our-mistake",
  14107: { cause: "account-limit", words: "Too many texts at once for the Twilio account", waitMs: MINUTE },
  14108: "sender-not-allowed",
  14109: { cause: "account-limit", waitMs: 15 * MINUTE },
  14110: "our-mistake",
  14111: "trial",

  20001: "our-mistake",
  20002: "our-mistake",
  20003: { cause: "account", words: "Twilio rejected the account’s auth token; enter the new one" },
  20004: "our-mistake",
  20005: {
    cause: "account",
    words: "The Twilio account isn’t active; add funds or ask Twilio to activate it",
  },
  20006: { cause: "account", words: `Twilio denied access. ${askTwilio}` },
  20007: "our-mistake",
  20008: {
    cause: "account",
    words: "The Twilio credentials are test credentials, which can’t send texts; enter the live ones",
  },
  20009: "our-mistake",
  20010: { cause: "account", words: "Twilio turned off sending for this account. Contact Twilio support" },
  20011: {
    cause: "account",
    words: "Twilio rejected the connection’s encryption. Update the server that runs Cartbell",
  },
  20012: {
    cause: "account",
    words: "Twilio rejected the connection’s encryption. Update the server that runs Cartbell",
  },
  20020: "our-mistake",
  20021: "sender-not-ready",
  20023: "our-mistake",
  ...range(20101, 20107, "account"),
  ...range(20151, 20157, "account"),
  20159: "account",
  20160: "account",
  20161: "our-mistake",
  20162: "carrier-trouble",
  20403: { cause: "account", words: `Twilio forbids sending with this account. ${askTwilio}` },
  20404: { cause: "account", words: "Twilio doesn’t recognize the account; check the account SID" },
  20409: "our-mistake",
  20410: "our-mistake",
  20413: "content",
  20422: "our-mistake",
  20423: "our-mistake",
  20426: {
    cause: "account",
    words: "Twilio rejected the connection’s encryption. Update the server that runs Cartbell",
  },
  20429: { cause: "too-fast", waitMs: 1_000 },
  20500: { cause: "carrier-trouble", words: "Twilio had an internal error" },
  20503: { cause: "provider-down", words: "Twilio is temporarily unavailable" },

  60728: {
    cause: "account-limit",
    words: "The Twilio account’s hourly limit is used up. Ask Twilio to raise it",
    waitMs: 15 * MINUTE,
  },
  90010: {
    cause: "account",
    words: "The Twilio account isn’t active; add funds or ask Twilio to activate it",
  },
  63038: {
    cause: "account-limit",
    words: "The Twilio account’s daily limit is used up. Ask Twilio to raise it",
    waitMs: HOUR,
  },
  30454: {
    cause: "account-limit",
    words: "A limit of the Twilio account is reached. Ask Twilio to raise it",
    waitMs: HOUR,
  },
};
