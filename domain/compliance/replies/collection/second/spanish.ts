import type { LabelledReplies } from "../labelled.ts";

export const spanish: LabelledReplies = {
  optOut: [
    "ya bajenle con los mensajes",
    "quiten mi teléfono por favor",
    "no es mi celular el que tienen ustedes, se equivocaron",
    "no quiero publicidad",
    "Por favor eliminar mis datos",
    "ya no me interesan sus ofertas, no manden",
    "dejen de molestar",
    "que ya no me lleguen estos mensajes",
    "Solicito que no se me envíen más SMS",
    "yo no pedí estos mensajes",
    "Aquí no vive ningún Pedro",
    "paren con los sms",
    "me borran por favor",
  ],
  harmless: [
    "no llegó mi paquete",
    "quiero anular la compra",
    "Le encantó “Rebajas de enero. Responde BAJA para salir”",
    "❤️ a “Nuevos colores. Envía STOP para darte de baja”",
    "Hola, estoy de vacaciones hasta el lunes. Para urgencias contacte a Ana.",
    "tienen talla chica?",
    "quiero cambiar la hora de mi cita",
    "no pude entrar a la página",
    "cuánto tarda el envío",
  ],
  start: ["apúntenme a la lista"],
  help: [],
};
