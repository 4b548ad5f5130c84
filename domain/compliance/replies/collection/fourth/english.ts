import type { LabelledReplies } from "../labelled.ts";

export const english: LabelledReplies = {
  optOut: [
    "can yall chill with the msgs",
    "this is a work phone do not use it",
    "who gave u this #",
    "cut it out w the ads",
    "im not a customer anymore leave me be",
    "get me off this thing",
    "you people are relentless stop",
    "she dont have this phone no more",
    "pls dont hmu again",
    "reporting as spam",
  ],
  harmless: [
    "i want a refund",
    "do u guys have a store in austin",
    "cancel that last order i doubled it",
    "thank u!! love it",
    "cant make it tmrw can we move my appointment",
    "emphasized “New drop! Text STOP to quit”",
  ],
  start: ["add me to the list"],
  help: [],
};
