import type { LabelledReplies } from "../labelled.ts";

export const spanish: LabelledReplies = {
  optOut: [
    "dejen de estar chingando",
    "ya estuvo bueno de mensajes",
    "sáquenme de ahí",
    "no soy clienta suya",
    "me llegan demasiados sms",
    "no autorizo que me escriban",
    "ese señor ya falleció",
    "kiten mi num",
  ],
  harmless: [
    "cómo devuelvo los zapatos",
    "tienen envios a colombia",
    "cancelen el pedido 3321 pf",
    "gracias por todo",
    "no puedo ir a la cita",
  ],
  start: ["apúntenme"],
  help: [],
};
