import type { Provider } from "#domain/messages/delivery/provider";
import { openAccount, type TwilioConnection } from "./twilio/account.ts";
import { explain } from "./twilio/codes/explain.ts";
import { readHistory } from "./twilio/history.ts";
import { parseInbound } from "./twilio/inbound.ts";
import { lookUp } from "./twilio/look-up.ts";
import { lookUpById } from "./twilio/look-up-by-id.ts";
import { connectNumber, listNumbers } from "./twilio/numbers.ts";
import { parseReceipt } from "./twilio/receipt.ts";
import { send } from "./twilio/send.ts";
import { isGenuine } from "./twilio/signature.ts";

/** Twilio's Programmable Messaging, on one account. `connections` bounds how many texts are handed over at once (96). */
export function twilioProvider(connection: TwilioConnection): Provider {
  const account = openAccount(connection);
  return {
    name: "twilio",
    send: (text, deadline, mayBegin) => send(account, text, deadline, mayBegin),
    lookUp: (question) => lookUp(account, question),
    lookUpById: (providerId, about) => lookUpById(account, providerId, about),
    explain,
    // Twilio documents none. An operator who has it from Twilio in writing may set it.
    latestEntryMs: connection.latestEntryMs ?? null,
    isGenuine: (callback) => account.authTokens.some((token) => isGenuine(token, callback)),
    parseReceipt,
    parseInbound,
    acknowledgement: { contentType: "text/xml", body: '<?xml version="1.0" encoding="UTF-8"?><Response></Response>' },
    readHistory: (since, take) => readHistory(account, since, take),
    listNumbers: () => listNumbers(account),
    connectNumber: (phone, inboundUrl) => connectNumber(account, phone, inboundUrl),
    // Destroyed, not drained: what is still under way ends unknown and is asked for later.
    close: async () => {
      await Promise.all([account.pool.destroy(), account.readPool.destroy()]);
    },
  };
}
