import type { TopicRules } from "#domain/conversations/topics/rules";

export const portuguese: TopicRules = {
  sets: {
    goods: "pedido|pedidos|encomenda|pacote|entrega|compra|reembolso|devolucao|troca|ordem",
    came: "chegou|chega|recebi|recebeu|recebemos|enviado|enviaram|entregue|chegaram|entregaram|enviou",
  },
  phrases: {
    "order-question": [
      "(meu|minha|meus|nosso|o|a|do meu|da minha) (<goods>)",
      "(cade|onde|quando|que dia) (esta|ta|vai|e|vem|chega|sai|anda)? _ (<goods>|<came>|chegar|entregar|recebo)?",
      "(nao|ainda|nunca|nada) (nao|o|a|me|foi|recebi|ainda)~ (<came>)",
      "(devolver|devoluc*|trocar|reembols*|rastre*|codigo de rastreio|cancelar o|cancelar meu|cancelar a|cancelar minha|estorno)",
      "(quebrad*|danificad*|defeito*|rasgad*|estragad*|avariad*|partid*)",
      "(tamanho|produto|cor|endereco|morada) (errad*|trocad*|incorret*)",
      "(ficou|ficaram|e) (muito)? (pequen*|grande|apertad*|larg*)",
      "(fiz|comprei|encomendei) (um|uma|o|a|ha|ontem|dois|na)",
      "(mudar|alterar|corrigir|trocar) (o|a|meu|minha) (endereco|morada)",
      "(faltou|falta|faltando) (um|uma|o|a|item)?",
      "pedido (numero|1*|2*|3*|4*|5*|6*|7*|8*|9*)",
    ],
    yes: [
      "(sim|claro|ok|okay|quero|aceito|bora|beleza|certo|combinado|sem duvida|com certeza|pode ser|pode sim|adoraria|topo|isso|fechado|concordo)",
      "(esta bem|tudo bem|por favor sim|tenho interesse|me interessa|com todo gosto|estou dentro)",
    ],
    price: [
      "(quanto) (custa|custam|e|fica|sai|seria|esta|ta|custava)",
      "(qual) (e|o)? (o)? (preco|valor)",
      "(preco*|desconto*|promoc*|promo|cupom|cupons|cupao|frete|portes|barat*|caro|valor)",
      "codigo (de)? (desconto|promocional|nao)",
      "(frete|envio|portes) (gratis|gratuito)",
    ],
    thanks: [
      "(obrigad*|brigad*|obg|valeu|agradec*|grat*)",
      "(amei|adorei|perfeito|maravilhos*|excelente|lindo|linda|otimo|otima|sensacional|voces sao os melhores|voces sao otimos|voces sao demais|parabens)",
    ],
    abuse: [
      "(puta*|merda|caralho|ladroes|ladrao|golpistas|golpista|idiota*|imbecil*|babaca*|otario*|fdp|vagabund*|desgracad*|lixo|filho da puta|filhos da puta|arrombad*|burlo*|cabroes|palhac*)",
      "(vai|vao|va|vao se|vai se|vai te|va se) (se|te)? (foder|fuder|lixar|ferrar|catar|tomar no cu|pro inferno|a merda|para o inferno|pra puta)",
      "(cala|calem) a boca",
    ],
    "wrong-number": [
      "(numero|pessoa|contato|contacto) (errad*|enganad*|trocado)",
      "(foi)? engano",
      "(quem) (e|fala|ta|sao|esta)",
      "(nao) (sou|e) (eu|essa|esse|a|o|ela|ele|dessa|mais|daqui) (pessoa|numero|telefone)?",
      "nao (conheco|te conheco|a conheco|o conheco)",
      "(outra) pessoa",
      "esse numero nao",
    ],
  },
  harmless: ["nao obrigad*", "obrigad* mas nao"],
  notYes: ["(ok|ta bom|tudo bem|certo|esta bem) (muito)? obrigad*", "(sim) mas", "(claro) que nao"],
};
