// Every sentence of the widget's own that a person reads or hears.

/** Those of the launcher, apart from the rest so that only they are bundled with it. */
export const launcherTexts = {
  open: "Abrir el asistente",
  dismiss: "Cerrar este aviso",
  failed: "No se pudo abrir el asistente. Pruebe dentro de un momento.",
};

export const texts = {
  title: "Asistente de quejas",
  subtitle: "Información, no asesoría legal",
  greeting:
    "Buenas. Respondo preguntas sobre retirar una queja en Alibaba o Taobao y sobre presentarla de nuevo.\n¿Qué necesita saber?",
  starters: ["¿Puedo retirar mi queja?", "¿Puedo presentar otra después?", "Recibí un aviso de queja"],
  startersLabel: "Preguntas frecuentes",
  conversation: "Conversación",
  you: "Usted:",
  bot: "Asistente:",
  input: "Escriba su pregunta",
  send: "Enviar",
  close: "Cerrar el asistente",
  restart: "Empezar una conversación nueva",
  restartQuestion: "¿Empezar de nuevo? Esta conversación dejará de verse aquí.",
  restartYes: "Empezar de nuevo",
  restartNo: "Seguir con esta",
  restarted: "Conversación nueva.",
  unread: (count: number) => (count === 1 ? "1 respuesta sin leer" : `${count} respuestas sin leer`),
  toEnd: "Ir al final de la conversación",
  options: "Opciones",
  menu: "Menú y ayuda",
  menuWord: "Menú",
  menuTopics: "Ver los temas",
  menuHelp: "Cómo se usa",
  menuCopy: "Copiar la conversación",
  menuSave: "Guardarla en un archivo",
  menuPrint: "Imprimirla",
  help: (closes: boolean) => [
    "Escriba su pregunta con sus palabras, o pulse una opción. La tecla Intro la envía; con Mayúsculas e Intro empieza otra línea.",
    "Cada respuesta dice en qué preguntas de la guía se basa: pulse «Fuente» para leerlas.",
    closes
      ? "«Menú» muestra los temas, «empezar de nuevo» abre otra conversación y «salir» cierra el asistente."
      : "«Menú» muestra los temas y «empezar de nuevo» abre otra conversación.",
    "«Borra mis datos» borra lo que se ha guardado de esta conversación.",
    "La tecla Escape cierra lo que esté abierto.",
  ],
  helpClose: "Volver a la conversación",
  copied: "Conversación copiada.",
  notCopied: "No se pudo copiar. Guárdela en un archivo.",
  transcriptFile: "conversacion.txt",
  transcriptSaved: (when: string) => `Copia de la conversación, ${when}`,
  transcriptSources: "Lo que dice la guía",
  consentLabel: "Privacidad",
  consent:
    "Antes de empezar: lo que escriba aquí se guarda un tiempo en el servidor de este asistente para poder responderle, y puede pedir que se borre. Hasta que acepte, no se envía ni se guarda nada.",
  consentLink: "Política de privacidad",
  consentYes: "Aceptar y empezar",
  waitsForConsent: "Se enviará cuando acepte.",
  optionsSpoken: (titles: string[]) => `Opciones: ${titles.join(", ")}.`,
  groupsSpoken: (count: number, groups: string[]) => `${count} opciones. Temas: ${groups.join("; ")}.`,
  typing: "El asistente está escribiendo",
  slow: "Está tardando más de lo normal. Siga en esta página, por favor.",
  connecting: "Conectando…",
  offline: "Sin conexión. Lo intentaré de nuevo en cuanto vuelva.",
  refused: "El asistente no está disponible en esta página.",
  notSent: "No se envió.",
  tryNow: "Intentar ahora",
  waiting: "Se enviará cuando vuelva la conexión.",
  retry: "Reintentar",
  expired: "Su conversación anterior caducó. Empieza una nueva.",
  notes: (count: number) => (count === 1 ? "Nota: lo que no dice la guía" : `${count} notas: lo que no dice la guía`),
  rate: "¿Le sirvió?",
  reasons: "Por qué no le sirvió",
  comment: "Dígalo en una frase",
  ownComment: (comment: string) => `Su comentario: «${comment}»`,
  next: "También puede preguntar",
  nextSpoken: (titles: string[]) => `También puede preguntar: ${titles.join(" ")}`,
  sourceOpen: "Ver qué dice la guía",
  guideOpen: "Leer la guía",
  sourceLoading: "Buscando lo que dice la guía…",
  sourceFailed: "No se pudo leer la guía ahora mismo. Pulse otra vez dentro de un momento.",
  sourceNumber: (id: string) => `Pregunta ${id.replace(/^\D+/, "")}`,
  sourceOrigin: "La guía es un texto sin fecha, traducido del chino por una máquina. No es una página oficial.",
  left: (count: number) =>
    count < 0
      ? `Sobran ${-count} caracteres.`
      : count === 1
        ? "Queda 1 carácter."
        : `Quedan ${count} caracteres.`,
  tooLong: (max: number) => `Puede escribir hasta ${max} caracteres. Resúmalo, por favor.`,
  newTab: "(se abre en otra pestaña)",
};

/** Those of the demo page's script. */
export const demoTexts = {
  copied: "Copiada.",
  notCopied: "Está marcada: cópiela con el teclado o con el menú.",
};
