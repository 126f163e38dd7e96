"""Names of places that are known even when they are written without capitals (folded)."""

from agents.briefs.vocabulary import listed

# Countries and regions that follow a city: "Austin, Texas", "Heredia, Costa Rica".
REGIONS = frozenset(
    listed(
        """costa rica|mexico|espana|spain|united states|estados unidos|usa|u.s.|us|eeuu|
        ee.uu.|united kingdom|reino unido|uk|england|inglaterra|scotland|escocia|wales|
        ireland|irlanda|canada|guatemala|honduras|el salvador|nicaragua|panama|colombia|
        venezuela|ecuador|peru|bolivia|chile|argentina|uruguay|paraguay|brazil|brasil|
        republica dominicana|dominican republic|cuba|puerto rico|portugal|france|francia|
        germany|alemania|italy|italia|centroamerica|central america|latin america|
        latinoamerica|america latina|europe|europa|japan|japon|kuwait|australia|
        new zealand|alabama|alaska|arizona|arkansas|california|colorado|connecticut|
        delaware|florida|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|
        maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|
        nebraska|nevada|new hampshire|new jersey|new mexico|north carolina|north dakota|
        ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|
        tennessee|texas|utah|vermont|virginia|west virginia|wisconsin|wyoming|tx|ca|ny|
        fl|il|wa|jalisco|nuevo leon|puebla|yucatan|quintana roo|guanajuato|queretaro|
        oaxaca|chiapas|veracruz|sonora|sinaloa|baja california|estado de mexico|andalucia|
        cataluna|catalonia|galicia|asturias|pais vasco|navarra|aragon|castilla y leon|
        castilla-la mancha|extremadura|comunidad valenciana|canarias|baleares|murcia|
        cantabria|la rioja|antioquia|guanacaste|greater manchester|yorkshire|kent|essex|
        surrey|ontario|quebec"""
    )
)

CITIES = frozenset(
    listed(
        """san jose|alajuela|heredia|cartago|liberia|puntarenas|limon|escazu|santa ana|
        curridabat|tibas|moravia|desamparados|san pedro|jaco|tamarindo|quepos|san carlos|
        perez zeledon|nicoya|grecia|ciudad de mexico|mexico city|cdmx|guadalajara|monterrey|
        puebla|tijuana|leon|merida|cancun|playa del carmen|queretaro|toluca|oaxaca|
        morelia|veracruz|hermosillo|chihuahua|aguascalientes|zapopan|saltillo|mazatlan|
        polanco|coyoacan|madrid|barcelona|valencia|sevilla|seville|zaragoza|malaga|murcia|
        palma|palma de mallorca|bilbao|alicante|cordoba|valladolid|vigo|gijon|granada|
        a coruna|la coruna|vitoria|santander|pamplona|san sebastian|donostia|salamanca|
        cadiz|toledo|burgos|new york|new york city|nyc|los angeles|chicago|houston|
        phoenix|philadelphia|san antonio|san diego|dallas|austin|jacksonville|san francisco|
        seattle|denver|boston|nashville|portland|las vegas|detroit|memphis|baltimore|
        milwaukee|albuquerque|tucson|atlanta|miami|orlando|tampa|minneapolis|cleveland|
        new orleans|brooklyn|queens|manhattan|salt lake city|charlotte|pittsburgh|
        cincinnati|sacramento|oakland|the bay area|washington|washington dc|london|
        manchester|birmingham|liverpool|leeds|glasgow|edinburgh|bristol|sheffield|
        newcastle|cardiff|belfast|nottingham|leicester|brighton|oxford|cambridge|york|
        bath|dublin|toronto|vancouver|montreal|bogota|medellin|cali|barranquilla|
        cartagena|lima|quito|guayaquil|santiago|valparaiso|buenos aires|rosario|mendoza|
        montevideo|asuncion|la paz|caracas|san salvador|tegucigalpa|san pedro sula|managua|
        panama|ciudad de panama|panama city|guatemala|ciudad de guatemala|antigua|
        santo domingo|la habana|san juan|sao paulo|rio de janeiro|lisbon|lisboa|paris|
        berlin|rome|roma|tokyo|tokio|sydney"""
    )
)
