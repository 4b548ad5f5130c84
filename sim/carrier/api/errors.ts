/** A refusal in Twilio's form. */
export interface TwilioError {
  status: number;
  code: number;
  message: string;
}

const onCreate: Record<number, (to: string, from: string) => string> = {
  20003: () => "Authenticate",
  21211: (to) => `The 'To' number ${to} is not a valid phone number.`,
  21212: (_to, from) => `The 'From' number ${from} is not a valid phone number, shortcode, or alphanumeric sender ID.`,
  21408: (to) => `Permission to send an SMS has not been enabled for the region indicated by the 'To' number: ${to}`,
  21602: () => "Message body is required.",
  21603: () => "A 'From' phone number is required.",
  21604: () => "A 'To' phone number is required.",
  21606: (_to, from) =>
    `The From phone number ${from} is not a valid, SMS-capable inbound phone number or short code for your account.`,
  21610: () => "Attempt to send to unsubscribed recipient",
  21611: () => "This 'From' number has exceeded the maximum number of queued messages.",
  21612: () => "The 'To' phone number is not currently reachable using the 'From' phone number via SMS.",
  21614: (to) => `'To' number: ${to}, is not a mobile number`,
  21617: () => "The concatenated message body exceeds the 1600 character limit.",
};

/** Codes that come with another HTTP status than 400 (twilio.com/docs/api/errors names it for many). */
const statuses: Record<number, number> = {
  ...{ 10001: 403, 20003: 401, 20005: 403, 20006: 403, 20008: 403, 20010: 403, 20403: 403, 90010: 403 },
  ...{ 20404: 404, 20409: 409, 20410: 410, 20413: 413, 20426: 426 },
  ...{ 14107: 429, 20429: 429, 21611: 429, 60728: 429, 63017: 429, 63018: 429, 63038: 429 },
};

/** The refusal of a text with this error code, worded as Twilio words it. */
export function refusal(code: number, to: string, from: string): TwilioError {
  const status = statuses[code] ?? 400;
  return { status, code, message: onCreate[code]?.(to, from) ?? `The message was refused (${code}).` };
}

export const tooManyRequests: TwilioError = { status: 429, code: 20429, message: "Too Many Requests" };
export const unauthorized: TwilioError = { status: 401, code: 20003, message: "Authenticate" };
export const serverError: TwilioError = { status: 500, code: 20500, message: "An internal server error has occurred" };
export const unavailable: TwilioError = { status: 503, code: 20503, message: "Service Unavailable" };
export const notFinished: TwilioError = {
  status: 409,
  code: 20009,
  message: "Cannot modify or delete this message because delivery has not been completed",
};

/** The answer to a resource that does not exist. */
export function notFound(path: string): TwilioError {
  return { status: 404, code: 20404, message: `The requested resource ${path} was not found` };
}
