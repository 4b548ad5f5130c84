import type { Words } from "../concept.ts";

export const spanish: Words = {
  end: "bajenle bájenle párenle parenle paren pare parad parar deja dejen deje dejad dejar ceses cesen cese cesar basta detener detengan detente desactiv* apag* suspend* terminen terminar ya_basta frena frenen corten cortala córtenla stop",
  leave:
    "darme_de_baja denme_de_baja dame_de_baja deme_de_baja doy_de_baja desuscri* desinscri* dar_de_baja desapunta* desafili* anular_suscripción quitar_suscripción salir_de_esta_lista salirme",
  cancel: "cancela cancelar cancelen cancele anula anular anulen rescindir",
  erase:
    "borra* borren borre* elimin* quita quitar quiten quite quítame quiteme quitenme saca sacar saquen sáqueme sácame sacame sáquenme remov* retir* suprim*",
  send: "mandar* manda mandan mandando manden mande mandes enviar* envía* envien envíen envíe envíes enviando escribir* escriban escriba escribas escribiendo escriben contact* moleste* molesta* molesten molestar* textear* textee* llamar* lleguen llegar llegando hostigar* spamear*",
  texts:
    "mensaje* msjs msj sms textos texto publicidad promociones promos propaganda notificaciones mensajitos avisos ofertas anuncios spam whatsapps wasaps",
  no: "no ya_no nunca sin nada ningún ningun tampoco jamás",
  more: "más mas ya_no nunca_más",
  want: "quiero kiero deseo quisiera queremos necesito interesa interesado interesada autorizo autoricé acepto gusta gustaría",
  get: "recib* me_lleguen llegó llegaron llegado",
  me: "me mi mis nos yo",
  number: "número num teléfono telefono celular móvil movil cel nro",
  list: "lista listas base_de_datos base agenda contactos directorio",
  wrong:
    "equivocado equivocada equivocó equivocaron equivocaste equivocan equivocas erróneo incorrecto error confundido pertenece",
  isnt: "no_es ya_no_es no_soy no_somos aquí_no no_está no_pertenece ya_no_pertenece no_corresponde no_vive no_conozco",
  imNot:
    "aquí_no_vive_ningún aquí_no_vive_ninguna no_vive_ningún no_conozco_a aquí_no_hay_ningún no_soy no_me_llamo aquí_no_vive no_es ya_no_es",
  email: "correo correos email e_mail mail",
  only: "solo sólo solamente prefiero únicamente mejor preferiría",
  join: "suscribí suscrib* inscrib* inscribí registré registr* apunt* di_de_alta anoté solicité pedí",
  angry:
    "cansado_de cansada_de molestos molesto estafa policía abogado profeco fastidio pesados harto harta bloquead* bloquear* bloqueo bloqueé bloqueándo* déjame_en_paz dejame_en_paz déjenme_en_paz dejenme spam acoso denunci* fallec* hart* chingar joder fastidi* murió falleció",
  keep: "perder perderme encantan encanta sigan olviden perdérmel*",
  order:
    "pedido* orden ordenes cita citas reserva* compra compras envío envíos paquete* entrega* caja cajas devolución cambio talla tallas producto* artículo* factura consulta turno vuelo taza vela vestido camisa mancha guía rastreo tarjeta",
  ask: "cómo como puedo cuándo por_qué porque si dónde qué se_puede",
};
