"""What the landing page says, in English and in Spanish."""

from dataclasses import dataclass, field

from domain_api.kernel import Channel


@dataclass(frozen=True, slots=True)
class Words:
    language: str
    invitation: str
    name: str
    email: str
    phone: str
    message: str
    consent_title: str
    consent_note: str
    consents: dict[Channel, str]
    """The sentence by each box; ticked, it is the proof of consent."""
    send: str
    trap: str
    wrong: str
    thanks: str
    thanks_note: str
    errors: dict[str, str] = field(default_factory=dict[str, str])


_ENGLISH = Words(
    language="en",
    invitation="Leave us your details and we will get back to you.",
    name="Name",
    email="Email",
    phone="Phone, with its country code",
    message="Message (optional)",
    consent_title="Offers and news",
    consent_note="Only if you want to. You can stop them at any time by answering STOP.",
    consents={
        Channel.EMAIL: "Yes, I want to receive offers by email.",
        Channel.SMS: "Yes, I want to receive offers by SMS.",
        Channel.WHATSAPP: "Yes, I want to receive offers by WhatsApp.",
    },
    send="Send",
    trap="Leave this field empty",
    wrong="Please mend this and send it again:",
    thanks="Thank you!",
    thanks_note="We have your details and will get back to you.",
    errors={
        "name": "Write your name, in at most 200 characters.",
        "email": "Write an email address such as ana@example.com.",
        "phone": "Write a phone number such as +506 8888 7777.",
        "contact": "Write an email or a phone number, so that we can answer.",
        "message": "Write at most 4096 characters.",
        "consent_email": "Offers by email need your email.",
        "consent_sms": "Offers by SMS need your phone number.",
        "consent_whatsapp": "Offers by WhatsApp need your phone number.",
        "form": "Something went wrong on the way. Please send it once more.",
    },
)

_SPANISH = Words(
    language="es",
    invitation="Déjenos sus datos y le responderemos.",
    name="Nombre",
    email="Correo electrónico",
    phone="Teléfono, con código de país",
    message="Mensaje (opcional)",
    consent_title="Ofertas y noticias",
    consent_note="Solo si usted quiere. Puede detenerlas cuando guste respondiendo ALTO.",
    consents={
        Channel.EMAIL: "Sí, quiero recibir ofertas por correo electrónico.",
        Channel.SMS: "Sí, quiero recibir ofertas por SMS.",
        Channel.WHATSAPP: "Sí, quiero recibir ofertas por WhatsApp.",
    },
    send="Enviar",
    trap="Deje este campo vacío",
    wrong="Corrija esto y envíelo de nuevo:",
    thanks="¡Gracias!",
    thanks_note="Tenemos sus datos y le responderemos.",
    errors={
        "name": "Escriba su nombre, con 200 caracteres como máximo.",
        "email": "Escriba un correo como ana@example.com.",
        "phone": "Escriba un teléfono como +506 8888 7777.",
        "contact": "Escriba un correo o un teléfono para poder responderle.",
        "message": "Escriba 4096 caracteres como máximo.",
        "consent_email": "Para recibir ofertas por correo hace falta su correo.",
        "consent_sms": "Para recibir ofertas por SMS hace falta su teléfono.",
        "consent_whatsapp": "Para recibir ofertas por WhatsApp hace falta su teléfono.",
        "form": "Algo falló en el camino. Envíelo otra vez, por favor.",
    },
)


def words_for(locale: str) -> Words:
    return _SPANISH if locale.startswith("es") else _ENGLISH
