"""Names of places that are known even when they are written without capitals (folded)."""

from agents.briefs.city_names_english import ABROAD, UNITED_STATES
from agents.briefs.city_names_spanish import CENTRAL_AMERICA, MEXICO, SOUTH_AMERICA, SPAIN
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

# After a comma, as in "Franklin, TN": in capitals, since some are words too.
STATE_CODES = frozenset(
    listed(
        """al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj
        nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc on bc ab qc mb sk ns nsw vic
        qld"""
    )
)

CITIES = UNITED_STATES | ABROAD | CENTRAL_AMERICA | MEXICO | SPAIN | SOUTH_AMERICA

# Known names that are also words: places only where they begin with a capital.
ORDINARY_WORDS = frozenset(
    listed(
        """limon lima granada leon bath york queens palma phoenix charlotte toledo liberia grecia
        bristol antigua orlando rosario santiago florida victoria georgia kent cali reading mobile
        mesa bend gilbert franklin lincoln madison jackson columbia salem concord dover erie
        stockton chandler katy lancaster norman franklin garland irving naples athens canton
        richmond newport providence newark riverside aurora pueblo carolina dorado rincon ponce
        david belen zapote atenas palmares naranjo paraiso guadalupe satelite gracia tigre pilar
        parana salto colonia corrientes posadas resistencia concepcion armenia bello suba manta
        sucre trujillo kennedy barranco miraflores providencia cordoba salamanca merida cuenca
        potes condesa laureles buga chia roma paris bury poole hove derby hull chester crewe
        stafford bedford windsor slough stratford chelsea clapham camden margate hastings perth
        cork kingston durham preston bolton halifax regina hamilton darwin wellington durban
        gloucester"""
    )
) | {
    "santa fe",
    "la paz",
    "la union",
    "la romana",
    "la roma",
    "del valle",
    "el alto",
    "san isidro",
    "the triangle",
    "park city",
    "mountain view",
    "la sabana",
    "santa teresa",
    "santa cruz",
}
