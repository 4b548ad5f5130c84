import { getCountries, getCountryCallingCode } from "libphonenumber-js/max";
import { COUNTRY_ZONES } from "./countries.ts";

/** ISO 3166-1: three letters, then the two of the same country. */
const THREE_LETTERS = `
ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ BDIBI
BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT
BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU
CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET
FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR
GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR
IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB
LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH
MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE
NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL
PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ
SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC
TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY
USAUS UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS XKKXK YEMYE ZAFZA ZMBZM ZWEZW
`;

/** What people write besides the names that Intl knows. */
const ALIASES: Readonly<Record<string, string>> = {
  ...{ america: "US", unitedstatesofamerica: "US", estadosunidosdeamerica: "US", eeuu: "US", etatsunisdamerique: "US" },
  ...{ uk: "GB", greatbritain: "GB", britain: "GB", england: "GB", scotland: "GB", wales: "GB", northernireland: "GB" },
  ...{
    england: "GB",
    angleterre: "GB",
    grossbritannien: "GB",
    inglaterra: "GB",
    granbretana: "GB",
    granbretagna: "GB",
  },
  ...{
    holland: "NL",
    thenetherlands: "NL",
    czechrepublic: "CZ",
    turkey: "TR",
    southkorea: "KR",
    republicofkorea: "KR",
  },
  ...{ korea: "KR", northkorea: "KP", russianfederation: "RU", uae: "AE", ksa: "SA", ivorycoast: "CI", burma: "MM" },
  ...{ capeverde: "CV", swaziland: "SZ", macedonia: "MK", macau: "MO", hongkong: "HK", palestine: "PS", brd: "DE" },
  ...{ republicofireland: "IE", irelandrepublicof: "IE", eire: "IE", vietnam: "VN", mainlandchina: "CN", prc: "CN" },
  ...{ bosnia: "BA", kosova: "XK", kosovo: "XK", ascension: "AC", tristandacunha: "TA", canarias: "ES", ceuta: "ES" },
};

/** Languages in which a shop's customers may have chosen their country from a list. */
const LANGUAGES =
  "en de fr es it pt pt-BR nl sv da nb fi pl cs sk hu ro el tr uk ru bg hr sl et lv lt ja zh zh-Hant ko ar he";

const known = new Set([...Object.keys(COUNTRY_ZONES), "US", "CA", ...["PR", "VI", "GU", "MP", "AS", "UM"]]);
const byThree = new Map(
  THREE_LETTERS.trim()
    .split(/\s+/)
    .map((row) => [row.slice(0, 3), row.slice(3)]),
);

/** Calling codes of several countries: whose plan reads a number that is written without its code. */
const MAIN: Readonly<Record<string, string>> = {
  ...{
    1: "US",
    7: "RU",
    39: "IT",
    44: "GB",
    47: "NO",
    61: "AU",
    212: "MA",
    262: "RE",
    290: "SH",
    358: "FI",
    590: "GP",
  },
  ...{ 599: "CW" },
};

/**
 * The country (ISO 3166-1 alpha-2) that someone wrote: "de", "DEU", "Germany", "Deutschland", "U.S.", "United States (US)", a
 * flag. Null when it is none that we know.
 */
export function countryCode(written: string): string | null {
  if (known.has(written)) return written;
  return rememberCode(`name ${written}`, () => {
    const text = withoutFlag(written).normalize("NFKC").trim();
    return oneCountry(text) ?? inParts(text);
  });
}

/** The country whose plan reads national numbers, also when a calling code stands for it: "+49", "0049", "1". */
export function numberingCountry(written: string): string | null {
  if (known.has(written)) return written;
  return rememberCode(`plan ${written}`, () => planCountry(written));
}

function planCountry(written: string): string | null {
  const code = /^[([]?(?:\+|00)?\s*(\d{1,3})(?:\.0)?[)\]]?$/.exec(written.normalize("NFKC").trim())?.[1];
  if (code === undefined) return countryCode(written);
  return MAIN[code] ?? getCountries().find((country) => getCountryCallingCode(country) === code) ?? null;
}

// A file names the same few countries in millions of lines. Holds nothing but functions of its key.
const kept = new Map<string, string | null>();
const MOST_KEPT = 2_000;
const LONGEST_KEPT = 100;

function rememberCode(key: string, find: () => string | null): string | null {
  if (key.length > LONGEST_KEPT) return null;
  const before = kept.get(key);
  if (before !== undefined) return before;
  if (kept.size >= MOST_KEPT) kept.clear();
  const found = find();
  kept.set(key, found);
  return found;
}

function oneCountry(text: string): string | null {
  const code = text.replace(/[.|]/g, "").trim().toUpperCase();
  if (known.has(code)) return code;
  const name = toPlainName(text);
  return byThree.get(code) ?? ALIASES[name] ?? (/^[a-z]{0,2}$/.test(name) ? null : (countryNames().get(name) ?? null));
}

/** "US - United States", "Germany (DE)", "United States +1": each part that names a country must name the same. */
function inParts(text: string): string | null {
  const parts = text.split(/[()[\]/|:;+\d]|\s[-–]\s/u).filter((part) => /\p{L}/u.test(part));
  const found = new Set(parts.map(oneCountry));
  const [first = null] = found;
  return found.size === 1 ? first : null;
}

let namesOnce: ReadonlyMap<string, string> | undefined;

/** Some milliseconds, once. A name that means two countries in two languages means neither. */
function countryNames(): ReadonlyMap<string, string> {
  if (namesOnce) return namesOnce;
  const found = new Map<string, string>();
  const unclear = new Set<string>();
  for (const language of LANGUAGES.split(" "))
    for (const style of ["long", "short"] as const) {
      const display = new Intl.DisplayNames([language], { type: "region", style, fallback: "none" });
      for (const code of known) {
        const name = toPlainName(display.of(code) ?? "");
        if (name.length < 2) continue;
        if ((found.get(name) ?? code) !== code) unclear.add(name);
        found.set(name, code);
      }
    }
  for (const name of unclear) found.delete(name);
  namesOnce = found;
  return found;
}

/** Two regional indicators make a flag, and spell the code. */
function withoutFlag(text: string): string {
  return text.replace(/[\u{1f1e6}-\u{1f1ff}]{2}/gu, (flag) => `${[...flag].map(letterOf).join("")}|`);
}

function letterOf(indicator: string): string {
  return String.fromCharCode((indicator.codePointAt(0) ?? 0) - 0x1f1e6 + 65);
}

function toPlainName(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[^\p{L}]/gu, "");
}
