import type { LabelledReplies } from "../labelled.ts";

export const japanese: LabelledReplies = {
  optOut: [
    "連絡してこないで",
    "退会したい",
    "この番号はもう田中のものではありません",
    "うざい",
    "興味ないです",
    "配信解除お願いします",
    "メッセージ多すぎ",
    "勝手に送るな",
  ],
  harmless: [
    "荷物はどこ",
    "注文から帽子を外してください",
    "予約の日に行けません",
    "本当にありがとう",
    "黒はありますか",
  ],
  start: ["登録お願いします"],
  help: [],
};
