"""Cities and countries by which people name a time zone, in Russian, English and Italian.

English names of cities come from the IANA database, names of its cities in other languages from
CLDR; what stands here is what neither has: other large cities, capitals without a zone of their
own, names in Russian and Italian, and countries that have one zone.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from calendar_service.domain import locales
from calendar_service.domain.dates import zones

_ENDINGS = {  # of Russian names of cities, by the ending of the nominative
    "ия": "ия ии ию ией",
    "а": "а ы и е у ой",
    "я": "я и е ю ей",
    "ь": "ь я ю е и ем ью",
    "й": "й я ю е ем",
}
_HARD = " а у е ом"
_ADJECTIVES = "ому ое ого ий ым ый ом"  # московскому времени, московское время
# zone: Russian names | English names | Italian names; "+" before an ending gives the adjective московск-
_PLACES = """
Europe/Moscow: москва, мск, московск+, россия, петербург, санкт-петербург, петербургск+, казань, казанск+, сочи, сочинск+, нижний новгород, ростов-на-дону, ростов, краснодар, воронеж, махачкала, мурманск, ярославль, тула, тверь, дербент, грозный, пермь-москва | moscow, msk, st petersburg, saint petersburg, kazan, sochi, nizhny novgorod, rostov-on-don | mosca, san pietroburgo
Asia/Almaty: астана, астане, астанинск+, алма-ата, алматы, алматинск+, алма-атинск+, нур-султан, казахстан, казахстанск+, шымкент, шымкентск+, караганда, карагандинск+, туркестан, туркестанск+, тараз, павлодар, усть-каменогорск, семей, петропавловск, кокшетау, талдыкорган, боровое, бурабай, чимкент, конаев | astana, almaty, alma-ata, nur-sultan, kazakhstan, shymkent, karaganda, turkistan, turkestan, semey, pavlodar, taraz | kazakistan, kazakhstan
Asia/Qyzylorda: кызылорда | kyzylorda
Asia/Aqtau: актау | aktau
Asia/Atyrau: атырау | atyrau
Asia/Aqtobe: актобе | aktobe
Asia/Oral: уральск, орал | uralsk
Asia/Qostanay: костанай | kostanay, kostanai
Asia/Bishkek: бишкек, бишкекск+, ош, ошск+, киргизия, кыргызстан, киргизск+, кыргызск+, чолпон-ата, иссык-куль, джалал-абад | bishkek, osh, kyrgyzstan, cholpon-ata, issyk-kul | kirghizistan
Asia/Dushanbe: душанбе, душанбинск+, таджикистан, таджикск+, худжанд, худжандск+, бохтар, хорог, куляб | dushanbe, khujand, tajikistan | tagikistan, duscianbe
Asia/Ashgabat: ашхабад, ашхабадск+, ашгабат, туркменистан, туркмения, туркменск+, аваза, авазе, аркадаг, туркменбаши, мары | ashgabat, ashkhabad, turkmenistan, awaza, avaza
Asia/Tashkent: ташкент, ташкентск+, узбекистан, узбекск+, фергана, наманган, андижан | tashkent, uzbekistan, fergana, namangan | taskent
Asia/Samarkand: самарканд, самаркандск+, бухара, бухарск+, хива, хивинск+, нукус, ургенч, термез | samarkand, bukhara, khiva, nukus, urgench, termez | samarcanda
Asia/Baku: баку, бакинск+, азербайджан, азербайджанск+, гянджа, нахичевань, шуша, габала | baku, azerbaijan, ganja, shusha, gabala | azerbaigian
Asia/Tbilisi: тбилиси, тбилисск+, грузия, грузинск+, батуми, кутаиси | tbilisi, georgia, batumi, kutaisi
Asia/Yerevan: ереван, ереванск+, армения, армянск+, гюмри | yerevan, armenia, gyumri
Europe/Minsk: минск, минск+, минскому, минское, минского, белоруссия, беларусь, белорусск+, брест, гомель, гродно, витебск | minsk, belarus | bielorussia
Europe/Kyiv: киев, киевск+, украина, украинск+, львов, одесса, харьков | kyiv, kiev, ukraine, lviv, odesa, odessa, kharkiv | ucraina, leopoli
Europe/Chisinau: кишинев, кишиневск+, молдавия, молдова, молдавск+ | chisinau, moldova
Europe/Kaliningrad: калининград, калининградск+ | kaliningrad
Europe/Samara: самара, самарск+, ижевск, тольятти | samara
Europe/Volgograd: волгоград, волгоградск+ | volgograd
Europe/Saratov: саратов, саратовск+ | saratov
Europe/Astrakhan: астрахань, астраханск+ | astrakhan
Europe/Ulyanovsk: ульяновск | ulyanovsk
Asia/Yekaterinburg: екатеринбург, екатеринбургск+, уфа, уфимск+, челябинск, челябинск+, челябинскому, тюмень, пермь, пермск+, оренбург, ханты-мансийск, магнитогорск, сургут | yekaterinburg, ekaterinburg, ufa, chelyabinsk, tyumen, perm, orenburg
Asia/Omsk: омск, омскому, омское | omsk
Asia/Novosibirsk: новосибирск, новосибирскому, новосибирское | novosibirsk
Asia/Barnaul: барнаул, горно-алтайск, белокуриха | barnaul
Asia/Tomsk: томск, томскому | tomsk
Asia/Novokuznetsk: кемерово, новокузнецк | kemerovo, novokuznetsk
Asia/Krasnoyarsk: красноярск, красноярск+, красноярскому, абакан | krasnoyarsk
Asia/Irkutsk: иркутск, иркутскому, иркутское, улан-удэ, байкал | irkutsk, ulan-ude
Asia/Chita: чита, читинск+ | chita
Asia/Yakutsk: якутск, якутскому, благовещенск | yakutsk
Asia/Vladivostok: владивосток, владивостокск+, хабаровск, хабаровск+ | vladivostok, khabarovsk
Asia/Magadan: магадан, магаданск+ | magadan
Asia/Sakhalin: сахалин, южно-сахалинск | sakhalin, yuzhno-sakhalinsk
Asia/Kamchatka: камчатка, петропавловск-камчатский, камчатск+ | kamchatka
Europe/Rome: рим, римск+, италия, итальянск+, милан, миланск+, турин, неаполь, венеция, флоренция, болонья, генуя, палермо, бари, триест, верона, ватикан | rome, italy, italian, milan, turin, naples, venice, florence, bologna, genoa, palermo, bari, trieste | roma, italia, italiana, milano, torino, napoli, venezia, firenze, bologna, genova, palermo
Europe/Brussels: брюссель, брюссельск+, бельгия | brussels, belgium | bruxelles, belgio
Europe/Paris: париж, парижск+, франция, французск+, страсбург, лион, марсель, ницца | paris, france, strasbourg, lyon, marseille, nice | parigi, francia, strasburgo
Europe/Berlin: берлин, берлинск+, германия, мюнхен, мюнхенск+, бонн, гамбург, франкфурт, дрезден, кельн, лейпциг | berlin, germany, munich, bonn, hamburg, frankfurt, cologne, dresden | berlino, germania, monaco di baviera, amburgo, francoforte
Europe/Zurich: цюрих, женева, женевск+, берн, швейцария, давос, лозанна, базель, лугано | zurich, geneva, bern, berne, switzerland, davos, lausanne, basel | zurigo, ginevra, berna, svizzera, losanna, basilea
Europe/Vienna: вена, венск+, австрия, зальцбург | vienna, austria, salzburg | vienna
Europe/London: лондон, лондонск+, великобритания, эдинбург, глазго | london, uk, united kingdom, britain, edinburgh, glasgow, manchester | londra, regno unito, edimburgo
Europe/Dublin: дублин | dublin, ireland | dublino, irlanda
Europe/Madrid: мадрид, мадридск+, испания, барселона, севилья | madrid, spain, barcelona, seville | spagna, barcellona, siviglia
Europe/Lisbon: лиссабон, лиссабонск+ | lisbon | lisbona
Europe/Amsterdam: амстердам, гаага, гаагск+, нидерланды, роттердам | amsterdam, the hague, hague, netherlands, rotterdam | l'aia, aia, paesi bassi
Europe/Luxembourg: люксембург | luxembourg | lussemburgo
Europe/Copenhagen: копенгаген, дания | copenhagen, denmark | copenaghen, danimarca
Europe/Stockholm: стокгольм, стокгольмск+, швеция | stockholm, sweden | stoccolma, svezia
Europe/Oslo: осло, норвегия | oslo, norway | norvegia
Europe/Helsinki: хельсинки, финляндия | helsinki, finland | finlandia
Europe/Tallinn: таллин, таллинн, эстония | tallinn, estonia
Europe/Riga: рига, рижск+, латвия | riga, latvia | lettonia
Europe/Vilnius: вильнюс, литва | vilnius, lithuania | lituania
Europe/Warsaw: варшава, варшавск+, польша, краков | warsaw, poland, krakow, cracow | varsavia, polonia, cracovia
Europe/Prague: прага, пражск+, чехия | prague, czechia, czech republic | praga, cechia
Europe/Bratislava: братислава, словакия | bratislava, slovakia | slovacchia
Europe/Budapest: будапешт, будапештск+, венгрия | budapest, hungary | ungheria
Europe/Bucharest: бухарест, румыния | bucharest, romania | bucarest
Europe/Sofia: софия, болгария | sofia, bulgaria
Europe/Athens: афины, афинск+, греция | athens, greece | atene, grecia
Europe/Belgrade: белград, белградск+, сербия | belgrade, serbia | belgrado
Europe/Zagreb: загреб, хорватия | zagreb, croatia | zagabria, croazia
Europe/Ljubljana: любляна, словения | ljubljana, slovenia | lubiana
Europe/Sarajevo: сараево | sarajevo
Europe/Podgorica: подгорица | podgorica
Europe/Skopje: скопье | skopje
Europe/Tirane: тирана, албания | tirana, albania
Europe/Istanbul: стамбул, стамбульск+, анкара, анкарск+, турция, турецк+, анталья, измир | istanbul, ankara, turkey, türkiye, turkiye, antalya, izmir | istanbul, turchia, smirne
Europe/Monaco: монако | monaco
Europe/Malta: мальта, валлетта | malta, valletta
Asia/Nicosia: никосия, кипр | nicosia, cyprus | cipro
Atlantic/Reykjavik: рейкьявик | reykjavik, iceland
Asia/Shanghai: пекин, пекинск+, шанхай, китай, китайск+, сиань, гуанчжоу, шэньчжэнь, циндао, тяньцзинь, далянь | beijing, peking, shanghai, china, xi'an, xian, guangzhou, shenzhen, qingdao, tianjin | pechino, cina
Asia/Urumqi: урумчи | urumqi
Asia/Hong_Kong: гонконг | hong kong
Asia/Tokyo: токио, токийск+, япония, осака, киото, хиросима | tokyo, japan, osaka, kyoto, hiroshima | giappone
Asia/Seoul: сеул, сеульск+, корея, пусан | seoul, korea, south korea, busan | seul, corea
Asia/Pyongyang: пхеньян | pyongyang
Asia/Ulaanbaatar: улан-батор, улан-баторск+, монголия | ulaanbaatar, ulan bator, mongolia | ulan bator
Asia/Kolkata: дели, нью-дели, делийск+, индия, индийск+, мумбаи, калькутта, бангалор, гоа | delhi, new delhi, india, indian, mumbai, kolkata, bangalore, goa, hyderabad, chennai | nuova delhi, calcutta
Asia/Karachi: исламабад, исламабадск+, карачи, пакистан, лахор | islamabad, karachi, pakistan, lahore
Asia/Kabul: кабул, кабульск+, афганистан | kabul, afghanistan
Asia/Tehran: тегеран, тегеранск+, иран, иранск+ | tehran, iran | teheran
Asia/Baghdad: багдад, ирак | baghdad, iraq
Asia/Riyadh: эр-рияд, рияд, джидда, саудовская аравия, мекка, медина | riyadh, jeddah, saudi arabia | riad, gedda
Asia/Dubai: дубай, дубайск+, абу-даби, оаэ, эмираты, шарджа | dubai, abu dhabi, uae, emirates, sharjah | abu dhabi
Asia/Qatar: доха, катар | doha, qatar
Asia/Kuwait: эль-кувейт, кувейт | kuwait, kuwait city
Asia/Bahrain: манама, бахрейн | manama, bahrain
Asia/Muscat: маскат, оман | muscat, oman
Asia/Jerusalem: иерусалим, тель-авив, израиль | jerusalem, tel aviv, israel | gerusalemme, israele
Asia/Amman: амман, иордания | amman, jordan | giordania
Asia/Beirut: бейрут, ливан | beirut, lebanon | libano
Asia/Damascus: дамаск, сирия | damascus, syria | damasco, siria
Asia/Bangkok: бангкок, бангкокск+, таиланд, паттайя | bangkok, thailand | tailandia
Asia/Ho_Chi_Minh: ханой, хошимин, вьетнам | hanoi, ho chi minh city, ho chi minh, vietnam
Asia/Singapore: сингапур, сингапурск+ | singapore
Asia/Kuala_Lumpur: куала-лумпур, малайзия | kuala lumpur, malaysia | malesia
Asia/Jakarta: джакарта | jakarta | giacarta
Asia/Makassar: бали, денпасар | bali, denpasar
Asia/Manila: манила, филиппины | manila, philippines | filippine
Asia/Dhaka: дакка, бангладеш | dhaka, bangladesh
Asia/Kathmandu: катманду, непал | kathmandu, nepal
Asia/Colombo: коломбо, шри-ланка | colombo, sri lanka
Asia/Thimphu: тхимпху | thimphu
Asia/Phnom_Penh: пномпень | phnom penh
Asia/Vientiane: вьентьян | vientiane
Asia/Yangon: янгон, нейпьидо | yangon, naypyidaw
America/New_York: нью-йорк, нью-йоркск+, вашингтон, вашингтонск+, бостон, майами, филадельфия, атланта | new york, washington, washington dc, washington d c, boston, miami, philadelphia, atlanta, camp david
America/Chicago: чикаго, даллас, хьюстон | chicago, dallas, houston
America/Denver: денвер | denver
America/Los_Angeles: лос-анджелес, сан-франциско, сиэтл, лас-вегас | los angeles, san francisco, seattle, las vegas, san diego
America/Anchorage: анкоридж, аляска | anchorage, alaska
America/Toronto: торонто, оттава, оттавск+, монреаль, квебек | toronto, ottawa, montreal, quebec
America/Vancouver: ванкувер | vancouver
America/Edmonton: калгари, кананаскис | calgary, edmonton, kananaskis
America/Mexico_City: мехико, мексика | mexico city
America/Havana: гавана, куба | havana, cuba | l'avana
America/Bogota: богота, колумбия | bogota, colombia
America/Lima: лима, перу | lima, peru
America/Caracas: каракас, венесуэла | caracas, venezuela
America/Santiago: сантьяго | santiago
America/Argentina/Buenos_Aires: буэнос-айрес, аргентина | buenos aires, argentina
America/Sao_Paulo: сан-паулу, рио-де-жанейро, бразилиа, бразилия | sao paulo, são paulo, rio de janeiro, rio, brasilia, brasília
America/Montevideo: монтевидео, уругвай | montevideo, uruguay
America/Asuncion: асунсьон, парагвай | asuncion, paraguay
America/Panama: панама | panama, panama city
Africa/Cairo: каир, каирск+, египет, шарм-эш-шейх, александрия | cairo, egypt, sharm el-sheikh, sharm el sheikh, alexandria | il cairo, egitto, sharm
Africa/Johannesburg: йоханнесбург, претория, кейптаун, юар, дурбан | johannesburg, pretoria, cape town, south africa, durban | sudafrica, città del capo
Africa/Nairobi: найроби, кения | nairobi, kenya
Africa/Addis_Ababa: аддис-абеба, эфиопия | addis ababa, ethiopia | addis abeba, etiopia
Africa/Algiers: алжир | algiers, algeria | algeri
Africa/Tunis: тунис | tunis, tunisia | tunisi
Africa/Casablanca: рабат, касабланка, марракеш, марокко | rabat, casablanca, marrakesh, marrakech, morocco | marocco
Africa/Tripoli: триполи, ливия | tripoli, libya | libia
Africa/Lagos: абуджа, лагос, нигерия | abuja, lagos, nigeria
Africa/Dakar: дакар | dakar
Australia/Sydney: сидней, канберра | sydney, canberra
Australia/Melbourne: мельбурн | melbourne
Australia/Brisbane: брисбен | brisbane
Australia/Perth: перт | perth
Pacific/Auckland: окленд, веллингтон, новая зеландия | auckland, wellington, new zealand
UTC: ютс | utc
"""


def find(name: str) -> str | None:
    """Return the IANA zone that a city or a country names, however it is declined; `None` where none does."""
    words = _plain(name)
    found = all_named().get(words)
    if found is None and " " in words:  # "city of Almaty"; г. Алматы
        found = all_named().get(re.sub(r"^(?:г|город|города|городу|city|city of) ", "", words))
    return found


@lru_cache(maxsize=512)
def name_of(zone: str, lang: str) -> str:
    """Return a city that names a zone in a language, such that it is found again; else the zone's own name."""
    city = str(locales.locale(lang).time_zones.get(zone, {}).get("city", zone.rpartition("/")[2].replace("_", " ")))
    return city if find(city) == zone else zone


@lru_cache(maxsize=1)
def all_named() -> dict[str, str]:
    """Return every name, as `find` looks it up, with its zone."""
    found = {
        _plain(name.rpartition("/")[2]): name for name in zones.known().values() if name.startswith(zones.CONTINENTS)
    }
    for line in _PLACES.strip().splitlines():
        zone, _colon, names = line.partition(": ")
        russian, *others = names.split("|")
        found |= dict.fromkeys((_plain(form) for name in russian.split(",") for form in _inflected(name.strip())), zone)
        found |= dict.fromkeys((_plain(name) for each in others for name in each.split(",")), zone)
    return found


def _inflected(name: str) -> Iterator[str]:
    """Yield the cases of a Russian name; of an adjective those that go with «время»."""
    yield name
    if name.endswith("+"):
        yield from (name[:-1] + ending for ending in _ADJECTIVES.split())
        return
    for ending, forms in _ENDINGS.items():
        if name.endswith(ending):
            yield from (name[: -len(ending)] + form for form in forms.split())
            return
    if name[-1:] not in "оеиуыэю":
        yield from (name + ending for ending in _HARD.split(" "))


def _plain(name: str) -> str:
    """Return a name in small letters, its parts divided by single spaces."""
    return " ".join(re.sub(r"[-_'’.]", " ", name.lower().replace("ё", "е")).split())
