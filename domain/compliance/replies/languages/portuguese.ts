import type { Language } from "#domain/compliance/replies/language";

export const portuguese: Language = {
  code: "pt",
  sets: {
    texts:
      "mensagens|mensagem|sms|propaganda|propagandas|promocoes|ofertas|publicidade|notificacoes|msgs|msg|torpedos|spam|comunicacoes|anuncios",
    send: "mandar|enviar|escrever|contatar|contactar|incomodar|perturbar|encher|importunar|spammar|mandarem|enviarem|mandar me|enviar me",
    yours: "as|os|a|o|estas|essas|esses|suas|vossas|tuas|todas as|todas|com as|com os|com essas|com estas|o envio de",
    leave:
      "remova|removam|remove|remover|retire|retirem|retira|retirar|tire|tirem|tira|tirar|exclua|excluam|exclui|excluir|apague|apaguem|apaga|apagar|delete|deletem|elimine|eliminem|risque|risquem",
  },
  revoking: [
    "nao (me|nos) (escreva|escrevam|contate|contatem|contacte|contactem|incomode|incomodem|perturbe|perturbem|importune|importunem|chateiem|chateie)",
    "nao (me|nos)? (mande|mandem|mandes|manda|envie|enviem|envies|envia|mandar|enviar) _ (mais|<texts>|nada)",
    "nao (quero|desejo|queremos|gostaria|pretendo|aceito) (mais|de)? _ (<texts>|receber|recebe las|ser contactado|ser contatado|ser contactada)",
    "(pare|parem|para|parar|pararem|deixe|deixem|deixa|chega|cessem|cesse|basta) (ja|por favor|com isso)? de (me|nos)? (<send>)",
    "(pare|parem|para|parar|chega|basta|cancelar|cancele|cancelem|cancela|suspender|suspendam|suspenda|bloquear|sem mais|nao mais|chega de|basta de|pare com|parem com) (<yours>)? (<texts>)",
    "(descadastrar|descadastre|descadastrem|descadastra|descadastramento|desinscrever|desinscreva|desinscrevam|desinscreve|descadastro)",
    "(<leave>) (me)? (ja)? (da|desta|dessa|de|do|deste|das) (sua|vossa|tua|suas)? (lista|listas|cadastro|base|mailing|grupo)",
    "(<leave>) (o|os)? (meu|este|esse|meus) (numero|telefone|contato|contacto|celular|telemovel|dados|nome|cadastro)",
    "me (<leave>) (da|desta|dessa|do|de)",
    "(me deixe|me deixem|me deixa|deixe me|deixem me|deixa me) em paz",
    "(revogo|retiro|cancelo) (o)? (meu)? (consentimento|autorizacao)",
  ],
  revokingAlone: [
    "(parem|chega|ja chega|para com isso|parem com isso|pare com isso|basta|sair|remover|nao mais|nunca mais|sair da lista|quero sair|desejo sair|me tira|me tire|me tirem|me remova|me removam|me retire|me exclua|retire me|remova me|exclua me)",
    "(nao quero|nao desejo) (mais|nada|isso|mais nada|mais isso|receber|receber mais|receber nada)",
    "(nao me incomode|nao incomode|nao perturbe|nao escreva|nao mandem|sumam daqui|vai embora)",
    "(quero|gostaria de|desejo) (cancelar|me descadastrar|sair|cancelar a inscricao|cancelar inscricao)",
  ],
  unsureAlone: ["(pare|para|excluir)", "nao (quero|desejo)"],
  unsure: [
    "(cancelar|cancele|cancela|cancelem|cancelamento|cancelo|anular|anule)",
    "(nao tenho|sem|nao ha) (mais)? (interesse|nenhum interesse)",
    "nao (estou|tenho) (mais)? (interessado|interessada)",
    "nao (me)? interessa",
    "(numero|pessoa) (errado|errada)",
    "(foi engano|engano)",
    "(me tira|me tire|me remova|me retire)",
    "(pare|parem|deixe|deixem) de",
    "(nunca|nao) (me cadastrei|me inscrevi|autorizei|pedi|solicitei|dei permissao)",
    "(como|onde) (conseguiram|conseguiu|arranjaram|obtiveram|pegaram) (o)? meu (numero|telefone|contato|contacto)",
    "(muitas|demasiadas|tantas) (<texts>)",
    "(vou bloquear|vou denunciar|procon|lgpd|advogado|vou processar)",
    "nao (mande|mandem|envie|enviem|ligue|liguem)",
    "(ja chega|quero sair)",
  ],
  harmless: [
    "(por enquanto|por hoje|por agora) (ja)? (chega|basta|e so)",
    "(chega|basta) (por enquanto|por hoje|por agora)",
    "nao se (incomode|preocupe|incomodem|preocupem)",
    "nunca (parem|pare|deixem|deixe) (de|a)",
    "nao (pare|parem|para|parar|deixe|deixem|paro|paramos) (nunca|de)?",
    "nao (consigo|posso|quero) (parar|deixar) (de)?",
    "(sem|nunca) parar",
    "nao (me)? (<leave>|cancele|cancelem|cancelar|descadastre|descadastrem)",
    "nao quero (cancelar|sair|me descadastrar|que parem|que cancelem|que me tirem)",
    "nao (recebi|chegou|chegaram) (<texts>|nenhuma mensagem|a mensagem|o sms)",
    "deixe de (existir|funcionar)",
    "para (mim|o|a|os|as|meu|minha|um|uma|que|quando|quem|homem|mulher|hoje|amanha|presente)",
    "(deixaram|deixam|vao deixar) de (vender|fazer|fabricar)",
  ],
  conditions: ["(se|quando|como|porque|por que|posso|onde|quanto|antes|consigo)"],
  reports: [
    "(marido|esposa|mae|pai|amiga|amigo|irma|irmao|ele|ela|filha|filho|chefe) (me)? (disse|diz|falou|pediu|quer|escreveu)",
  ],
  limits: [
    "(mas|porem|exceto|menos|apenas|somente|ate|antes|depois|sobre)",
    "(de noite|a noite|a esta hora|de madrugada|tao cedo|tao tarde|tantas|todos os dias|todo dia|aos domingos|por enquanto|por agora|esta semana|do pedido|da encomenda)",
  ],
  fillers: [
    ..."por favor pfv pf obrigado obrigada agora ja ola oi sim bom dia boa tarde noite urgente imediatamente gentileza favor se faz desculpe ok eu".split(
      " ",
    ),
  ],
  typed: [..."cancelar mensagens descadastrar descadastre promocoes propaganda".split(" ")],
};
