import type { LabelledReplies } from "../labelled.ts";

export const russian: LabelledReplies = {
  optOut: [
    "достали уже",
    "не шлите ничего",
    "хватит",
    "вы не туда попали",
    "мне это не интересно",
    "как отключить рассылку",
    "ne pishite mne",
    "спам",
  ],
  harmless: [
    "где посылка",
    "уберите шапку из заказа",
    "не смогу прийти на запись",
    "огромное спасибо",
    "есть в черном?",
  ],
  start: ["подпишите меня"],
  help: [],
};
