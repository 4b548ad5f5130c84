export interface Source {
  name: string;
  /** Where to read it; null when our notes give no whole address. */
  url: string | null;
}

const klaviyo = (article: string) => `https://help.klaviyo.com/hc/en-us/articles/${article}`;

/** What the rows' `source` keys stand for, read in 2026. The same list is in docs/compliance-sources.md. */
export const SOURCES: Readonly<Record<string, Source>> = {
  C1: {
    name: "Consumer Financial Services Law Monitor",
    url: "https://www.consumerfinancialserviceslawmonitor.com/?p=30918",
  },
  C3: {
    name: "FCC 24-24, Federal Register",
    url: "https://www.govinfo.gov/content/pkg/FR-2024-03-05/html/2024-04587.htm",
  },
  C4: { name: "Listrak help 12150768", url: null },
  C7: { name: "CompliancePoint, FCC’s consent revocation rule", url: null },
  C8: { name: "McGuireWoods on Virginia’s law", url: "https://www.mwcllc.com/2025/05/13/virginia-telemarketer-law" },
  C9: { name: "VipeCloud help 12148601", url: null },
  C10: { name: "Referrizer, TCPA quiet hours", url: null },
  C11: { name: "Stello, compliance", url: "https://usestello.com/compliance" },
  C12: { name: "OneText, quiet hours", url: "https://docs.onetext.com/compliance/quiet-hours" },
  C13: { name: "Drop Cowboy, state compliance", url: "https://www.dropcowboy.com/state-compliance" },
  C14: { name: "Mondaq 1738886, Virginia VTPPA", url: null },
  C15: { name: "47 CFR 64.1200(a)(12)", url: "https://www.ecfr.gov/current/title-47/section-64.1200" },
  C20: { name: "SendTargetSMS", url: "https://sendtargetsms.com/fr/horaires-legaux-sms" },
  C21: { name: "SMSenvoi", url: "https://www.smsenvoi.com/blog/comment-stop-sms-publicitaire" },
  C22: { name: "Sarbacane, sending ranges", url: null },
  C23: { name: "CNIL", url: "https://www.cnil.fr/fr/la-prospection-commerciale-par-sms-mms" },
  C24: { name: "Artbrain help 11383357", url: null },
  C25: { name: "The Law Tog", url: "https://thelawtog.com/email-opt-laws-canada-eu-australia" },
  K1: { name: "Klaviyo, defaults by country", url: klaviyo("4408737146651") },
  K4: { name: "Klaviyo, what is enforced by state", url: klaviyo("44447515845019") },
  K8: { name: "Klaviyo glossary, mini-TCPA", url: "https://www.klaviyo.com/uk/glossary/what-is-mini-tcpa" },
  P4: { name: "Postscript", url: "https://help.postscript.io/hc/en-us/articles/4406592489243" },
  derived: { name: "Derived from the rows of all states", url: null },
  unverified: { name: "Not verified", url: null },
};

/** The sources of a row, in its order. */
export function sourcesOf(keys: string): Source[] {
  return keys.split(" ").map((key) => {
    const source = SOURCES[key];
    if (source === undefined) throw new Error(`A rule names the source ${key}, which is not listed.`);
    return source;
  });
}
