const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * The texts that an app's answer asks Twilio to send. As with Twilio, an answer that is not XML counts as the words
 * of a text, so an app that means to say nothing must answer with an empty <Response>.
 */
export function textsIn(contentType: string, body: string): string[] {
  if (!/xml/i.test(contentType)) return body.trim() === "" ? [] : [body.trim()];
  return [...body.matchAll(/<(Message|Sms)(?:\s[^>]*)?>([\s\S]*?)<\/\1>/g)]
    .map((match) => /<Body(?:\s[^>]*)?>([\s\S]*?)<\/Body>/.exec(match[2] ?? "")?.[1] ?? match[2] ?? "")
    .map((text) => decode(text.replace(/<[^>]*>/g, "")).trim())
    .filter((text) => text !== "");
}

function decode(text: string): string {
  return text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return entities[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return String.fromCodePoint(code);
  });
}
