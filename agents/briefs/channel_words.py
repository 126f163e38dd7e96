"""How marketers name channels, refuse them, or mention them for another reason (folded text)."""

import re

CHANNELS = (
    "email",
    "sms",
    "whatsapp",
    "facebook",
    "instagram",
    "google_search",
    "tiktok",
    "display",
)
SOCIAL_CHANNELS = frozenset({"facebook", "instagram", "tiktok"})
META_CHANNELS = frozenset({"facebook", "instagram"})
MESSAGE_CHANNELS = frozenset({"sms", "whatsapp"})

ALL_CHANNELS = "all"
SOCIAL = "social"
META = "meta"
MESSAGES = "messages"
POST_OR_EMAIL = "post_or_email"
UNSUPPORTED = "unsupported"
UNSUPPORTED_IF_USED = "unsupported_if_used"
"""A word like `radio` or `podcast` that is a channel only where the text uses it as one."""
DISPLAY_IF_USED = "display_if_used"

# The first that matches at a place wins, so the longer and the stranger come first.
NAMES: tuple[tuple[str, str], ...] = (
    (
        ALL_CHANNELS,
        r"all (?:(?:the|of|your|our|available|possible|supported|eight) ){0,3}channels|"
        r"every (?:(?:single|available|possible) )?channel|todos (?:los |sus |tus |"
        r"nuestros )?(?:ocho )?canales(?: disponibles| posibles)?|(?:the eight|"
        r"los ocho) (?:channels|canales)|(?:everything|anything|all|todos?|todas)(?= (?:but|"
        r"except|menos|excepto|salvo) (?:for )?(?:the |el |por |by )?(?:e-?mail|correo|sms|text|"
        r"mensajes|whats|facebook|instagram|google|tik|display|banners|social|redes))",
    ),
    (
        UNSUPPORTED,
        r"linked ?in|twitter|x ads|youtube|you tube|snapchat|pinterest|reddit|telegram|spotify|"
        r"facebook messenger|messenger|bing|waze|twitch|wechat|discord|direct mail|correo postal|"
        r"postal mail|billboards?|vallas(?: publicitarias)?|push notifications?|"
        r"notificaciones push|google (?:shopping|maps ads)|nextdoor|yelp|trip ?advisor|groupon|"
        r"eventbrite|meetup|substack|bluesky|mastodon|vimeo|viber|signal ads|quora|tumblr|kwai|"
        r"linkedln|pintrest|snap ?chat|snap(?= ads)|postcards?|door hangers?|yard signs?|"
        r"amazon ads|apple search ads|robocalls?",
    ),
    (
        "mentioned",
        r"google (?:maps?|reviews?|pixel|play|analytics|forms?|meet|drive|docs|workspace|business|"
        r"my business|home|chrome|classroom|sheets|calendar)|(?:resenas|opiniones) (?:de|"
        r"en) google|window display|display (?:case|cabinet|of|stand)|on display at",
    ),
    ("display", r"google display(?: network)?|(?:red de|anuncios(?: de)?|publicidad) display"),
    (
        "google_search",
        r"(?:google|googl|gugl[ea]?|guguel?)"
        r"(?: ?ads| adds| adwords| search(?: ads)?| sem)?|g ?ads|ad ?words|search(?: engine)? ads|"
        r"paid search|search engines?(?: marketing)?|ppc|(?:el )?buscador(?:es)?(?: de google)?|"
        r"anuncios de busqueda|red de busqueda|(?:(?<=on )|(?<=and )|(?<=, )|(?<=via )|"
        r"(?<=by )|(?<=/))search(?! (?:for|of|our|the))",
    ),
    (
        "sms",
        r"sms(?:'?e?s)?|text(?: |-)?messages?|text(?: |-)?messaging|text msgs?|txt(?:s| messages?|"
        r" msgs?)?|texts|texting|text (?:blasts?|campaigns?|promos?|alerts?|marketing|reminders?)|"
        r"(?:mensajes?|mensajitos?|msjs?|mjes) (?:de texto|sms|de txt|al (?:celular|cel|movil))|"
        r"mensajeria de texto|(?:(?<=por )|(?<=y )|(?<=, )|(?<=/)|(?<=con ))textos?|"
        r"(?:(?<=by )|(?<=via )|(?<=and )|(?<=, )|(?<=/)|(?<=& )|(?<=\+ )|(?<=with ))"
        r"text(?![a-z])|text(?= ?(?:,|/|\+|&|and) ?(?:by )?(?:e-?mails?|whatsapp|facebook|"
        r"instagram|insta\b|fb\b|ig\b))|"
        r"text(?= (?:our|my|all|the|past|existing) (?:customers|clients|list|members|subscribers|"
        r"patients|guests|regulars|students|parents|families))",
    ),
    (
        POST_OR_EMAIL,
        r"(?:(?<=by )|(?<=in the )|(?<=through the ))mail(?!ing|s)",
    ),
    (
        "email",
        r"e-?(?:mail|mial|mal|amil|maill)s?(?: ?-?(?:blasts?|marketing|campaigns?))?|e-?mailing|"
        r"e-?blasts?|mailings?|mail ?shots?|mails?|(?:correos?|correitos?|corr?reo|coreos?|gmail)"
        r"(?: electronicos?| masivos?)?|e-?news(?:letters?)?|news ?letters?|boletin(?:es)?",
    ),
    (
        "whatsapp",
        r"w?hats ?app?s?|what'?s ?app?|whats|guats|wh?ats?up|whas+app?|whatapp|"
        r"(?:wu?|g?u|gw)h?at?s+ ?ap+s?|wasa|wats|wapp|wsap|wpp|wsp|wzp",
    ),
    (
        "facebook",
        r"face ?book|fb|fbk|fcbk|fa[cs]e?bu[ck]|fei[sc] ?bu[ck]|fei[sc]book|feis|"
        r"(?:(?<=por )|(?<=en )|(?<=y )|(?<=, )|(?<=/)|(?<=\+ )|(?<=de )|(?<=el ))"
        r"face(?= ?(?:[,.;/\n+&]|$| y | e | con | del | desde | al | hasta ))|"
        r"face(?= ?(?:,|/|\+|&|y|e) ?(?:insta|ig\b|whats|wasap|correo|tik))",
    ),
    (
        "instagram",
        r"insta ?gram|insta|ig|the gram",
    ),
    ("tiktok", r"ti[ck]k? ?-?to[ck]k?|(?:(?<=/)|(?<=, )|(?<=and )|(?<= y )|(?<=& ))tt"),
    ("display", r"display (?:ads?|network|banners?|advertising)|banners?(?: ads?)?|programmatic"),
    (DISPLAY_IF_USED, r"display"),
    (
        SOCIAL,
        r"social (?:media|networks?|ads|channels|platforms?)|socials|(?<=on )social|"
        r"(?:(?<=and )|(?<=, )|(?<=/)|(?<=& ))social(?= ?(?:[,.;\n]|$| and ))|"
        r"redes sociales|(?:(?<=por )|(?<=en )|(?<=las )|(?<=mis )|(?<=nuestras ))redes|rrss",
    ),
    (META, r"meta ads|(?:(?<=on )|(?<=en )|(?<=via )|(?<=por ))meta(?= ?(?:[,.;\n]|$| and| y))"),
    (
        MESSAGES,
        r"(?:(?<=by )|(?<=via )|(?<=por )|(?<=send )|(?<=enviar )|"
        r"(?<=mandar )|(?<=y )|(?<=, )|(?<=con ))(?:direct )?"
        r"(?:messages?|mensajes?|mensajitos?|msjs?)(?! (?:de|por|en|via|on|by|through))",
    ),
    (
        UNSUPPORTED_IF_USED,
        r"radio|tv|television|tele|podcasts?|flyers?|volantes|leaflets?|posters?|carteles|"
        r"newspapers?|periodicos?|prensa|magazines?|revistas?|print(?: ads)?|cinema|cine|"
        r"influencers?|threads|phone calls?|llamadas|seo|blogs?|mupis?|perifoneo|outdoor",
    ),
)

LEADS_TO_CHANNEL = re.compile(
    r"\b(?:on|via|by|through|over|using|with|in|en|por|con|mediante|a traves de|usando|"
    r"anuncios en|ads on|ads in|vallas en)(?: (?:the|la|el|los|las|local|national|un|una))? $"
)
BETWEEN_CHANNELS = re.compile(
    r"(?: (?:lists?|lista|pages?|pagina|groups?|grupo|stories|historias|reels|posts?|account|"
    r"cuenta|ads|anuncios|campaigns?|feed|publicaciones|blasts?))?"
    r"(?:,? ?(?:and|y|e|o|u|or|nor|neither|ni|&|/|\+|plus|mas|as well as|asi como)|,)(?: (?:also|"
    r"tambien|maybe|by|via|on|through|in|por|en|the|el|la|las|los|con|with|a|de|anuncios|ads|mi|"
    r"my|our|nuestro|nuestra|some))* ?"
)
EITHER = re.compile(r"\b(?:or|nor|neither|ni|o|u)\b")
ANEW = re.compile(r"\b(?:con|with)\b|,.{0,12}\b(?:by|via|on|through|in|por|en)\b")
NOT_ONLY = re.compile(r"\b(?:not (?:only|just)|no (?:solo|solamente|unicamente))\b")
_FILLER = (
    r"(?: (?:use|using|want|do|send|run|any|by|via|on|through|in|the|por|en|el|la|los|las|de|con|"
    r"usar|usemos|uses|mandar|mandes|enviar|envies|nada|anuncios|ads|advertising|hagas|hacer|to|"
    r"it|for|es|need|like|me|gusta|quiero|queremos|interesa|much|mucho|our|my|nuestro|mi|please|"
    r"us|poner|pongas|publicidad|campanas|anything|spend|gastar))*"
)
REFUSED_BEFORE = re.compile(
    r"\b(?:no|not|nor|neither|never|nunca|don't|dont|do not|ni|nada de|tampoco|avoid|evit\w{1,4}|"
    r"skip|drop|remove|quit[ae]\w{0,3}|elimin\w{1,4}|exclud\w{1,4}|exclu\w{1,4}|leave out|"
    r"rather than|"
    r"instead of|en vez de|en lugar de|cancel\w{0,4})" + _FILLER + " $"
)
LEFT_OUT_BEFORE = re.compile(
    r"\b(?:without|sin|except(?: for)?|excepto|menos|salvo|but|other than|aparte de|apart from|"
    r"excluding|excluyendo)" + _FILLER + " $"
)
EXCEPT_BEFORE = re.compile(r"\b(?:except|excepto|menos|salvo|but)\b")
REFUSED_AFTER = re.compile(
    r" (?:ads )?(?:isn't|is not|aren't|are not|not|no es|no hace|no son) "
    r"(?:needed|necessary|an option|falta|necesari[oa]s?|for us)\b"
    r"|:? no(?= ?(?:[,.;!\n]|$| por favor| please))"
)
_OWNER = r"(?:our|my|nuestr[oa]s?|mis?|your|their|tus?|sus?|the shop's|the)"
OWNED_BEFORE = re.compile(
    rf"\b{_OWNER} (?:(?:new|nuev[oa]|official|oficial|own) )?"
    r"(?:(?:page|pagina|cuenta|account|perfil|profile|grupo|group|canal|channel)s? (?:de|of|on|"
    r"en) )?$"
)
USED_BEFORE_OWNER = re.compile(
    rf"\b(?:on|via|by|through|to|in|using|use|with|por|en|mediante|con|a traves de|desde|usando|"
    rf"usa|usar|and|y|a|al|from) {_OWNER} (?:(?:new|nuev[oa]|official|oficial|own) )?"
    r"(?:(?:page|pagina|cuenta|account|perfil|profile|grupo|group|canal|channel)s? (?:de|of|on|"
    r"en) )?$"
)
CONTACT_BEFORE = re.compile(
    r"\b(?:contact\w{0,5}|reach (?:us|me|out)|write (?:to )?us|escrib\w{1,6}|llam\w{1,4}nos|"
    r"siga\w{0,5}|sigue\w{0,4}|siguenos|follow (?:us|me)|find us|visit us|message us|call us|"
    r"dm us|ask us|encuentran\w{0,4}|visitan\w{0,4}|followers|seguidores|suscriptores|subscribers|"
    r"fans)[^.;\n]{0,28}\b(?:on|by|via|at|through|por|en|al|a|mediante|to|of|de|del)(?: (?:our|my|"
    r"the|nuestr[oa]|mi|el|la))*(?: \w{2,12} (?:and|y|o|or))? $"
    r"|\b(?:orders?|pedidos?|reservas?|reservaciones|bookings?|appointments?|citas?|"
    r"consultas?) (?:on|by|via|through|por|en|mediante) $"
)
_TAUGHT = (
    r"(?:cursos?|talleres|taller|courses?|workshops?|masterclass|guides?|guias?|ebooks?|webinars?|"
    r"training|learn|aprende\w{0,3}|expert[os]{0,2}|books?|libros?|class(?:es)?|clases?)"
)
SUBJECT_BEFORE = re.compile(
    rf"\b{_TAUGHT} (?:de|of|about|para|sobre|for|to use|a usar|a vender (?:en|"
    r"por))(?: (?:marketing|ads|anuncios|publicidad|ventas))?(?: (?:de|en|por|on|by|"
    r"in))?(?: (?:the|el|la))? $"
    r"|\b(?:agencias?|agency|agencies|servicios?|services?|consultor\w{0,4}|software|plugin|"
    r"gestion|manejo|management) (?:de|of)(?: (?:marketing|ads|anuncios|publicidad))?(?: (?:de|en|"
    r"por))? $"
)
# "A course on Instagram": what it teaches, or where it is advertised.
TAUGHT_BEFORE = re.compile(
    r"\b(?:cursos?|taller(?:es)?|courses?|workshops?|masterclass|guides?|guias?|ebooks?|webinars?|"
    r"training|expert[os]{0,2}) (?:on|in|en)(?: (?:the|el|la))? $"
)
STRANGER = re.compile(
    r" ?(?:,|/|\+|&) ?(?P<word>[a-z][a-z.]{2,14}) ?(?:,? (?:and|y|e|plus) |, ?|/|\+ ?|& ?)"
)
MENTIONED_AFTER = re.compile(
    r" (?:us|me|nos|has|have|had|tiene|tenemos|followers|seguidores|subscribers|suscriptores|"
    r"courses?|cursos?|workshops?|taller|bots?|reviews?|resenas|shop|store|stickers?|trends?|"
    r"integration|templates?|plantillas|agency|agencia|consult\w{1,6}|managers?|management|number|"
    r"numero|address|handles?|orders?|pedidos?|marketing (?:courses?|agency|agencia|services|"
    r"training))\b"
    r"|(?: (?:page|pagina|account|profile|cuenta|perfil))(?= (?:has|have|tiene|is|es|with))"
    r"|:? ?\(?\+?\d(?:[ ()-]{0,2}\d){6,14}"
    r"(?! ?(?:\d|[$€£₡]|dol|col|peso|euro|usd|mxn|crc|cop|clp))| (?:at|al|a) (?:\+?\d{3}|\n)"
)
ADDITION = re.compile(
    r"\b(?:also|add|plus|too|as well|in addition|tambien|ademas|agreg\w{1,4}|anad\w{1,4}|"
    r"sum[ae]\w{0,3}|incluye\w{0,2}|include)\b"
)
