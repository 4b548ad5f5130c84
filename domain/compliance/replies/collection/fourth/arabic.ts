import type { LabelledReplies } from "../labelled.ts";

export const arabic: LabelledReplies = {
  optOut: [
    "بس خلاص لا ترسلون",
    "حذف رقمي لو سمحتم",
    "ما ابغى اعلانات",
    "هذا الرقم مو لسارة",
    "كيف الغي الاشتراك",
    "ازعجتونا",
    "مو مهتم",
    "wa2fo elrasayel",
  ],
  harmless: ["وين طلبي", "شيلوا القبعة من الطلب", "ما اقدر احضر الموعد", "يعطيكم العافية", "عندكم اسود؟"],
  start: ["سجلوني"],
  help: [],
};
