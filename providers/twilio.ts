import type { Provider } from "#domain/messages/delivery/provider";
import { openAccount, type TwilioConnection } from "#providers/twilio/account";
import { twilioFacts } from "#providers/twilio/facts";
import { deleteFile, fetchFile } from "#providers/twilio/files";
import { readHistory } from "#providers/twilio/history";
import { parseInbound } from "#providers/twilio/inbound";
import { lookUp } from "#providers/twilio/look-up";
import { lookUpById } from "#providers/twilio/look-up-by-id";
import { connectNumber, listNumbers } from "#providers/twilio/numbers";
import { parseReceipt } from "#providers/twilio/receipt";
import { send } from "#providers/twilio/send";
import { isGenuine } from "#providers/twilio/signature";

/** Twilio's Programmable Messaging, on one account. `connections` bounds how many texts are handed over at once (96). */
export function twilioProvider(connection: TwilioConnection): Provider {
  const account = openAccount(connection);
  return {
    ...twilioFacts,
    send: (text, deadline, mayBegin) => send(account, text, deadline, mayBegin),
    lookUp: (question) => lookUp(account, question),
    lookUpById: (providerId, about) => lookUpById(account, providerId, about),
    // Twilio documents none. An operator who has it from Twilio in writing may set it.
    latestEntryMs: connection.latestEntryMs ?? null,
    isGenuine: (callback) => account.authTokens.some((token) => isGenuine(token, callback)),
    parseReceipt,
    parseInbound,
    acknowledgement: { contentType: "text/xml", body: '<?xml version="1.0" encoding="UTF-8"?><Response></Response>' },
    readHistory: (since, take) => readHistory(account, since, take),
    fetchFile: (ref, limits) => fetchFile(account, ref, limits),
    deleteFile: (ref, deadline) => deleteFile(account, ref, deadline),
    listNumbers: () => listNumbers(account),
    connectNumber: (phone, inboundUrl) => connectNumber(account, phone, inboundUrl),
    // Destroyed, not drained: what is still under way ends unknown and is asked for later.
    close: async () => {
      await Promise.all([account.pool.destroy(), account.readPool.destroy()]);
    },
  };
}
