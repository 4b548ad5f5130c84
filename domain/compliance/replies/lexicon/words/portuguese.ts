import type { Words } from "#domain/compliance/replies/lexicon/concept";

export const portuguese: Words = {
  end: "paro parando pare parem parar chega basta deixem deixe cess* stop desativ* desligu* desliga* suspend* interromp* terminem",
  leave:
    "descadastr* desinscr* cancelar_inscrição cancelar_a_inscrição sair_da_lista sair_dessa_lista quero_sair desassin* desubscr* anular_subscrição cancelar_subscrição desvincul* sair_desta_lista sair_do_grupo pra_sair para_sair como_saio descadast* me_descadastr* desinscrev* cancelar_cadastro sair_disso sair_daqui sair_desse me_tira* me_tire* tira_eu",
  cancel: "cancel* anul* rescind*",
  erase:
    "remov* retir* tira tire tirem tirar exclu* apag* elimin* delet* risqu* tira_meu remove remova removam removem excluam exclua apaguem apague",
  send: "mand* envi* escrev* contat* contact* incomod* perturb* importun* enche* ligar liguem ligue spam chatear chateiem mande mandem mandar manda enviem mandando insist* chamem envie",
  texts:
    "mensagem mensagens msg msgs sms torpedo* propaganda* publicidade promoções notificações anúncios spam comunicações zap zaps mgs mensagen torpedos promo promoção promos propagandas mensage",
  no: "não nao nunca sem nada nenhum nenhuma jamais nem ñ n naum num_quero nn nada_de",
  more: "mais nunca_mais jamais novamente",
  want: "quero qro queremos desejo gostaria interesse interessa interessado interessada autoriz* aceito consinto pretendo preciso qero kero quis queria afim autorizei autorizo permissão consentimento interessad*",
  get: "receb* chegou chegaram",
  me: "me mim meu minha meus nos eu",
  number: "número numero num telefone celular telemóvel fone contato contacto cel nr tel",
  list: "lista listas cadastro base mailing agenda dados dai daí daqui grupo",
  wrong: "errado errada engano enganado enganou errou errei_não pertence equivocado",
  isnt: "não_é não_sou não_mora não_pertence aqui_não não_somos já_não_é não_conheço não_é_mais não_tem_mais não_usa_mais",
  imNot:
    "não_conheço_a não_conheço_o não_mora_nenhum não_tem_nenhum não_tem_nenhuma aqui_não_mora não_sou não_me_chamo aqui_não_é não_é",
  email: "email e_mail mail emails correio",
  only: "só somente apenas prefiro preferia melhor unicamente",
  join: "cadastrei inscrevi assinei registei registrei subscrevi solicitei pedi inscrever cadastrar",
  angry:
    "cansado_de cansada_de golpe polícia advogado processar enchendo bloque* deixem_em_paz me_deixa_em_paz me_deixem deixem_me denunci* spam procon lgpd rgpd saco encher falec* faleceu morreu chato chatos importunação assédio me_deixa em_paz me_esquece me_esqueçam me_erra não_enche encher_o_saco enchendo_o_saco encham vão_se vsf vtnc bloqueei bloquear* bloqueado bloqueando denúncia denunciar reclame_aqui pessoa_errada numero_errado errou_de número_errado se_enganou se_enganaram é_engano foi_engano é_um_engano deve_ser_engano houve_engano não_conheço_vocês não_conheço_vcs não_sou_client* não_sou_mais_client* nunca_autoriz* nunca_me_cadastr* nunca_cadastr* nunca_dei nunca_pedi nunca_permiti não_me_cadastr* não_autoriz* sumam anatel cansei_de cansei óbito mudei_de_número troquei_de_número vendi_o_celular insuportável insuportáveis chata chatas irritante irritantes pentelh* parem_de_encher perturbando incomodando não_me_interessa não_tenho_interesse não_preciso_disso não_tô_interessad* não_estou_interessad* não_sou_essa_pessoa não_sou_esta_pessoa não_sou_a_pessoa já_pedi_pra já_pedi_para já_falei_pra já_disse_que_não não_aguento_mais não_tô_a_fim não_estou_a_fim",
  keep: "perder adoro amo continuem esque*",
  order:
    "pedido* consulta encomenda* entrega* compra pacote reserva caixa produto* artigo* item itens tamanho devolução troca frete endereço fatura morada horário vela caneca mancha assinatura_da_caixa marcação agendamento blusa cor cores chapéu roupa sapato* camisa termina_em o_novo meu_novo_número meu_número_novo novo_número_é",
  ask: "como quando porque por_que posso se onde quanto dá_pra",
  enough:
    "demais muita muitas muito mta mto mt tanta tantas tanto toda_hora todo_dia todo_santo_dia cansei cheio cheia exagero o_tempo_todo sem_parar",
  source:
    "quem_passou quem_deu quem_vos_deu quem_lhe_deu quem_lhes_deu quem_te_deu de_onde_vocês de_onde_vcs de_onde_pegaram de_onde_tiraram onde_conseguiram como_conseguiram como_pegaram como_tem_meu como_têm onde_arranjaram como_arranjaram onde_acharam como_vcs_tem como_vocês_têm como_acharam onde_pegaram",
  praise: "lindo linda lindos fofo fofa maravilhos* perfeito perfeita engraçado kkk kkkk rsrs",
};
