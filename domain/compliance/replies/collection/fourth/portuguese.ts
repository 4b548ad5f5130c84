import type { LabelledReplies } from "../labelled.ts";

export const portuguese: LabelledReplies = {
  optOut: [
    "me deixem em paz",
    "nao quero",
    "remove meu contato",
    "pessoa errada",
    "muita mensagem",
    "nunca autorizei",
    "cansei de vcs",
    "nao me manda mais nada",
  ],
  harmless: ["meu pedido atrasou", "tem em preto?", "cancela o pedido fzd favor", "obrigadaaa", "quanto ta a vela"],
  start: ["quero receber as promoções"],
  help: [],
};
