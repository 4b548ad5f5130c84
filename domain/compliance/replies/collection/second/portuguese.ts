import type { LabelledReplies } from "../labelled.ts";

export const portuguese: LabelledReplies = {
  optOut: [
    "não quero mais mensagens",
    "tirem meu numero por favor",
    "engano, não conheço essa pessoa",
    "esse telefone não é do Pedro",
    "só e-mail, não quero sms",
    "nunca autorizei isso",
    "chega de propaganda",
    "como paro de receber isso",
    "Favor remover meu contato",
    "pare de me enviar",
    "parem com isso!!",
    "sair da lista de vcs",
    "vou denunciar no procon",
  ],
  harmless: [
    "quero devolver o produto",
    "cancela a entrega de amanhã pf",
    "Amou “Último dia. Responda SAIR para cancelar”",
    "👍 a “Novidades. Responda SAIR”",
    "Estou de férias até dia 10, em caso de urgência contate a Ana",
    "não chegou meu pedido",
    "tem na cor azul?",
    "que horas abre",
    "muito bom, adorei",
  ],
  start: ["me cadastra de novo"],
  help: [],
};
