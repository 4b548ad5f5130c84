import { describe, expect, test } from "vitest";
import { plainKeyword } from "../../test/factories/keyword.ts";
import { checkKeyword } from "./check-keyword.ts";
import { mayJoinBy } from "./refusals.ts";

const NOW = new Date("2026-11-30T12:00:00Z");

/** What is said of a keyword that is saved so, or "". */
function refusalOf(words: string[], joins: boolean): string {
  try {
    checkKeyword({ ...plainKeyword, words, joins }, [], NOW);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

const NOES = "NO|NEIN|NON|NIE|NEE|НЕТ|ΟΧΙ|لا|NO THANKS|NEVER|NÃO|NAO|NEJ|HAYIR|いいえ|不要|아니요|לא|N-O|NO NO";
const GOODBYES =
  "LEAVE|OUT|OFF|BYE|AUS|RAUS|WEG|SALIR|FUERA|FERMA|ESCI|QUITTER|STOPPA|ENOUGH|GO AWAY|ВЫХОД|SAI|UIT|KONIEC";
const AGREEMENTS = "OK|OKAY|O.K|SURE|YEAH|THANKS|THANK YOU|DONE|GRACIAS|MERCI|DANKE|ХОРОШО|ΝΑΙ|COUNT ME IN|PERFECT";
const SLIPS_OF_STOP = "STOPS|STPO|SHOP|STEP|SLOP|STOMP|ATOP";

describe("a keyword that subscribes people is refused when people text it", () => {
  test.each([
    ...NOES.split("|").map((word) => ["to say no", word]),
    ...GOODBYES.split("|").map((word) => ["to leave", word]),
    ...AGREEMENTS.split("|").map((word) => ["to agree or to thank", word]),
    ...SLIPS_OF_STOP.split("|").map((word) => ["and mean STOP", word]),
  ])("%s: %s", (_why, word) => {
    expect(refusalOf([word], true)).not.toBe("");
    expect(refusalOf(["GLOW", word], true), "as another spelling").not.toBe("");
    expect(mayJoinBy(word)).toBe(false);
  });
});

test.each(SLIPS_OF_STOP.split("|"))("%s is one slip away from STOP, and so is no keyword at all", (word) => {
  expect(refusalOf([word], false)).toContain("can’t be a keyword");
});

test.each(["NO", "THANKS", "OUT", "OK"])("%s can be answered, when it subscribes no one", (word) => {
  expect(refusalOf([word], false)).toBe("");
});

test.each(
  "GLOW|JOIN|JOIN US|VIP|SALE|SUMMER10|DEALS|CANDLE|HAIR|PASTA|NEWS|NEW IN|LATTE|CLUB|SAVE20|WIN|OFF20|ПРИВЕТ10|夏".split(
    "|",
  ),
)("%s may subscribe people", (word) => {
  expect(refusalOf([word], true)).toBe("");
});
