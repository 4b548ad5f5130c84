import type { TopicRules } from "#domain/conversations/topics/rules";

export const spanish: TopicRules = {
  sets: {
    goods: "pedido|pedidos|paquete|orden|ordenes|envio|compra|entrega|encomienda|reembolso|devolucion|cambio|factura",
    came: "llega|llegado|llego|llegan|llegara|recibido|recibi|recibo|enviado|entregado|enviaron|mandaron",
  },
  phrases: {
    "order-question": [
      "(mi|mis|nuestro|el|la|del|de mi|este) (<goods>)",
      "(donde|cuando|que paso) (esta|va|viene|con|anda|sale|me|se)? _ (<goods>|<came>|llegar|llegada)",
      "(no|nunca|aun|todavia) (me|lo|la|he|ha|se|no)~ (<came>)",
      "(devolver|devoluc*|cambiar|reembols*|rastre*|seguimiento|numero de guia|numero de rastreo|cancelar mi|cancelar el|cancelar la)",
      "(roto|rota|rotos|danad*|defectuos*|quebrad*|rompio|estropead*)",
      "(talla|color|producto|articulo|direccion) (equivocad*|incorrect*|erronea|mal)",
      "(me|mi) _ (equivocad*|incorrect*)",
      "(me) (queda|quedan|quedo) (chico|chica|grande|grandes|pequen*|apretad*)",
      "(hice|hicimos|pedi|compre|ordene|encargue) (un|una|el|la|unos|unas|dos|hace|ayer|mal)",
      "(cambiar|corregir|actualizar) (la|mi) direccion",
      "(falta|faltan|falto) (un|una|uno|algo|dos|el|la)",
      "saber de mi pedido",
      "(pedido|orden) (numero|num|1*|2*|3*|4*|5*|6*|7*|8*|9*)",
      "cuanto (tarda|tardan|demora|falta|tiempo)",
    ],
    yes: [
      "(si|sip|claro|ok|okay|vale|perfecto si|bueno|dale|obvio|acepto|listo|seguro|absolutamente)",
      "(por supuesto|de acuerdo|esta bien|me interesa|si me interesa|lo quiero|la quiero|los quiero|me apunto|me encantaria|como no|cuenten conmigo|quiero uno|quiero una|quiero dos|quiero ese|quiero esa|quiero participar)",
    ],
    price: [
      "cuanto (cuesta*|vale|valen|sale|salen|es|seria|cobran|me)",
      "que (precio|cuesta*|vale|valen)",
      "a (como|cuanto) (esta|estan|sale|es|la|el)",
      "(precio*|descuento*|promo*|oferta*|rebaja*|cupon*|barat*|caro|cara|costo|costos)",
      "(codigo) (de)? (descuento|promo*|no|es)?",
      "(envio|envios) (gratis|gratuito|cuesta)",
      "cuesta (el|la|lo)?",
    ],
    thanks: [
      "(gracias|agradezco|agradecid*|grax|grasias)",
      "(me encant*|los amo|las amo|lo amo|la amo|amo sus|muy amable*|excelente*|genial|perfecto|hermos*|maravillos*|son los mejores|bendiciones|divin*|lindo|linda)",
    ],
    abuse: [
      "(puta|puto|putas|putos|puta madre|pendej*|cabron*|estafador*|ladron*|mierda|idiot*|imbecil*|estupid*|malparid*|culer*|gilipollas|hdp|rater*|maldit*|basura|sinverguenza*)",
      "(vete|vayan*|vayanse|vayase|andate) (a la|al) (mierda|chingada|carajo|diablo|infierno|verga)",
      "(chinga|chinguen|chingen|chingas|que te jodan|jodete|jodanse|que os den|callate|callense)",
    ],
    "wrong-number": [
      "(numero|persona|telefono) (equivocad*|errone*|incorrect*)",
      "(se|te|esta|estan|estas) (ha|has|han)? (equivoc*|confund*) (de)? (numero|persona)?",
      "(quien) (es|eres|son|habla|sos|me)",
      "(no) (soy|es) (esa|ese|la|el|su|mi|de) (persona|numero|telefono|senor|senora)",
      "(aqui|aca) no (vive|hay|es|esta)",
      "no (conozco|lo conozco|la conozco|los conozco)",
      "este (no es|ya no es|numero no) _ (numero|telefono|celular)",
    ],
  },
  harmless: ["no gracias", "gracias (pero no|por nada)"],
  notYes: [
    "(ok|vale|bueno|listo|claro|esta bien) (muchas|mil)? gracias",
    "(si) (pero|no)",
    "si (lo|la|tienen|hay|puedo|se)",
  ],
};
