"""Cities, towns and well-known districts where Spanish is spoken, in folded lower case."""

from agents.briefs.vocabulary import listed

CENTRAL_AMERICA = frozenset(
    listed(
        """san jose|alajuela|heredia|cartago|liberia|puntarenas|limon|escazu|santa ana|
        curridabat|tibas|moravia|desamparados|san pedro|jaco|tamarindo|quepos|san carlos|
        perez zeledon|nicoya|grecia|rohrmoser|pavas|belen|tres rios|turrialba|guapiles|
        siquirres|ciudad quesada|la fortuna|monteverde|nosara|santa teresa|samara|
        manuel antonio|puerto viejo|guadalupe|zapote|barrio escalante|santo domingo de heredia|
        la union|atenas|san ramon|palmares|naranjo|paraiso|oreamuno|aserri|alajuelita|hatillo|
        barva|santa barbara de heredia|san pablo de heredia|san joaquin de flores|ciudad colon|
        puriscal|tarrazu|coronado|goicoechea|montes de oca|sabanilla|golfito|parrita|garabito|
        esparza|bagaces|tilaran|abangares|hojancha|pococi|talamanca|cahuita|sarapiqui|upala|
        guatuso|los chiles|orotina|zarcero|sarchi|el guarco|ciudad neily|filadelfia|la garita|
        la sabana|lindora|san rafael de heredia|san isidro|uvita|dominical|playas del coco|
        ciudad de guatemala|guatemala|antigua|antigua guatemala|quetzaltenango|xela|
        san salvador|santa tecla|soyapango|san miguel|tegucigalpa|san pedro sula|la ceiba|
        managua|leon|granada|masaya|panama|ciudad de panama|panama city|david|boquete|
        santo domingo|santiago de los caballeros|punta cana|la romana|la habana|san juan|
        ponce|bayamon|carolina|caguas|mayaguez|santurce|guaynabo|dorado|rincon"""
    )
)
MEXICO = frozenset(
    listed(
        """ciudad de mexico|mexico city|cdmx|guadalajara|monterrey|puebla|tijuana|leon|merida|
        cancun|playa del carmen|tulum|cozumel|chetumal|queretaro|toluca|metepec|oaxaca|morelia|
        veracruz|xalapa|hermosillo|guaymas|nogales|ciudad obregon|chihuahua|ciudad juarez|
        aguascalientes|zapopan|tlaquepaque|tonala|puerto vallarta|saltillo|torreon|mazatlan|
        culiacan|los mochis|polanco|coyoacan|roma norte|la roma|condesa|la condesa|santa fe|
        satelite|tlalpan|xochimilco|iztapalapa|del valle|narvarte|cuernavaca|acapulco|
        pachuca|tlaxcala|cholula|san luis potosi|zacatecas|durango|guanajuato|irapuato|celaya|
        salamanca|san miguel de allende|colima|manzanillo|tepic|la paz|los cabos|
        cabo san lucas|san jose del cabo|ensenada|mexicali|tecate|rosarito|villahermosa|
        tuxtla gutierrez|san cristobal de las casas|tapachula|campeche|ciudad del carmen|
        coatzacoalcos|orizaba|cordoba|tampico|reynosa|matamoros|nuevo laredo|
        ciudad victoria|apodaca|san pedro garza garcia|san nicolas de los garza|escobedo|
        naucalpan|tlalnepantla|ecatepec|nezahualcoyotl|valle de bravo|tepoztlan"""
    )
)
SPAIN = frozenset(
    listed(
        """madrid|barcelona|valencia|sevilla|seville|zaragoza|malaga|murcia|palma|
        palma de mallorca|bilbao|alicante|cordoba|valladolid|vigo|gijon|oviedo|aviles|granada|
        a coruna|la coruna|vitoria|santander|pamplona|san sebastian|donostia|salamanca|cadiz|
        jerez|jerez de la frontera|huelva|almeria|jaen|marbella|fuengirola|torremolinos|
        benalmadena|ronda|toledo|burgos|leon|palencia|zamora|segovia|avila|soria|logrono|
        huesca|teruel|lleida|lerida|girona|gerona|tarragona|reus|sabadell|terrassa|badalona|
        hospitalet|mataro|sitges|castellon|elche|benidorm|denia|torrevieja|gandia|cartagena|
        lorca|albacete|cuenca|ciudad real|guadalajara|badajoz|caceres|merida|ourense|lugo|
        pontevedra|santiago de compostela|getafe|leganes|mostoles|alcorcon|fuenlabrada|
        alcala de henares|alcobendas|pozuelo|pozuelo de alarcon|las rozas|majadahonda|
        boadilla|boadilla del monte|torrejon|vallecas|malasana|chueca|lavapies|chamberi|
        carabanchel|tetuan|moratalaz|gracia|el raval|el born|sants|eixample|potes|ibiza|
        menorca|mallorca|tenerife|gran canaria|las palmas|lanzarote|fuerteventura|mijas|nerja|
        dos hermanas|alcala de guadaira|irun|getxo|barakaldo|tudela|ponferrada"""
    )
)
SOUTH_AMERICA = frozenset(
    listed(
        """bogota|medellin|cali|barranquilla|cartagena|cartagena de indias|bucaramanga|pereira|
        manizales|armenia|ibague|neiva|pasto|popayan|villavicencio|santa marta|monteria|cucuta|
        valledupar|tunja|soacha|chia|cajica|zipaquira|envigado|sabaneta|itagui|bello|rionegro|
        el poblado|laureles|chapinero|usaquen|suba|kennedy|cedritos|palmira|buga|tulua|lima|
        miraflores|barranco|san isidro|surco|san borja|la molina|jesus maria|arequipa|cusco|
        cuzco|trujillo|chiclayo|piura|iquitos|huancayo|tacna|quito|cumbaya|guayaquil|
        samborondon|cuenca|manta|ambato|loja|santiago|santiago de chile|providencia|las condes|
        vitacura|nunoa|la florida|maipu|puente alto|valparaiso|vina del mar|concepcion|
        la serena|coquimbo|antofagasta|iquique|temuco|puerto montt|puerto varas|valdivia|
        rancagua|talca|buenos aires|caba|palermo|recoleta|belgrano|caballito|san telmo|
        villa crespo|la plata|mar del plata|bahia blanca|tandil|quilmes|tigre|pilar|rosario|
        cordoba|mendoza|san rafael|tucuman|san miguel de tucuman|salta|jujuy|neuquen|
        bariloche|trelew|puerto madryn|ushuaia|parana|santa fe|corrientes|posadas|resistencia|
        montevideo|pocitos|punta del este|maldonado|salto|colonia|asuncion|
        ciudad del este|encarnacion|la paz|el alto|cochabamba|santa cruz|
        santa cruz de la sierra|sucre|tarija|caracas|maracaibo|maracay|
        barquisimeto|merida|sao paulo|rio de janeiro|lisboa|roma|berlin|tokio|paris"""
    )
)
