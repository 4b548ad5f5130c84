import type { Words } from "#domain/compliance/replies/lexicon/concept";

export const spanish: Words = {
  end: "bajenle bájenle párenle parenle paren pare parad parar deja_de deja_ya ya_deja deja_me dejen deje dejad dejar ceses cesen cese cesar basta detener detengan detente desactiv* apag* suspend* terminen terminar ya_basta frena frenen corten cortala córtenla stop alto_a alto_con alto_ya",
  leave:
    "darme_de_baja denme_de_baja dame_de_baja deme_de_baja doy_de_baja desuscri* desinscri* dar_de_baja desapunta* desafili* anular_suscripción quitar_suscripción salir_de_esta_lista salirme cómo_salgo cómo_me_salgo quiero_salir quiero_salirme cómo_me_borro cómo_me_quito desuscrib* dadme_de_baja me_doy_de_baja darse_de_baja doi_de_baja doi_de_vaja doy_de_vaja darme_de_vaja dar_de_vaja denme_de_vaja dame_de_vaja dan_de_baja",
  cancel: "cancela cancelar cancelen cancele anula anular anulen rescindir",
  erase:
    "borra* borren borre* elimin* quita quitar quiten quite quítame quiteme quitenme saca sacar saquen sáqueme sácame sacame sáquenme remov* retir* suprim* quítenme quitarme sacarme borrarme eliminarme retírenme remuévanme bórrenme bórrame elimínenme",
  send: "mandar* manda mandan mandando manden mande mandes enviar* envía* envien envíen envíe envíes enviando escribir* escriban escriba escribas escribiendo escriben contact* moleste* molesta* molesten molestar* textear* textee* llamar* lleguen llegar llegando hostigar* spamear* escribirme mandarme enviarme mensajear mensajeen textearme llegan marquen insistan insistir",
  texts:
    "mensaje* msjs msj sms textos texto publicidad promociones promos propaganda notificaciones mensajitos avisos ofertas anuncios spam whatsapps wasaps mjs msgs msg promo mensajería mensajes msjes mnsjs comunicaciones",
  no: "no ya_no nunca sin nada ningún ningun tampoco jamás nel nunk ni",
  more: "más mas ya_no nunca_más",
  want: "quiero kiero deseo quisiera queremos necesito interesa interesado interesada autorizo autoricé acepto gusta gustaría ocupo di_permiso di_mi_consentimiento consentimiento permiso interesan kero",
  get: "recib* me_lleguen llegó llegaron llegado",
  me: "me mi mis nos yo",
  number: "número num teléfono telefono celular móvil movil cel nro tel núm línea nmro",
  list: "lista listas base_de_datos base agenda contactos directorio ahí de_ahí grupo",
  wrong:
    "equivocado equivocada equivocó equivocaron equivocaste equivocan equivocas erróneo incorrecto error confundido pertenece",
  isnt: "no_es ya_no_es no_soy no_somos aquí_no no_está no_pertenece ya_no_pertenece no_corresponde no_vive no_conozco ya_no_tiene ya_no_usa no_tiene_este ya_no_está",
  imNot:
    "aquí_no_vive_ningún aquí_no_vive_ninguna no_vive_ningún no_conozco_a aquí_no_hay_ningún no_soy no_me_llamo aquí_no_vive no_es ya_no_es",
  email: "correo correos email e_mail mail",
  only: "solo sólo solamente prefiero únicamente mejor preferiría",
  join: "suscribí suscrib* inscrib* inscribí registré registr* apunt* di_de_alta anoté solicité pedí",
  angry:
    "cansado_de cansada_de molestos molesto estafa policía abogado profeco fastidio pesados harto harta bloquead* bloquear* bloqueo bloqueé bloqueándo* déjame_en_paz dejame_en_paz déjenme_en_paz dejenme spam acoso denunci* fallec* hart* chingar joder fastidi* murió falleció déjenme_tranquil* déjame_tranquil* en_paz dejen_de_joder dejen_de_chingar chinga* jodan jodas jodiendo molestando moleste_más los_bloqueo los_voy_a_bloquear voy_a_bloquear voy_a_reportar los_reporto reporto reportar* reportados los_demand* les_demand* voy_a_demand* vamos_a_demand* demandarlos demandarles no_soy_client* ya_no_soy_client* no_los_conozco no_sé_quiénes_son no_sé_quién_es persona_equivocada se_equivocó_de se_equivocaron_de se_confundieron se_confundió difunto difunta finado ya_murió se_murió ya_falleció latosos latosas latos* hostigamiento acosando no_molest* no_jod* no_chingu* vendí_el_celular vendí_este cambié_de_número me_mudé hasta_la_madre hasta_el_gorro me_tienen_hart* ya_estuvo_bueno ya_estuvo ya_estuvo_suave ya_párenle bájenle ya_chole ya_cálmense ya_me_cansé me_cansé me_cansaron no_soy_esa_persona no_soy_ese no_soy_esa no_soy_la_persona ya_les_dije ya_les_pedí ya_les_he_dicho no_tengo_ganas",
  keep: "perder perderme encantan encanta sigan olviden perdérmel*",
  order:
    "pedido* orden ordenes cita citas reserva* compra compras envío envíos paquete* entrega* caja cajas devolución cambio talla tallas producto* artículo* factura consulta turno vuelo taza vela vestido camisa mancha guía rastreo tarjeta color colores sombrero zapato* pantalón termina_en el_nuevo mi_nuevo_número mi_número_nuevo el_nuevo_es",
  ask: "cómo como puedo cuándo por_qué porque si dónde qué se_puede",
  enough:
    "demasiad* tantos tanta tantas muchos muchísimos exceso a_cada_rato todo_el_día todos_los_días cansad* hasta_el_gorro hasta_la_madre ya_estuvo a_diario",
  source:
    "quién_les_dio quien_te_dio quién_le_dio quién_dio quien_os_dio de_dónde_sacaron de_dónde_sacaste de_dónde_tienen de_dónde_tienes de_dónde_obtuvieron de_dónde_consiguieron cómo_consiguieron cómo_obtuvieron cómo_tienen por_qué_tienen de_dónde_sacan cómo_sacaron cómo_consiguió quién_pasó",
  praise: "lindo linda bonito bonita hermos* divin* chistos* gracios* precios* genial",
};
