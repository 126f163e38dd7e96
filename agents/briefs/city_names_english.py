"""Cities and towns where English is spoken, in folded lower case."""

from agents.briefs.vocabulary import listed

UNITED_STATES = frozenset(
    listed(
        """new york|new york city|nyc|los angeles|chicago|houston|phoenix|philadelphia|
        san antonio|san diego|dallas|austin|jacksonville|san francisco|seattle|denver|boston|
        nashville|portland|las vegas|detroit|memphis|baltimore|milwaukee|albuquerque|tucson|
        atlanta|miami|orlando|tampa|minneapolis|cleveland|new orleans|brooklyn|queens|manhattan|
        the bronx|staten island|harlem|salt lake city|charlotte|pittsburgh|cincinnati|sacramento|
        oakland|the bay area|bay area|washington|washington dc|washington, dc|raleigh|durham|
        chapel hill|greensboro|winston-salem|asheville|wilmington|fayetteville|charleston|
        columbia|greenville|savannah|augusta|macon|athens|columbus|st. paul|st paul|saint paul|
        st. louis|st louis|saint louis|kansas city|springfield|omaha|lincoln|des moines|
        cedar rapids|iowa city|davenport|fort worth|arlington|plano|frisco|irving|garland|mckinney|
        round rock|el paso|lubbock|amarillo|corpus christi|laredo|mcallen|waco|galveston|
        san marcos|the woodlands|katy|sugar land|oklahoma city|tulsa|norman|little rock|
        bentonville|baton rouge|lafayette|shreveport|mobile|birmingham|huntsville|montgomery|
        jackson|gulfport|pensacola|tallahassee|gainesville|st. petersburg|st petersburg|
        clearwater|sarasota|fort myers|cape coral|naples|fort lauderdale|west palm beach|
        boca raton|hialeah|coral gables|doral|kissimmee|daytona beach|melbourne|lakeland|ocala|
        key west|knoxville|chattanooga|franklin|murfreesboro|lexington|louisville|bowling green|
        indianapolis|fort wayne|bloomington|south bend|evansville|dayton|toledo|akron|canton|
        youngstown|ann arbor|grand rapids|lansing|kalamazoo|flint|traverse city|madison|
        green bay|kenosha|racine|appleton|duluth|rochester|st. cloud|fargo|sioux falls|
        rapid city|bismarck|billings|bozeman|missoula|boise|meridian|spokane|tacoma|bellevue|
        everett|olympia|bellingham|vancouver|eugene|bend|corvallis|medford|fresno|clovis|
        madera|bakersfield|stockton|modesto|san jose|santa clara|sunnyvale|mountain view|
        palo alto|menlo park|fremont|berkeley|hayward|walnut creek|santa rosa|napa|sonoma|
        petaluma|santa cruz|monterey|salinas|santa barbara|ventura|oxnard|pasadena|glendale|
        burbank|long beach|santa monica|malibu|torrance|anaheim|irvine|costa mesa|
        huntington beach|newport beach|riverside|san bernardino|palm springs|temecula|carlsbad|
        oceanside|escondido|chula vista|reno|henderson|carson city|mesa|chandler|gilbert|
        scottsdale|tempe|peoria|flagstaff|sedona|yuma|santa fe|las cruces|colorado springs|
        boulder|fort collins|aurora|lakewood|pueblo|aspen|provo|ogden|park city|st. george|
        cheyenne|wichita|overland park|olathe|topeka|naperville|evanston|oak park|joliet|
        rockford|champaign|schaumburg|buffalo|syracuse|albany|ithaca|yonkers|white plains|
        poughkeepsie|long island|newark|jersey city|hoboken|trenton|princeton|montclair|
        cherry hill|atlantic city|allentown|scranton|lancaster|harrisburg|erie|bethlehem|
        cambridge|somerville|brookline|worcester|lowell|quincy|salem|providence|newport|
        hartford|new haven|stamford|bridgeport|greenwich|norwalk|burlington|manchester|nashua|
        concord|portsmouth|bangor|richmond|norfolk|virginia beach|chesapeake|alexandria|
        roanoke|charlottesville|annapolis|bethesda|silver spring|rockville|frederick|
        wilmington|dover|anchorage|fairbanks|juneau|honolulu|maui|kauai|hilo|silicon valley|
        the hudson valley|hudson valley|the twin cities|twin cities|orange county|
        lake tahoe|cape cod|the hamptons|napa valley|the triangle|south beach|venice beach|
        capitol hill|wicker park|lincoln park|williamsburg|soho|tribeca|downtown la|
        the east bay|east bay|south florida|southern california|northern california|
        northern virginia|upstate new york|the midwest|new england|west texas|central texas"""
    )
)
ABROAD = frozenset(
    listed(
        """london|manchester|birmingham|liverpool|leeds|glasgow|edinburgh|bristol|sheffield|
        newcastle|newcastle upon tyne|cardiff|swansea|belfast|derry|nottingham|leicester|derby|
        coventry|brighton|hove|oxford|cambridge|york|bath|reading|southampton|portsmouth|
        plymouth|exeter|norwich|ipswich|colchester|chelmsford|luton|milton keynes|northampton|
        peterborough|lincoln|hull|bradford|wakefield|huddersfield|halifax|harrogate|
        scarborough|whitby|middlesbrough|sunderland|durham|darlington|carlisle|kendal|lancaster|
        preston|blackpool|blackburn|bolton|bury|oldham|rochdale|stockport|salford|warrington|
        chester|crewe|wrexham|stoke-on-trent|stoke|stafford|wolverhampton|walsall|dudley|
        solihull|worcester|hereford|gloucester|cheltenham|swindon|salisbury|winchester|
        bournemouth|poole|weymouth|torquay|truro|falmouth|penzance|st ives|newquay|canterbury|
        maidstone|margate|dover|folkestone|hastings|eastbourne|worthing|chichester|guildford|
        woking|croydon|kingston|richmond|wimbledon|camden|islington|hackney|shoreditch|brixton|
        clapham|peckham|greenwich|stratford|walthamstow|tottenham|ealing|hammersmith|chelsea|
        kensington|notting hill|watford|st albans|slough|windsor|high wycombe|aylesbury|
        bedford|stevenage|harlow|southend|basildon|aberdeen|dundee|inverness|perth|stirling|
        paisley|falkirk|aberystwyth|bangor|newport|lisburn|newry|dublin|cork|galway|limerick|
        waterford|kilkenny|sligo|killarney|drogheda|the cotswolds|the lake district|cotswolds|
        lake district|the peak district|toronto|vancouver|montreal|calgary|edmonton|ottawa|
        winnipeg|quebec city|hamilton|kitchener|halifax|victoria|saskatoon|regina|mississauga|
        brampton|kelowna|st. john's|sydney|melbourne|brisbane|perth|adelaide|canberra|
        gold coast|hobart|darwin|auckland|wellington|christchurch|dunedin|queenstown|
        johannesburg|cape town|durban|lisbon|paris|berlin|munich|rome|milan|amsterdam|
        brussels|vienna|prague|tokyo|singapore|hong kong|dubai"""
    )
)
