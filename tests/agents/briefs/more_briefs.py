"""More briefs as marketers write them: text, product, budget, channels, dates; `?` is asked for."""

ROWS: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "Could you put together a Facebook + Instagram campaign for Luna's Bakery? Budget's "
        "$600, running Dec 1–14.",
        "Luna's Bakery",
        "60000 USD",
        "facebook instagram",
        "2026-12-01 2026-12-14",
    ),
    (
        "I'd like to promote my mobile car wash to people in Phoenix, AZ. $400. Text "
        "messages. Next week.",
        "mobile car wash",
        "40000 USD",
        "sms",
        "2026-11-16 2026-11-22",
    ),
    (
        "New campaign please: product = organic dog treats, budget = $1,000, channels = "
        "Instagram and email, dates = 02/15/2027 to 02/28/2027",
        "organic dog treats",
        "100000 USD",
        "email instagram",
        "2027-02-15 2027-02-28",
    ),
    (
        "We run a small B&B near Bath and want more weekend bookings: £500 on Google Ads "
        "throughout February",
        "small B&B",
        "50000 GBP",
        "google_search",
        "2027-02-01 2027-02-28",
    ),
    (
        "Budget: 750 dollars. Dates: Jan 5 - Jan 19. Channels: Email, WhatsApp. Product: "
        "meal-prep subscription.",
        "meal-prep subscription",
        "75000 USD",
        "email whatsapp",
        "2027-01-05 2027-01-19",
    ),
    (
        "Plan a two-week launch for our fitness app starting January 11. $3,000 across "
        "Instagram, TikTok and YouTube.",
        "fitness app",
        "300000 USD",
        "?",
        "2027-01-11 2027-01-24",
    ),
    (
        "Plan a two-week launch for our fitness app starting January 11. $3,000 across "
        "Instagram and TikTok.",
        "fitness app",
        "300000 USD",
        "instagram tiktok",
        "2027-01-11 2027-01-24",
    ),
    (
        "Launch day for our vegan burger is March 3; advertise it for 10 days from then on IG"
        " with 900 USD",
        "vegan burger",
        "90000 USD",
        "instagram",
        "2027-03-03 2027-03-12",
    ),
    (
        "Free trial week for my pilates studio! Instagram, €350, from 4 to 18 January",
        "pilates studio",
        "35000 EUR",
        "instagram",
        "2027-01-04 2027-01-18",
    ),
    (
        "Email campaign to our VIP customers about the new perfume line, budget USD 1,200.00,"
        " Feb 1 through Feb 10",
        "new perfume line",
        "120000 USD",
        "email",
        "2027-02-01 2027-02-10",
    ),
    (
        "Our plumbing business in Leeds needs leads. Google only. £1,000 for January.",
        "plumbing business",
        "100000 GBP",
        "google_search",
        "2027-01-01 2027-01-31",
    ),
    (
        "I sell handmade jewelry. Instagram ads. $150. Valentine's Day.",
        "handmade jewelry",
        "15000 USD",
        "instagram",
        "?",
    ),
    (
        "I'm launching a podcast about startups; promote it on TikTok and Instagram with $250"
        " from Monday to Friday",
        "podcast",
        "25000 USD",
        "instagram tiktok",
        "?",
    ),
    (
        "Promote my Etsy store on Pinterest and Instagram with $100 next week",
        "Etsy store",
        "10000 USD",
        "?",
        "2026-11-16 2026-11-22",
    ),
    (
        "Raise brand awareness for GreenLeaf Cleaners in Boston using display and search, "
        "$4,500 between May 1 and May 31",
        "GreenLeaf Cleaners",
        "450000 USD",
        "google_search display",
        "2027-05-01 2027-05-31",
    ),
    (
        "spend 300 on ig for my nail salon next week",
        "nail salon",
        "?",
        "instagram",
        "2026-11-16 2026-11-22",
    ),
    (
        "Nail salon, IG, 300 bucks, next week",
        "Nail salon",
        "30000 USD",
        "instagram",
        "2026-11-16 2026-11-22",
    ),
    (
        "Help! My restaurant is empty. Can you do something on WhatsApp with 100 dollars tomorrow?",
        "restaurant",
        "10000 USD",
        "whatsapp",
        "?",
    ),
    (
        "Promote our accounting services to small business owners by email, no more than "
        "$200, from today to November 30",
        "accounting services",
        "20000 USD",
        "email",
        "2026-11-10 2026-11-30",
    ),
    (
        "Advertise our $99 teeth whitening special on Instagram, budget $900, December",
        "teeth whitening special",
        "90000 USD",
        "instagram",
        "?",
    ),
    (
        "Create a campaign with a budget of $500 to advertise our $49/month gym membership by"
        " SMS from Jan 1 to Jan 31",
        "gym membership",
        "50000 USD",
        "sms",
        "2027-01-01 2027-01-31",
    ),
    (
        "Send SMS to customers about our clearance sale, $120, Nov 20 to 22",
        "clearance sale",
        "12000 USD",
        "sms",
        "2026-11-20 2026-11-22",
    ),
    (
        "We're a family-owned winery in Napa. Target wine lovers 30+. $5,000, email and "
        "Facebook, Sept 1 – Sept 30. Warm tone.",
        "family-owned winery",
        "500000 USD",
        "email facebook",
        "2027-09-01 2027-09-30",
    ),
    (
        "I want ads for the launch of the AeroBook 14 laptop with 12,000 dollars on Google "
        "Search, Display, and YouTube during Q1",
        "AeroBook 14 laptop",
        "1200000 USD",
        "?",
        "?",
    ),
    (
        "Boost sales of our ergonomic chairs with $2,500 on Google and Facebook from 10 "
        "January 2027 through 10 February 2027, free shipping",
        "ergonomic chairs",
        "250000 USD",
        "facebook google_search",
        "2027-01-10 2027-02-10",
    ),
    (
        "Buenas, tengo una soda en Barva y ocupo publicidad por Facebook y WhatsApp, tengo 75"
        " mil colones, del 1 al 15 de diciembre",
        "soda",
        "7500000 CRC",
        "whatsapp facebook",
        "2026-12-01 2026-12-15",
    ),
    (
        "Ocupo promocionar mi lavacar este fin de semana, 50 mil colones, whatsapp",
        "lavacar",
        "5000000 CRC",
        "whatsapp",
        "2026-11-14 2026-11-15",
    ),
    (
        "Oye, ayúdame a vender más tacos en la Roma, CDMX. $5,000 pesos, Instagram y "
        "Facebook, todo diciembre",
        "tacos",
        "?",
        "facebook instagram",
        "2026-12-01 2026-12-31",
    ),
    (
        "Hacer campaña en Google para despacho de abogados en Monterrey, NL; presupuesto "
        "mensual de $20,000 MXN; enero y febrero",
        "despacho de abogados",
        "?",
        "google_search",
        "2027-02-01 2027-02-28",
    ),
    (
        "Campaña de captación de leads para nuestra inmobiliaria en Valencia, con 2.500€ en "
        "Facebook Ads e Instagram Ads, del 15 de enero al 15 de febrero",
        "inmobiliaria",
        "250000 EUR",
        "facebook instagram",
        "2027-01-15 2027-02-15",
    ),
    (
        "¿Podéis montar una campaña para nuestra tienda de bicicletas? Tenemos mil euros. "
        "Correo y display. Del 3 al 30 de abril.",
        "tienda de bicicletas",
        "100000 EUR",
        "email display",
        "2027-04-03 2027-04-30",
    ),
    (
        "Montar anuncios de la nueva colección de verano de Marea, 4.000 euros, TikTok e "
        "Instagram, junio de 2027, tono fresco y divertido",
        "nueva colección de verano de Marea",
        "400000 EUR",
        "instagram tiktok",
        "2027-06-01 2027-06-30",
    ),
    (
        'Queremos lanzar el curso "Finanzas para todos" por email y WhatsApp con 350 dólares '
        "a partir del 10 de enero por 3 semanas",
        "curso Finanzas para todos",
        "35000 USD",
        "email whatsapp",
        "2027-01-10 2027-01-30",
    ),
    (
        "Impulsar las ventas de nuestros colchones con descuento del 30%, presupuesto "
        "$2.000.000 COP, Facebook y Google, del 20 al 30 de noviembre",
        "colchones",
        "200000000 COP",
        "facebook google_search",
        "2026-11-20 2026-11-30",
    ),
    (
        "Anunciar la apertura de mi cafetería en Liberia el 5 de diciembre, 300 dólares, "
        "Facebook, hasta el 20 de diciembre",
        "cafetería",
        "30000 USD",
        "facebook",
        "?",
    ),
    (
        "Mi presupuesto son 600 dólares. Quiero llegar a mamás de 25 a 40 años en San Pedro "
        "para vender pañales ecológicos. Instagram. Del 10 al 25 de enero.",
        "pañales ecológicos",
        "60000 USD",
        "instagram",
        "2027-01-10 2027-01-25",
    ),
    (
        "promo 3x2 en empanadas, empanadas La Criolla, 200 mil pesos colombianos, whatsapp, "
        "viernes a domingo",
        "empanadas La Criolla",
        "20000000 COP",
        "whatsapp",
        "?",
    ),
    (
        "Publicidad para gimnasio PowerFit: 1.200.000 colones, todas las redes, 1 enero - 31 enero",
        "gimnasio PowerFit",
        "120000000 CRC",
        "?",
        "2027-01-01 2027-01-31",
    ),
    (
        "Publicidad para el gimnasio PowerFit: 1.200.000 colones, todos los canales, del 1 al"
        " 31 de enero",
        "gimnasio PowerFit",
        "120000000 CRC",
        "email sms whatsapp facebook instagram google_search tiktok display",
        "2027-01-01 2027-01-31",
    ),
    (
        "Necesito que promociones mi consultorio de psicología por buscador con 250 USD al mes",
        "consultorio de psicología",
        "?",
        "google_search",
        "?",
    ),
    (
        "Promocione nuestros tours de café en Monteverde entre turistas de Estados Unidos, "
        "$1.800, correo e Instagram, 15 dic al 15 ene",
        "tours de café",
        "180000 USD",
        "email instagram",
        "2026-12-15 2027-01-15",
    ),
    (
        "Campaña urgente: pollos asados a domicilio, WhatsApp y SMS, 60 mil colones, mañana y"
        " pasado",
        "pollos asados a domicilio",
        "6000000 CRC",
        "sms whatsapp",
        "?",
    ),
    (
        "Estamos estrenando menú vegano en Verde Vida; 500 dólares; Instagram; 2 al 16 de febrero",
        "menú vegano",
        "50000 USD",
        "instagram",
        "2027-02-02 2027-02-16",
    ),
    (
        "Quiero gastar máximo 1.500 dólares en promocionar mi app de recetas en TikTok, sin "
        "Instagram, durante el mes de mayo",
        "app de recetas",
        "150000 USD",
        "tiktok",
        "2027-05-01 2027-05-31",
    ),
    (
        "Promociona mis servicios de contabilidad con USD$400 por correo electrónico, marzo 1"
        " al marzo 31",
        "servicios de contabilidad",
        "40000 USD",
        "email",
        "2027-03-01 2027-03-31",
    ),
    (
        "Lanzamiento: perfume Noche Azul. 3 mil dólares. Instagram, TikTok, display. 1/2/2027"
        " al 28/2/2027. Mujeres 20-35.",
        "perfume Noche Azul",
        "300000 USD",
        "instagram tiktok display",
        "2027-02-01 2027-02-28",
    ),
    (
        "Haceme una campaña pa' mi barbería, 100 dólares, insta, del 5 al 12 de enero",
        "barbería",
        "10000 USD",
        "instagram",
        "2027-01-05 2027-01-12",
    ),
    (
        "Haceme una campaña para el día de la madre de mi floristería, ₡150 000, Facebook, "
        "del 1 al 15 de agosto",
        "floristería",
        "15000000 CRC",
        "facebook",
        "2027-08-01 2027-08-15",
    ),
    (
        "Ofrecemos clases de inglés a $25 la hora. Queremos invertir 300 dólares en Google "
        "del 4 de enero al 4 de marzo",
        "clases de inglés",
        "30000 USD",
        "google_search",
        "2027-01-04 2027-03-04",
    ),
    (
        "Quiero publicitar mis cabañas en La Fortuna con un presupuesto de entre 300 y 400 "
        "dólares por Facebook en semana santa",
        "cabañas",
        "?",
        "facebook",
        "?",
    ),
    (
        "Presupuesto: 500. Producto: jabones artesanales. Canal: correo. Fechas: 1 al 15 de marzo.",
        "jabones artesanales",
        "?",
        "email",
        "2027-03-01 2027-03-15",
    ),
    (
        "Get more people to our trampoline park with Facebook and Instagram, $1,100, kids' "
        "parties, Jan 15 - Feb 15",
        "trampoline park",
        "110000 USD",
        "facebook instagram",
        "2027-01-15 2027-02-15",
    ),
    (
        "Promote the Riverside Farmers Market every Saturday in April with $350, email and "
        "Facebook",
        "Riverside Farmers Market",
        "35000 USD",
        "email facebook",
        "2027-04-01 2027-04-30",
    ),
    (
        "I need help marketing my photography business, budget 450 dollars, instagram, from 1"
        " Feb to 1 Mar",
        "photography business",
        "45000 USD",
        "instagram",
        "2027-02-01 2027-03-01",
    ),
    (
        "Our bakery is launching gluten-free bread. Announce it by WhatsApp and email with "
        "200 euros from January 10 to January 20",
        "bakery",
        "20000 EUR",
        "email whatsapp",
        "2027-01-10 2027-01-20",
    ),
    (
        "Advertising campaign for Bella's Nail Bar – £275 – Facebook/Instagram – 1 to 21 "
        "March 2027",
        "Bella's Nail Bar",
        "27500 GBP",
        "facebook instagram",
        "2027-03-01 2027-03-21",
    ),
    (
        "Build awareness of electric scooters among students in Manchester with TikTok ads "
        "worth £600 in September",
        "electric scooters",
        "?",
        "tiktok",
        "2027-09-01 2027-09-30",
    ),
    (
        'Please create a Google Search campaign for "best plumber in Dallas", 1,000 USD, Feb 1-28',
        "?",
        "100000 USD",
        "google_search",
        "2027-02-01 2027-02-28",
    ),
    (
        "Sell 100 tickets to our comedy night on Jan 23, spend $150 on Instagram and SMS "
        "starting Jan 10 until Jan 23",
        "comedy night",
        "15000 USD",
        "sms instagram",
        "2027-01-10 2027-01-23",
    ),
    (
        "We make eco-friendly water bottles. Reach hikers on Instagram & display, 2,000 "
        "dollars, May 1–31",
        "eco-friendly water bottles",
        "200000 USD",
        "instagram display",
        "2027-05-01 2027-05-31",
    ),
    (
        "New year, new you! Promote my gym's 12-week program; $800; email & SMS; Dec 26 - Jan 10",
        "gym's 12-week program",
        "80000 USD",
        "email sms",
        "2026-12-26 2027-01-10",
    ),
    (
        "My budget is $400 and I want to advertise my tutoring services to parents via "
        "Facebook between Jan 3 and Jan 24.",
        "tutoring services",
        "40000 USD",
        "facebook",
        "2027-01-03 2027-01-24",
    ),
    (
        "Announce our app update to all users by email, no budget needed, tomorrow",
        "app update",
        "?",
        "email",
        "?",
    ),
    (
        "Advertise on Facebook for my landscaping company: five hundred dollars, April 1st to"
        " April 30th",
        "landscaping company",
        "50000 USD",
        "facebook",
        "2027-04-01 2027-04-30",
    ),
    (
        'Campaña para el lanzamiento de nuestra cerveza artesanal "Volcán", ₡600.000, '
        "Instagram y display, del 1 al 20 de diciembre",
        "cerveza artesanal Volcán",
        "60000000 CRC",
        "instagram display",
        "2026-12-01 2026-12-20",
    ),
    (
        "Necesito publicitar el concierto de Los Hijos en Cartago, 800 dólares, TikTok, "
        "Instagram y Facebook, hasta el 12 de diciembre",
        "concierto de Los Hijos",
        "80000 USD",
        "facebook instagram tiktok",
        "2026-11-10 2026-12-12",
    ),
    (
        "Publicidad de mis clases de guitarra, 60 euros, Instagram, en enero",
        "clases de guitarra",
        "6000 EUR",
        "instagram",
        "2027-01-01 2027-01-31",
    ),
    (
        "Somos Café Montaña. Queremos más ventas de café molido por correo e Instagram, 400 "
        "USD, del 1 al 28 de febrero",
        "café molido",
        "40000 USD",
        "email instagram",
        "2027-02-01 2027-02-28",
    ),
    (
        "Quiero que la gente conozca mi marca de ropa deportiva Aqua, 700 dólares, TikTok, "
        "del 10 al 30 de enero",
        "marca de ropa deportiva Aqua",
        "70000 USD",
        "tiktok",
        "2027-01-10 2027-01-30",
    ),
    (
        "Captar clientes para mi bufete de abogados en Santiago, 500.000 pesos chilenos, "
        "Google, marzo 2027",
        "bufete de abogados",
        "500000 CLP",
        "google_search",
        "2027-03-01 2027-03-31",
    ),
    (
        "Vender 50 entradas para el taller de repostería, 90 euros en Instagram del 8 al 15 "
        "de enero",
        "taller de repostería",
        "9000 EUR",
        "instagram",
        "2027-01-08 2027-01-15",
    ),
    (
        "Campaña de recordatorio de citas para clínica veterinaria por SMS, 100 dólares, del "
        "1 al 31 de enero",
        "clínica veterinaria",
        "10000 USD",
        "sms",
        "2027-01-01 2027-01-31",
    ),
    (
        "Lanzar promoción de 2x1 en cortes de cabello en Barber House, 120 dólares, WhatsApp,"
        " esta semana",
        "cortes de cabello",
        "12000 USD",
        "whatsapp",
        "2026-11-10 2026-11-15",
    ),
    (
        "Promocionen el nuevo iPhone 17 en nuestra tienda con 2.500 euros, Google y display, "
        "del 1 al 15 de diciembre",
        "nuevo iPhone 17",
        "250000 EUR",
        "google_search display",
        "2026-12-01 2026-12-15",
    ),
    (
        "Anuncio para vender mi carro usado, 20 mil colones, Facebook, hoy",
        "carro usado",
        "2000000 CRC",
        "facebook",
        "?",
    ),
    (
        "Tenemos un spa y queremos llenar los masajes de parejas en febrero con 250 dólares, "
        "Instagram y correo",
        "spa",
        "25000 USD",
        "email instagram",
        "2027-02-01 2027-02-28",
    ),
    (
        "¡Vendemos pupusas! $100, WhatsApp, del 15 al 22 de noviembre",
        "pupusas",
        "10000 USD",
        "whatsapp",
        "2026-11-15 2026-11-22",
    ),
    (
        "Mi mamá hace tamales y queremos anunciarlos en Facebook con 30 mil colones del 1 al "
        "24 de diciembre",
        "tamales",
        "3000000 CRC",
        "facebook",
        "2026-12-01 2026-12-24",
    ),
    (
        "Quiero una campaña de email marketing para mi ecommerce de cosmética natural con "
        "300€ en enero",
        "ecommerce de cosmética natural",
        "30000 EUR",
        "email",
        "2027-01-01 2027-01-31",
    ),
    (
        "Dar a conocer el Hotel Playa Azul entre parejas de 30 a 50 años, $3,000, Instagram y"
        " Google, 1 dic - 31 dic",
        "Hotel Playa Azul",
        "300000 USD",
        "instagram google_search",
        "2026-12-01 2026-12-31",
    ),
    (
        "We would like to run a campaign for our client, Hartley & Sons Opticians, offering "
        "free eye tests, with a £750 budget on Google and Facebook between 1 and 28 February",
        "Hartley & Sons Opticians",
        "75000 GBP",
        "facebook google_search",
        "2027-02-01 2027-02-28",
    ),
    (
        "Push our new gluten-free menu at Casa Verde to foodies aged 25 to 45 in Manchester "
        "with £500 over Instagram and TikTok, 1 May – 31 May",
        "new gluten-free menu",
        "50000 GBP",
        "instagram tiktok",
        "2027-05-01 2027-05-31",
    ),
    (
        "I'd love some help getting the word out about my pottery classes! I can spend $200 "
        "on Instagram, from the 10th to the 24th of January",
        "pottery classes",
        "20000 USD",
        "instagram",
        "2027-01-10 2027-01-24",
    ),
    (
        "Looking to promote a weekend getaway package at Lakeview Lodge, $189 per night, "
        "budget $1,500, email + Facebook, all of February",
        "weekend getaway package",
        "150000 USD",
        "email facebook",
        "2027-02-01 2027-02-28",
    ),
    (
        "Set up ads: product is our SaaS invoicing tool, budget is 5k EUR, channels are "
        "Google and display, dates are 1 Feb 2027 through 30 Apr 2027",
        "SaaS invoicing tool",
        "500000 EUR",
        "google_search display",
        "2027-02-01 2027-04-30",
    ),
    (
        "Hi team, please launch something on WhatsApp and email for the new store in Escazú. "
        "1,000,000 colones. Nov 20 to Dec 5.",
        "new store",
        "100000000 CRC",
        "email whatsapp",
        "2026-11-20 2026-12-05",
    ),
    (
        'Campaign idea: "Summer Splash" pool party tickets, $600, TikTok, June 5 to June 12',
        "Summer Splash",
        "60000 USD",
        "tiktok",
        "2027-06-05 2027-06-12",
    ),
    (
        "Our school needs enrollment leads for the 2027 year: $2,000, Facebook and Google, "
        "January 4 - February 26, parents 30-50",
        "?",
        "200000 USD",
        "facebook google_search",
        "2027-01-04 2027-02-26",
    ),
    (
        "Don't spend more than $400. Promote my cleaning service by SMS and email, not "
        "Facebook, from Jan 5 to Jan 19.",
        "cleaning service",
        "40000 USD",
        "email sms",
        "2027-01-05 2027-01-19",
    ),
    (
        "Three-week Instagram campaign for Oak & Ivy furniture starting January 11, budget "
        "$1,250.75",
        "Oak & Ivy furniture",
        "125075 USD",
        "instagram",
        "2027-01-11 2027-01-31",
    ),
    (
        "Vamos a abrir una heladería en Valencia en abril. 900 euros. Instagram y Facebook. "
        "Del 1 al 20 de abril. Tono alegre.",
        "heladería",
        "90000 EUR",
        "facebook instagram",
        "2027-04-01 2027-04-20",
    ),
    (
        "Quiero hacer publicidad de mi negocio de uñas, 50 dólares, Instagram, una semana "
        "desde el lunes",
        "negocio de uñas",
        "5000 USD",
        "instagram",
        "2026-11-16 2026-11-22",
    ),
    (
        "Somos una ONG y queremos captar donaciones para nuestro refugio de animales con 400 "
        "euros por correo del 1 al 24 de diciembre",
        "refugio de animales",
        "40000 EUR",
        "email",
        "2026-12-01 2026-12-24",
    ),
    (
        "Crea una campaña por correo y SMS de la nueva temporada de la tienda Lunares, con "
        "presupuesto de mil doscientos euros, entre el 10 y el 31 de marzo",
        "nueva temporada de la tienda Lunares",
        "120000 EUR",
        "email sms",
        "2027-03-10 2027-03-31",
    ),
    (
        "Hola, soy dueño de una ferretería en Puebla y quiero anunciar descuentos del 15% con"
        " $4,000 MXN en Facebook del 1 al 15 de febrero",
        "ferretería",
        "400000 MXN",
        "facebook",
        "2027-02-01 2027-02-15",
    ),
    (
        "Busco promocionar mi departamento en renta en Polanco, $18,000 MXN al mes, gastando "
        "$1,500 MXN en Facebook del 1 al 10 de febrero",
        "departamento",
        "150000 MXN",
        "facebook",
        "2027-02-01 2027-02-10",
    ),
    (
        "Organizamos una carrera 10K el 7 de marzo; queremos inscripciones por Instagram y "
        "correo con 600 USD del 1 de febrero al 5 de marzo",
        "carrera 10K",
        "60000 USD",
        "email instagram",
        "2027-02-01 2027-03-05",
    ),
    (
        "Necesito llenar mi restaurante los martes; 2x1 en pastas; 300 USD; WhatsApp e "
        "Instagram; del 5 al 26 de enero",
        "restaurante",
        "30000 USD",
        "whatsapp instagram",
        "2027-01-05 2027-01-26",
    ),
    (
        "Promover servicios de diseño web para pymes, 800 USD, Google y LinkedIn, enero de 2027",
        "servicios de diseño web",
        "80000 USD",
        "?",
        "2027-01-01 2027-01-31",
    ),
    (
        "Publicitar rebajas de hasta 50% en zapatería El Paso, ₡200 mil, Facebook, WhatsApp, "
        "26 al 31 de diciembre",
        "zapatería El Paso",
        "20000000 CRC",
        "whatsapp facebook",
        "2026-12-26 2026-12-31",
    ),
)
