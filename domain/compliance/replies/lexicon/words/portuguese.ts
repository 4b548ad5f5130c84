import type { Words } from "../concept.ts";

export const portuguese: Words = {
  end: "paro parando pare parem parar chega basta deixem deixe cess* stop desativ* desligu* desliga* suspend* interromp* terminem",
  leave:
    "descadastr* desinscr* cancelar_inscrição cancelar_a_inscrição sair_da_lista sair_dessa_lista quero_sair desassin* desubscr* anular_subscrição cancelar_subscrição desvincul* sair_desta_lista sair_do_grupo",
  cancel: "cancel* anul* rescind*",
  erase: "remov* retir* tira tire tirem tirar exclu* apag* elimin* delet* risqu*",
  send: "mand* envi* escrev* contat* contact* incomod* perturb* importun* enche* ligar liguem ligue spam chatear chateiem",
  texts:
    "mensagem mensagens msg msgs sms torpedo* propaganda* publicidade promoções notificações anúncios spam comunicações zap zaps",
  no: "não nao nunca sem nada nenhum nenhuma jamais nem ñ n",
  more: "mais nunca_mais jamais novamente",
  want: "quero qro queremos desejo gostaria interesse interessa interessado interessada autoriz* aceito consinto pretendo preciso",
  get: "receb* chegou chegaram",
  me: "me mim meu minha meus nos eu",
  number: "número numero num telefone celular telemóvel fone contato contacto",
  list: "lista listas cadastro base mailing agenda dados",
  wrong: "errado errada engano enganado enganou errou errei_não pertence equivocado",
  isnt: "não_é não_sou não_mora não_pertence aqui_não não_somos já_não_é não_conheço",
  imNot:
    "não_conheço_a não_conheço_o não_mora_nenhum não_tem_nenhum não_tem_nenhuma aqui_não_mora não_sou não_me_chamo aqui_não_é não_é",
  email: "email e_mail mail emails correio",
  only: "só somente apenas prefiro preferia melhor unicamente",
  join: "cadastrei inscrevi assinei registei registrei subscrevi solicitei pedi inscrever cadastrar",
  angry:
    "cansado_de cansada_de golpe polícia advogado processar enchendo bloque* deixem_em_paz me_deixa_em_paz me_deixem deixem_me denunci* spam procon lgpd rgpd saco encher falec* faleceu morreu chato chatos importunação assédio",
  keep: "perder adoro amo continuem esque*",
  order:
    "pedido* consulta encomenda* entrega* compra pacote reserva caixa produto* artigo* item itens tamanho devolução troca frete endereço fatura morada horário vela caneca mancha assinatura_da_caixa marcação agendamento",
  ask: "como quando porque por_que posso se onde quanto dá_pra",
};
