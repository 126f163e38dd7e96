"""What the generated tables say in words, in English and in Spanish.

The names and defaults come from the code; a name without words here fails the tests.
"""

Both = tuple[str, str]
"""English, Spanish."""

SETTINGS: dict[str, Both] = {
    "PROMPTSALES_PROFILE": (
        "`embedded`: one folder, own secrets. `production`: must be told where things are, and "
        "refuses to start without them.",
        "`embedded`: una sola carpeta y secretos propios. `production`: hay que indicarle dónde "
        "está todo; si falta algo, no arranca.",
    ),
    "PROMPTSALES_DATA": (
        "Folder of the installation. The option `--data` is the same.",
        "Carpeta de la instalación. Es lo mismo que la opción `--data`.",
    ),
    "PROMPTSALES_PUBLIC_URL": (
        "Where clients reach us, without a slash at the end. Links, tokens and approvals carry "
        "it. `up` sets it from `--port`.",
        "Dirección en que nos encuentran, sin barra al final. La llevan los enlaces, los tokens y "
        "las aprobaciones. `up` la fija según `--port`.",
    ),
    "PROMPTSALES_GATEWAY_URL": (
        "Where the payment gateway listens. `up` sets it from `--port`.",
        "Dirección de la pasarela de pagos. `up` la fija según `--port`.",
    ),
    "PROMPTSALES_GATEWAY_KEY": (
        "The gateway's secret. Embedded: made once, in `secrets.json`.",
        "Secreto de la pasarela. En modo embebido se crea una vez, en `secrets.json`.",
    ),
    "PROMPTSALES_WEBHOOK_SECRET": (
        "The secret that signs webhooks. Embedded: made once, in `secrets.json`.",
        "Secreto que firma los webhooks. En modo embebido se crea una vez, en `secrets.json`.",
    ),
    "PROMPTSALES_CLOCK_FILE": (
        "A JSON file with an offset that shifts the domain's clock. The demo uses it; leave it "
        "alone elsewhere.",
        "Archivo JSON con un desfase que mueve el reloj del dominio. Lo usa la demostración; en "
        "otro caso no lo toque.",
    ),
    "PROMPTSALES_DB_PRIMARY": (
        "SQLAlchemy URL of the sales database. Empty: SQLite in the data folder.",
        "URL de SQLAlchemy de la base de ventas. Vacía: SQLite en la carpeta de datos.",
    ),
    "PROMPTSALES_DB_SECONDARY": (
        "Its replica, which takes over when the primary does not answer. Empty: none.",
        "Su réplica, que toma el relevo cuando la primaria no responde. Vacía: ninguna.",
    ),
    "PROMPTCRM_DB_PRIMARY": (
        "The same for clients, consent, leads and messages.",
        "Lo mismo para clientes, consentimientos, leads y mensajes.",
    ),
    "PROMPTCRM_DB_SECONDARY": (
        "Its replica. Empty: none.",
        "Su réplica. Vacía: ninguna.",
    ),
    "PROMPTCONTENT_DB_PRIMARY": (
        "The same for brands, generations and assets; a mongodb:// address too.",
        "Lo mismo para marcas, generaciones y materiales; también una dirección mongodb://.",
    ),
    "PROMPTCONTENT_DB_SECONDARY": (
        "Its replica. Empty: none.",
        "Su réplica. Vacía: ninguna.",
    ),
    "PROMPTADS_DB_PRIMARY": (
        "URL of the server with the shards of ads: databases promptads_0, 1, 2.",
        "URL del servidor con las particiones de anuncios: bases promptads_0, 1, 2.",
    ),
    "PROMPTADS_DB_SECONDARY": (
        "Its replica. Empty: none.",
        "Su réplica. Vacía: ninguna.",
    ),
    "PROMPTSALES_DB_ADS": (
        "Shards elsewhere than on one server: their URLs, commas between them.",
        "Particiones fuera de un mismo servidor: sus URL, separadas por comas.",
    ),
    "PROMPTSALES_DB_ADS_SECONDARY": (
        "Their replicas, in the same order.",
        "Sus réplicas, en el mismo orden.",
    ),
    "PROMPTSALES_SHARD_MAP": (
        "Which hash slots are on which shard. See [databases](database.md).",
        "Qué ranuras están en qué partición. Véase [bases de datos](database.md).",
    ),
    "PROMPTSALES_DB_POOL_SIZE": (
        "Connections that a process keeps to each database.",
        "Conexiones que un proceso mantiene con cada base.",
    ),
    "PROMPTSALES_MIGRATE": (
        "In production: run missing migrations at the start.",
        "En producción: ejecuta al inicio las migraciones que falten.",
    ),
    "PROMPTSALES_REDIS_URL": (
        "Redis for cache, rate limits and locks. Empty: in process.",
        "Redis para caché, límites y cerrojos. Vacía: en el proceso.",
    ),
    "PROMPTSALES_LIMITS__USER": (
        "Requests of one person, or of their agent, over REST and MCP together, as "
        "`600/minute` (or second, or hour).",
        "Peticiones de una persona, o de su agente, por REST y MCP juntos, como `600/minute` "
        "(o second, u hour).",
    ),
    "PROMPTSALES_LIMITS__ORGANIZATION": (
        "Requests of all people and agents of one organization.",
        "Peticiones de todas las personas y agentes de una organización.",
    ),
    "PROMPTSALES_LIMITS__SIGN_IN": (
        "Tries to sign in from one address.",
        "Intentos de entrar desde una dirección.",
    ),
    "PROMPTSALES_LIMITS__PUBLIC": (
        "Other requests without a good token from one address.",
        "Otras peticiones sin un token válido desde una dirección.",
    ),
    "PROMPTSALES_LIMITS__FORM": (
        "Forms sent from one address to the public pages.",
        "Formularios enviados desde una dirección a las páginas públicas.",
    ),
    "PROMPTSALES_LIMITS__TRUSTED_PROXIES": (
        "Addresses or networks of your proxies, with commas between them: their "
        "`X-Forwarded-For` is believed, and nobody else's.",
        "Direcciones o redes de sus proxies, separadas por comas: se cree su `X-Forwarded-For` "
        "y el de nadie más.",
    ),
    "PROMPTSALES_BLOBS__CONNECTION_STRING": (
        "Azure Blob Storage for files. Empty: a folder.",
        "Azure Blob Storage para archivos. Vacía: una carpeta.",
    ),
    "PROMPTSALES_BLOBS__CONTAINER": (
        "The container of files.",
        "El contenedor de archivos.",
    ),
    "PROMPTSALES_EXTENSIONS": (
        "Modules of extensions, their names with commas between them. See "
        "[extending](extending.md).",
        "Módulos de extensiones: sus nombres separados por comas. Véase [ampliar](extending.md).",
    ),
    "PROMPTSALES_PHONE_REGION": (
        "Country (ISO 3166) of phone numbers written without their code.",
        "País (ISO 3166) de los teléfonos escritos sin código.",
    ),
    "PROMPTSALES_MODEL__KIND": (
        "Who writes copy: `offline`, `openai`, `azure` or `compatible`.",
        "Quién redacta los textos: `offline`, `openai`, `azure` o `compatible`.",
    ),
    "PROMPTSALES_MODEL__BASE_URL": (
        "Address of the model's server; needed for `azure` and `compatible`.",
        "Dirección del servidor del modelo; hace falta con `azure` y `compatible`.",
    ),
    "PROMPTSALES_MODEL__API_KEY": ("Its key. It is never logged.", "Su clave. Nunca se registra."),
    "PROMPTSALES_MODEL__NAME": (
        "The model's name; on Azure, the deployment's.",
        "Nombre del modelo; en Azure, el del despliegue.",
    ),
    "PROMPTSALES_MODEL__TIMEOUT_S": (
        "Seconds for one request for copy, retries included; at most 300.",
        "Segundos para una solicitud de textos, con reintentos; 300 como máximo.",
    ),
}

AGENT_SETTINGS: dict[str, Both] = {
    "PROMPTSALES_MCP_URL": (
        "Where the tools are, before the servers' names. Needed; `up` sets it.",
        "Dónde están las herramientas, antes del nombre del servidor. Obligatoria; `up` la fija.",
    ),
    "PROMPTSALES_AGENT_TOKEN": (
        "An agent's token for requests that bring none. Only the demo sets it.",
        "Token de agente para las solicitudes que no traen uno. Solo lo fija la demostración.",
    ),
    "PROMPTSALES_AGENT_MODEL": (
        "Who thinks: `offline` (rules) or `openai` (any server that speaks chat completions).",
        "Quién razona: `offline` (reglas) u `openai` (cualquier servidor con chat completions).",
    ),
    "PROMPTSALES_AGENT_MODEL_NAME": ("The model's name.", "Nombre del modelo."),
    "PROMPTSALES_AGENT_MODEL_URL": (
        "Its address, such as `http://127.0.0.1:11434/v1`; empty: OpenAI's.",
        "Su dirección, por ejemplo `http://127.0.0.1:11434/v1`; vacía: la de OpenAI.",
    ),
    "PROMPTSALES_AGENT_MODEL_KEY": ("Its key.", "Su clave."),
}

OTHER_VARIABLES: dict[str, Both] = {
    "PROMPTSALES_GATEWAY_WEBHOOK_URL": (
        "Where the sandbox gateway announces what happens; `up` names `/webhooks/payments`.",
        "Adónde anuncia la pasarela de prueba lo que ocurre; `up` da `/webhooks/payments`.",
    ),
    "PROMPTSALES_GATEWAY_WEBHOOK_SECRET": (
        "The secret that signs those reports.",
        "El secreto que firma esos reportes.",
    ),
    "PROMPTSALES_PASSWORD": (
        "Password for `chat`, `approvals` and `mcp` where the person is not a demo user.",
        "Contraseña para `chat`, `approvals` y `mcp` cuando la persona no es de la demostración.",
    ),
    "PROMPTSALES_PYTHON": (
        "The Python that `./promptsales` uses to make its environment.",
        "El Python con que `./promptsales` crea su entorno.",
    ),
    "PROMPTSALES_TEST_POSTGRES_URL": (
        "An empty PostgreSQL database that the tests may fill.",
        "Una base PostgreSQL vacía que las pruebas pueden llenar.",
    ),
    "PROMPTSALES_TEST_REDIS_URL": (
        "A Redis server that the tests may fill. Without it they start one, where it is installed.",
        "Un servidor Redis que las pruebas pueden llenar. Sin él, arrancan uno si está instalado.",
    ),
    "PROMPTSALES_REQUIRED_SUITES": (
        "Names of suites that must run: where one would be skipped, it fails.",
        "Nombres de las pruebas que deben correr: en vez de omitirse, fallan.",
    ),
}

METRICS_IN_SPANISH: dict[str, str] = {
    "reached": "Personas a quienes se les envió un mensaje, contadas por canal.",
    "impressions": "Veces que una red mostró un anuncio, según ella.",
    "clicks": "Veces que se abrió un enlace de la campaña o un anuncio.",
    "reactions": "Me gusta, compartidos y comentarios, según las redes.",
    "leads": "Personas que respondieron y quedaron guardadas como leads.",
    "sales": "Ventas registradas a clientes que trajo la campaña.",
    "revenue": "Dinero de esas ventas.",
    "spend": "Dinero gastado en mensajes y anuncios.",
}

ROLES: dict[str, Both] = {
    "owner": (
        "everything, people and settings included",
        "todo, también las personas y los ajustes",
    ),
    "approver": (
        "what a marketer may, and decide approvals",
        "lo mismo que el mercadólogo, y decide aprobaciones",
    ),
    "marketer": (
        "plan, launch what is approved, follow results",
        "planifica, lanza lo aprobado y sigue los resultados",
    ),
    "viewer": ("read", "lee"),
}

EFFECTS: dict[str, Both] = {
    "read": ("Reads; changes nothing.", "Lee; no cambia nada."),
    "draft": (
        "Makes something nobody sees outside.",
        "Crea algo que nadie ve fuera de la organización.",
    ),
    "write": ("Changes our records.", "Cambia nuestros registros."),
    "send": ("Reaches a person.", "Le llega a una persona."),
    "spend": ("Moves or commits money.", "Mueve o compromete dinero."),
}
