/** A place in a file that looks like a secret. The secret itself is never printed. */
export interface Finding {
  line: number;
  kind: string;
  secret: string;
}

/** Forms that issuers of credentials give them, so that scanners can tell them. */
const ISSUED: [kind: string, form: RegExp][] = [
  ["a private key", /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/g],
  ["a Shopify token or secret", /\bshp(?:at|ca|pa|ss|rt|it|tka)_[0-9a-fA-F]{32,}\b/g],
  ["a Twilio API key", /\bSK[0-9a-fA-F]{32}\b/g],
  ["an AWS access key", /\b(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}\b/g],
  ["a GitHub token", /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})\b/g],
  ["an npm token", /\bnpm_[A-Za-z0-9]{36}\b/g],
  ["a Slack token", /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g],
  ["a Google API key", /\bAIza[0-9A-Za-z_-]{35}/g],
  ["a Stripe key", /\b[rs]k_live_[0-9A-Za-z]{20,}/g],
  ["a signed web token", /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}/g],
];

/** A name that says what its value is, an equals sign or colon, and a value that could be random. */
const ASSIGNED =
  /(?:secret|token|passw(?:or)?d|passphrase|credential|api_?key|auth_?key|private_?key|hash_?key|encryption_?keys?)\w*["'`\]]*\s*[:=]\s*["'`]?(?:\w{1,8}:)?([A-Za-z0-9+/_=-]{24,})/gi;

/** Bits for each character. Random hex has nearly 4 and random base64 nearly 6; words and names have less. */
const RANDOM_HEX = 3;
const RANDOM_TEXT = 4.2;

/** Everything in a text that looks like a credential, in the order of its lines. */
export function findSecrets(text: string): Finding[] {
  return text.split("\n").flatMap((line, at) => {
    const issued = ISSUED.flatMap(([kind, form]) =>
      Array.from(line.matchAll(form), ([secret]) => ({ line: at + 1, kind, secret })),
    );
    if (issued.length > 0) return issued;
    return Array.from(line.matchAll(ASSIGNED), ([, secret = ""]) => secret)
      .filter(looksRandom)
      .map((secret) => ({ line: at + 1, kind: "a random value of a secret's name", secret }));
  });
}

function looksRandom(value: string): boolean {
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  if (/^[0-9a-f-]+$/i.test(value)) return entropyOf(value) >= RANDOM_HEX;
  return entropyOf(value) >= RANDOM_TEXT;
}

/** Shannon's, in bits for each character. */
function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => {
    const share = count / value.length;
    return sum - share * Math.log2(share);
  }, 0);
}
