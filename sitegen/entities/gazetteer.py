"""Built-in names: countries with their demonyms and capitals, well-known places, organisations, events.

Facts, written down by hand.  One row for each entity: name | aliases | demonyms | capitals; parts of a cell by
";".  A person's `names.toml` wins over every row here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from sitegen.entities.lists import read_list
from sitegen.model import EVENT, ORGANISATION, PERSON, PLACE, NameEntry
from sitegen.text import slug

COUNTRY_ROWS = """
Afghanistan||Afghan;Afghans|Kabul
Albania||Albanian;Albanians|Tirana
Algeria||Algerian;Algerians|Algiers
Andorra||Andorran|Andorra la Vella
Angola||Angolan;Angolans|Luanda
Argentina||Argentine;Argentinian;Argentines|Buenos Aires
Armenia||Armenian;Armenians|Yerevan
Australia||Australian;Australians;Aussie|Canberra
Austria||Austrian;Austrians|Vienna
Azerbaijan||Azerbaijani;Azerbaijanis;Azeri|Baku
Bahamas|The Bahamas|Bahamian|Nassau
Bahrain||Bahraini|Manama
Bangladesh||Bangladeshi;Bangladeshis|Dhaka
Barbados||Barbadian|Bridgetown
Belarus|Byelorussia|Belarusian;Belarusians;Belarussian|Minsk
Belgium||Belgian;Belgians|Brussels
Belize||Belizean|Belmopan
Benin||Beninese|Porto-Novo
Bhutan||Bhutanese|Thimphu
Bolivia||Bolivian;Bolivians|La Paz
Bosnia and Herzegovina|Bosnia;Bosnia-Herzegovina|Bosnian;Bosnians|Sarajevo
Botswana||Botswanan|Gaborone
Brazil||Brazilian;Brazilians|Brasilia;Brasília
Brunei||Bruneian|Bandar Seri Begawan
Bulgaria||Bulgarian;Bulgarians|Sofia
Burkina Faso||Burkinabe|Ouagadougou
Burundi||Burundian|Gitega
Cambodia||Cambodian;Cambodians|Phnom Penh
Cameroon||Cameroonian|Yaounde
Canada||Canadian;Canadians|Ottawa
Cape Verde||Cape Verdean|Praia
Central African Republic|CAR||Bangui
Chad||Chadian|N'Djamena
Chile||Chilean;Chileans|Santiago
China|People's Republic of China;PRC;P.R.C.;mainland China;communist China|Chinese;Sino|Beijing
Colombia||Colombian;Colombians|Bogota;Bogotá
Comoros||Comorian|Moroni
Costa Rica||Costa Rican|
Croatia||Croatian;Croatians;Croat;Croats|Zagreb
Cuba||Cuban;Cubans|Havana
Cyprus||Cypriot;Cypriots|Nicosia
Czech Republic|Czechia|Czech;Czechs|Prague
Democratic Republic of the Congo|DR Congo;DRC;Congo-Kinshasa;Democratic Republic of Congo|Congolese|Kinshasa
Denmark||Danish;Dane;Danes|Copenhagen
Djibouti||Djiboutian|
Dominican Republic||Dominican|Santo Domingo
East Timor|Timor-Leste|Timorese|Dili
Ecuador||Ecuadorian;Ecuadorean|Quito
Egypt||Egyptian;Egyptians|Cairo
El Salvador||Salvadoran;Salvadorans|San Salvador
Equatorial Guinea||Equatoguinean|Malabo
Eritrea||Eritrean;Eritreans|Asmara
Estonia||Estonian;Estonians|Tallinn
Eswatini|Swaziland|Swazi|Mbabane
Ethiopia||Ethiopian;Ethiopians|Addis Ababa
Fiji||Fijian;Fijians|Suva
Finland||Finnish;Finn;Finns|Helsinki
France||French;Frenchman|Paris
Gabon||Gabonese|Libreville
Gambia|The Gambia|Gambian|Banjul
Georgia||Georgian;Georgians|Tbilisi
Germany||German;Germans|Berlin
Ghana||Ghanaian;Ghanaians|Accra
Greece||Greek;Greeks|Athens
Grenada||Grenadian|
Guatemala||Guatemalan;Guatemalans|Guatemala City
Guinea||Guinean|Conakry
Guinea-Bissau|||Bissau
Guyana||Guyanese|Georgetown
Haiti||Haitian;Haitians|Port-au-Prince
Honduras||Honduran;Hondurans|Tegucigalpa
Hungary||Hungarian;Hungarians|Budapest
Iceland||Icelandic;Icelander;Icelanders|Reykjavik;Reykjavík
India||Indian;Indians|New Delhi;Delhi
Indonesia||Indonesian;Indonesians|Jakarta
Iran|Islamic Republic of Iran;Islamic Republic|Iranian;Iranians|Tehran;Teheran
Iraq||Iraqi;Iraqis|Baghdad
Ireland|Republic of Ireland|Irish;Irishman|Dublin
Israel||Israeli;Israelis|Jerusalem;Tel Aviv
Italy||Italian;Italians|Rome
Ivory Coast|Côte d'Ivoire;Cote d'Ivoire|Ivorian;Ivorians|Yamoussoukro;Abidjan
Jamaica||Jamaican;Jamaicans|
Japan||Japanese|Tokyo
Jordan||Jordanian;Jordanians|Amman
Kazakhstan||Kazakh;Kazakhs;Kazakhstani|Astana;Nur-Sultan
Kenya||Kenyan;Kenyans|Nairobi
Kosovo||Kosovar;Kosovars|Pristina
Kuwait||Kuwaiti;Kuwaitis|Kuwait City
Kyrgyzstan||Kyrgyz|Bishkek
Laos||Laotian;Lao|Vientiane
Latvia||Latvian;Latvians|Riga
Lebanon||Lebanese|Beirut
Lesotho||Basotho|Maseru
Liberia||Liberian;Liberians|Monrovia
Libya||Libyan;Libyans|Tripoli
Liechtenstein|||Vaduz
Lithuania||Lithuanian;Lithuanians|Vilnius
Luxembourg||Luxembourgish|
Madagascar||Malagasy|Antananarivo
Malawi||Malawian|Lilongwe
Malaysia||Malaysian;Malaysians|Kuala Lumpur
Maldives||Maldivian|Malé
Mali||Malian;Malians|Bamako
Malta||Maltese|Valletta
Marshall Islands||Marshallese|Majuro
Mauritania||Mauritanian|Nouakchott
Mauritius||Mauritian|Port Louis
Mexico||Mexican;Mexicans|Mexico City
Micronesia||Micronesian|Palikir
Moldova||Moldovan;Moldovans|Chisinau;Chișinău
Monaco||Monegasque|
Mongolia||Mongolian;Mongolians|Ulaanbaatar;Ulan Bator
Montenegro||Montenegrin;Montenegrins|Podgorica
Morocco||Moroccan;Moroccans|Rabat
Mozambique||Mozambican|Maputo
Myanmar|Burma|Burmese|Naypyidaw;Naypyitaw
Namibia||Namibian|Windhoek
Nauru||Nauruan|
Nepal||Nepalese;Nepali|Kathmandu
Netherlands|The Netherlands;Holland|Dutch;Dutchman|The Hague;Amsterdam
New Zealand||New Zealander;New Zealanders;Kiwi|Wellington
Nicaragua||Nicaraguan;Nicaraguans|Managua
Niger||Nigerien|Niamey
Nigeria||Nigerian;Nigerians|Abuja
North Korea|DPRK;Democratic People's Republic of Korea;N. Korea;N Korea|North Korean;North Koreans|Pyongyang
North Macedonia|Macedonia|Macedonian|Skopje
Norway||Norwegian;Norwegians|Oslo
Oman||Omani|Muscat
Pakistan||Pakistani;Pakistanis|Islamabad
Palau||Palauan|
Palestine|State of Palestine;Palestinian territories;Palestinian Territories|Palestinian;Palestinians|Ramallah
Panama||Panamanian|Panama City
Papua New Guinea||Papua New Guinean|Port Moresby
Paraguay||Paraguayan|Asuncion;Asunción
Peru||Peruvian;Peruvians|Lima
Philippines|The Philippines|Filipino;Filipinos;Philippine|Manila
Poland||Polish;Pole;Poles|Warsaw
Portugal||Portuguese|Lisbon
Qatar||Qatari;Qataris|Doha
Republic of the Congo|Congo-Brazzaville||Brazzaville
Romania||Romanian;Romanians|Bucharest
Russia|Russian Federation|Russian;Russians|Moscow
Rwanda||Rwandan;Rwandans|Kigali
Samoa|Western Samoa|Samoan;Samoans|Apia
San Marino||Sammarinese|
Saudi Arabia|Kingdom of Saudi Arabia|Saudi;Saudis;Saudi Arabian|Riyadh
Senegal||Senegalese|Dakar
Serbia||Serbian;Serbians;Serb;Serbs|Belgrade
Seychelles|||
Sierra Leone||Sierra Leonean|Freetown
Singapore||Singaporean;Singaporeans|
Slovakia||Slovak;Slovaks;Slovakian|Bratislava
Slovenia||Slovenian;Slovene;Slovenes|Ljubljana
Solomon Islands|||Honiara
Somalia||Somali;Somalis;Somalian|Mogadishu
South Africa||South African;South Africans|Pretoria
South Korea|Korea;Republic of Korea;ROK;S. Korea;S Korea|South Korean;South Koreans|Seoul
South Sudan|Southern Sudan|South Sudanese|Juba
Soviet Union|USSR;U.S.S.R.|Soviet;Soviets|
Spain||Spanish;Spaniard;Spaniards|Madrid
Sri Lanka||Sri Lankan;Sri Lankans|Colombo
Sudan||Sudanese|Khartoum
Suriname||Surinamese|Paramaribo
Sweden||Swedish;Swede;Swedes|Stockholm
Switzerland||Swiss|Bern;Berne
Syria|Syrian Arab Republic|Syrian;Syrians|Damascus
Taiwan|Republic of China;Chinese Taipei|Taiwanese|Taipei
Tajikistan||Tajik;Tajiks|Dushanbe
Tanzania||Tanzanian;Tanzanians|Dodoma
Thailand||Thai;Thais|Bangkok
Togo||Togolese|Lome
Tonga||Tongan;Tongans|
Trinidad and Tobago|Trinidad|Trinidadian|Port of Spain
Tunisia||Tunisian;Tunisians|Tunis
Turkey|Türkiye;Turkiye|Turkish;Turk;Turks|Ankara
Turkmenistan||Turkmen|Ashgabat
Tuvalu||Tuvaluan|
Uganda||Ugandan;Ugandans|Kampala
Ukraine||Ukrainian;Ukrainians|Kyiv;Kiev
United Arab Emirates|UAE;U.A.E.;Emirates|Emirati;Emiratis|Abu Dhabi
United Kingdom|U. K.;UK;U.K.;U.K;Britain;Great Britain|British;Briton;Britons|London
United States|U. S.;US;U.S.;U.S;U S;USA;U.S.A.;United States of America;America;the States|American;Americans|Washington;Washington D.C.;Washington, D.C;Washington DC;Washington, D.C.;Washington, DC;D.C.;D.C
Uruguay||Uruguayan;Uruguayans|Montevideo
Uzbekistan||Uzbek;Uzbeks|Tashkent
Vanuatu||Ni-Vanuatu|Port Vila
Vatican City|Vatican;Holy See||
Venezuela||Venezuelan;Venezuelans|Caracas
Vietnam|Viet Nam|Vietnamese|Hanoi
Yemen||Yemeni;Yemenis|Sanaa;Sana'a
Zambia||Zambian;Zambians|Lusaka
Zimbabwe||Zimbabwean;Zimbabweans|Harare
England||Englishman|
Scotland||Scottish;Scots;Scot;Scotsman|Edinburgh
Wales||Welsh;Welshman|Cardiff
Northern Ireland||Northern Irish|Belfast
Hong Kong|HK|Hong Konger;Hong Kongers|
Macau|Macao||
Greenland||Greenlandic;Greenlanders|Nuuk
Puerto Rico||Puerto Rican;Puerto Ricans|San Juan
"""

PLACE_ROWS = """
Africa||African;Africans
Asia||Asian;Asians
Europe||European;Europeans
North America||North American
South America||South American
Latin America||Latin American
Middle East|Mideast|Middle Eastern
Southeast Asia|South-East Asia|Southeast Asian
East Asia||East Asian
Far East|Russian Far East
Central Asia||Central Asian
South Asia||South Asian
Asia-Pacific|Asia Pacific
Indo-Pacific|Indo Pacific
Eastern Europe||Eastern European
Western Europe||Western European
Central America||Central American
Caribbean
Antarctica||Antarctic
Arctic
Scandinavia||Scandinavian
Balkans||Balkan
South Ossetia||South Ossetian;South Ossetians
Abkhazia||Abkhaz;Abkhazian;Abkhazians
Korean Peninsula|Korean peninsula
Earth
Mars
Venus
Jupiter
Saturn
Pluto
Neptune
Uranus
West Germany||West German;West Germans
East Germany||East German;East Germans
Crimea|Crimean Peninsula|Crimean
Donbas|Donbass
Donetsk
Luhansk|Lugansk
Xinjiang|Xinjiang Uyghur Autonomous Region
Tibet||Tibetan;Tibetans
Inner Mongolia
Chechnya||Chechen;Chechens
Kashmir||Kashmiri
Catalonia||Catalan;Catalans
Gaza|Gaza Strip
West Bank
Golan Heights
Kurdistan
South China Sea
East China Sea
Black Sea
Baltic Sea
Red Sea
Mediterranean Sea|Mediterranean
Caspian Sea
Persian Gulf
Gulf of Mexico
Taiwan Strait
Strait of Hormuz
Suez Canal
Panama Canal
Pacific Ocean|Pacific
Atlantic Ocean|Atlantic
Indian Ocean
Arctic Ocean
Silicon Valley
Wall Street
Downing Street
Capitol Hill
Guantanamo Bay|Guantánamo Bay;Guantanamo;Guantánamo
Chernobyl
Fukushima
Alabama||Alabaman
Alaska||Alaskan;Alaskans
Arizona
Arkansas
California||Californian;Californians
Colorado
Connecticut
Delaware
Florida||Floridian
Hawaii||Hawaiian
Idaho
Illinois
Indiana
Iowa||Iowan;Iowans
Kansas
Kentucky
Louisiana
Maine
Maryland
Massachusetts
Michigan
Minnesota
Mississippi
Missouri
Montana
Nebraska
Nevada
New Hampshire
New Jersey
New Mexico
New York State|State of New York;N.Y.;N.Y
Washington State|State of Washington
Georgia (US state)|US state of Georgia;U.S. state of Georgia;State of Georgia
North Carolina
North Dakota
Ohio
Oklahoma
Oregon
Pennsylvania
Rhode Island
South Carolina
South Dakota
Tennessee
Texas||Texan;Texans
Utah
Vermont
Virginia
West Virginia
Wisconsin
Wyoming
Ontario
Quebec|Québec|Quebecer
British Columbia
Alberta
Nova Scotia
New South Wales|NSW
Queensland
Tasmania
New York|New York City;NYC|New Yorker;New Yorkers
Los Angeles|LA;L.A.
Chicago
Houston
Philadelphia
Phoenix, Arizona
San Francisco
Boston
Seattle
Dallas
Miami
Atlanta
Detroit
Denver
Las Vegas
New Orleans
Baltimore
Minneapolis
Anchorage
Toronto
Montreal|Montréal
Vancouver
Sydney
Melbourne
Brisbane
Perth
Auckland
Birmingham
Manchester
Liverpool
Glasgow
Oxford
Cambridge
Munich
Hamburg
Frankfurt
Cologne
Geneva
Zurich|Zürich
Davos
Barcelona
Milan
Venice
Naples
Istanbul
St. Petersburg|Saint Petersburg;St Petersburg
Vladivostok
Sochi
Kharkiv|Kharkov
Odesa|Odessa
Mariupol
Lviv
Shanghai
Guangzhou
Shenzhen
Wuhan
Chongqing
Guilin
Tianjin
Hangzhou
Osaka
Kyoto
Hiroshima
Nagasaki
Mumbai|Bombay
Kolkata|Calcutta
Chennai
Bangalore|Bengaluru
Hyderabad
Karachi
Lahore
Kandahar
Dubai
Mecca
Aleppo
Mosul
Basra
Benghazi
Alexandria, Egypt
Lagos
Johannesburg
Cape Town
Rio de Janeiro
São Paulo|Sao Paulo
Marseille
Lyon
Strasbourg
Rotterdam
Antwerp
Gothenburg
Krakow|Kraków
Gdansk|Gdańsk
"""

ORGANISATION_ROWS = """
White House
Pentagon
Kremlin
United Nations|U. N.;UN;U.N.
UN Security Council|United Nations Security Council;U.N. Security Council;Security Council
UN General Assembly|United Nations General Assembly
European Union|EU;E.U.
European Commission
European Parliament
European Council
European Central Bank|ECB
NATO|North Atlantic Treaty Organization;North Atlantic Treaty Organisation;North Atlantic Alliance
ASEAN|Association of Southeast Asian Nations
AUKUS
BRICS
G7|G-7;Group of Seven
G20|G-20;Group of 20
African Union
Arab League
OPEC|Organization of the Petroleum Exporting Countries
OECD|Organisation for Economic Co-operation and Development
OSCE|Organization for Security and Co-operation in Europe
Shanghai Cooperation Organisation|Shanghai Cooperation Organization;SCO
World Health Organization|WHO;World Health Organisation
World Trade Organization|WTO;World Trade Organisation
World Bank
International Monetary Fund|IMF
International Criminal Court|ICC
International Court of Justice|ICJ
International Atomic Energy Agency|IAEA
International Olympic Committee|IOC
International Committee of the Red Cross|ICRC
Red Cross
UNESCO
UNICEF
UNHCR
Interpol
FIFA
UEFA
Amnesty International
Human Rights Watch
Greenpeace
Doctors Without Borders|Médecins Sans Frontières
US Department of State|State Department;US State Department;U.S. State Department
US Department of Defense|Department of Defense;Defense Department
US Department of the Treasury|Treasury Department;US Treasury;U.S. Treasury
US Department of Justice|Justice Department;Department of Justice;DOJ
US Department of Homeland Security|Department of Homeland Security;Homeland Security Department;Homeland Security;DHS
US Department of Health and Human Services|Department of Health and Human Services;Health and Human Services;HHS
US Department of Energy|Energy Department;Department of Energy
US Department of Commerce|Department of Commerce;Commerce Department
US Department of Labor|Department of Labor;Labor Department
US Department of the Interior|Interior Department;Department of the Interior
US Department of Agriculture|Department of Agriculture;Agriculture Department;USDA
US Department of Transportation|Department of Transportation;Transportation Department
US Department of Veterans Affairs|Department of Veterans Affairs;Veterans Affairs Department;Veterans Affairs
US Department of Housing and Urban Development|Department of Housing and Urban Development;HUD
US Department of Education|Education Department
US Congress|Congress;U.S. Congress;United States Congress
US Senate|U.S. Senate;United States Senate
US House of Representatives|House of Representatives;US House;U.S. House
US Supreme Court|U.S. Supreme Court;United States Supreme Court;Supreme Court of the United States;SCOTUS
US District Court|United States District Court
US Chamber of Commerce|U.S. Chamber
Federal Reserve|Fed
CIA|Central Intelligence Agency;C.I.A.
FBI|Federal Bureau of Investigation;F.B.I.
NSA|National Security Agency
NASA
Democratic Party|Democrats;Democrat;Dems
Republican Party|Republicans;Republican;GOP
Labour Party|Labour;Labour party
Conservative Party|Tories;Tory;Conservative party
Communist Party of China|Chinese Communist Party;CCP;CPC
State Duma|Duma
FSB|Federal Security Service
Hamas
Hezbollah
Taliban
Medicare
Medicaid
Affordable Care Act|Obamacare;ObamaCare
Al-Qaeda|al-Qaeda;Al Qaeda;al Qaeda;al-Qaida
Islamic State|ISIS;ISIL;IS group;Islamic State of Iraq and Syria;Islamic State of Iraq and the Levant;Islamic State of Iraq
Reuters|Thomson Reuters
Associated Press
Agence France-Presse|AFP
TASS|Tass;Itar-Tass
Xinhua|Xinhua News Agency
RIA Novosti
Interfax
Bloomberg News
BBC|British Broadcasting Corporation;BBC News
CNN
Fox News
NBC News
CBS News
ABC News
MSNBC
NPR
Al Jazeera|Al-Jazeera
RT
CGTN
Global Times
People's Daily
Wikinews
Wikipedia
Wikimedia Foundation
Slashdot
Scientology|Church of Scientology
Jet Propulsion Laboratory|JPL
South China Morning Post|SCMP
The New York Times|New York Times;NYT
The Washington Post|Washington Post
The Wall Street Journal|Wall Street Journal;WSJ
The Guardian|Guardian newspaper
Financial Times
The Economist|Economist magazine
The Times of London
Daily Telegraph|The Daily Telegraph
Daily Mail
Le Monde
Der Spiegel
USA Today
Los Angeles Times
Global News
Wikileaks|WikiLeaks
Gazprom
Rosneft
Huawei
Alibaba
Tencent
TikTok
Google
Apple|Apple Computer;Apple Computers
Airbus Group|EADS;European Aeronautic Defence and Space Company;European Aeronautic Defence & Space
United States Air Force|USAF;US Air Force;U.S. Air Force
Microsoft
Amazon.com
Facebook
Twitter
Boeing
Airbus
Toyota
Samsung
Tesla
General Motors
Goldman Sachs
JPMorgan Chase|JPMorgan;JP Morgan;JP Morgan Chase;J.P. Morgan
Getty Images|Getty
Gallup
Exxon Mobil|ExxonMobil
BP
Royal Dutch Shell|Shell plc
Royal United Services Institute|RUSI
Asia Society
Chatham House
RAND Corporation|Rand Corporation;Rand Corp.
Brookings Institution
Atlantic Council
Harvard University|Harvard
Oxford University|University of Oxford
Cambridge University|University of Cambridge
Stanford University
Yale University|Yale
"""

EVENT_ROWS = """
World War I|First World War;World War One;WWI
World War II|Second World War;World War Two;WWII
Cold War
Korean War
Vietnam War
Gulf War|Persian Gulf War;First Gulf War
Iraq War
Russian invasion of Ukraine|invasion of Ukraine;war in Ukraine;Ukraine war;Ukraine crisis
Syrian civil war|Syrian Civil War
Arab Spring
Olympic Games|Olympics
Winter Olympics|Winter Games
Summer Olympics|Summer Games
2022 Winter Olympics|Beijing Winter Olympics;Beijing Olympics;2022 Beijing Olympics;Beijing 2022;2022 Winter Olympic Games;2022 Winter Games;2022 Olympics;2022 Olympic Games;2022 Beijing Olympic Games;Beijing Winter Games
World Cup
Paris Agreement|Paris climate agreement;Paris climate accord
Brexit
COVID-19 pandemic
The Holocaust|Holocaust
Hajj
September 11 attacks|9/11;Sept. 11 attacks
"""

PRODUCTS = frozenset(  # first words of names of things
    "iPad iPhone iPod iMac MacBook JavaScript Javascript PlayStation Xbox Kindle ThinkPad".split()
)

# Words that begin with a capital letter and name no entity of ours.
NO_ENTITY = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september"
    " october november december west western east eastern north northern south southern western-led internet god bible"
    " christmas easter ramadan muslim muslims christian christians catholic catholics jewish jew jews islam islamic islamist"
    " buddhist hindu sunni shia shiite arab arabs kurd kurds kurdish uyghur uyghurs uighur uighurs english covid covid-19"
    " coronavirus i i'm ok dna tv pm am ceo cfo coo gdp ai it hiv aids usb pdf wi-fi q1 q2 q3 q4 super pac pacs pcs lgbt lgbtq allah i.q iq spring autumn ph.d phd mp mps"
    " mr mrs ms dr sir lord lady senators presidents president minister prime secretary general senator governor mayor king queen prince princess"
    " pope judge professor captain colonel sergeant officer chief chairman director spokesman spokeswoman ambassador"
    " olympic nazi communist socialist republican-led democratic euro dollar yuan rouble ruble bitcoin moon sun utc gmt est edt pst cet bst"
    " anti-semitism semitism islamophobia a.d b.c dvd cd gps vip suv atm faq pr vr mvp bbq diy id iq ufo url html xml rss sms mp3 pc cpu pov rov mph rpm"
    " rohingya rohingyas tutsi tutsis hutu hutus pashtun pashtuns tamil tamils zulu berber berbers roma inuit maori hispanic hispanics latino"
    " latinos caucasian aborigines druze alawite alawites yazidi yazidis hmong"
    " sens reps govs profs va pa ga ala fla calif mass conn ore wash tex mich minn wis tenn okla ariz colo nev neb kan md"
    " jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun merry ebola lord".split()
)


class Adjective(NamedTuple):
    """What an adjective means before some words, and before no others."""

    entity: str  # id
    kind: str
    before: frozenset[str]


ADJECTIVES = {
    "Democratic": Adjective(
        "democratic-party",
        ORGANISATION,
        frozenset(
            "Senator Senators Sen Representative Representatives Rep Congressman Congresswoman Congressmen Governor Mayor House Senate"
            " candidate candidates nominee nominees nomination primary primaries caucus caucuses senator senators congressman congresswoman"
            " governor governors lawmaker lawmakers leader leaders leadership presidential vice strategist strategists ticket majority"
            " minority voters aide aides Leader Leaders United measures amendment amendments frontrunner front-runner contender hopeful hopefuls".split()
        ),
    ),
    "Olympic": Adjective(
        "olympic-games",
        EVENT,
        frozenset(
            "gold silver bronze medal medals medalist medallist medalists medallists champion champions championship athlete athletes team"
            " torch flame record records event events trials village stadium organisers organizers sport sports swimmer skater".split()
        ),
    ),
    "Paralympic": Adjective(
        "paralympics",
        EVENT,
        frozenset(
            "gold silver bronze medal medals medalist medallist medalists medallists champion champions athlete athletes team torch event"
            " events sport sports movement opening ceremony swimmer skier village competition".split()
        ),
    ),
}

# Ids of entities that names are told from others by; a test sees that each of them is in a table or list.
PARTIES_NAMED_WITHOUT_PARTY = frozenset(  # after whose name the word "Party" is a part of it
    "afd alternative-for-germany brothers-of-italy ciudadanos civic-platform die-linke ennahda fatah fianna-fail fidesz fine-gael"
    " forza-italia frelimo georgian-dream golden-dawn golkar hamas hezbollah jobbik kadima komeito kuomintang law-and-justice"
    " lega-nord lega likud meretz mpla plaid-cymru podemos renamo shas sinn-fein smer swapo syriza ukip unita"
    " vox zanu-pf yisrael-beiteinu awami-league liberal-democrats lib-dems african-national-congress psoe umno"
    " pheu-thai trinamool-congress shiv-sena one-nation".split()
)
DIVIDED_COUNTRIES = frozenset(  # of which a part was, or is, another country
    "south-korea north-korea vietnam yemen sudan cyprus ireland samoa".split()
)
NAMESAKES_OF_STATES = frozenset({"mexico", "georgia"})  # after "State of", another place is meant

# Names that bodies of several countries have: id of the built-in one -> its country, and what it is called for short.
SHARED_BODY_NAMES: Mapping[str, tuple[str, frozenset[str]]] = {
    "us-congress": ("united-states", frozenset({"Congress"})),
    "us-house-of-representatives": ("united-states", frozenset({"House of Representatives"})),
    "us-department-of-justice": ("united-states", frozenset({"Department of Justice", "Justice Department"})),
    "us-department-of-health-and-human-services": (
        "united-states",
        frozenset({"Department of Health and Human Services"}),
    ),
    "us-department-of-education": ("united-states", frozenset({"Education Department"})),
    "us-department-of-transportation": ("united-states", frozenset({"Department of Transportation"})),
    "us-department-of-agriculture": (
        "united-states",
        frozenset({"Department of Agriculture", "Agriculture Department"}),
    ),
    "democratic-party": ("united-states", frozenset({"Democratic Party"})),
    "labour-party": ("united-kingdom", frozenset({"Labour", "Labour Party", "Labour party"})),
    "conservative-party": ("united-kingdom", frozenset({"Conservative Party", "Conservative party"})),
}

GAZETTEER_COLUMNS = 4  # of a table
GAZETTEER_TABLES = (
    (COUNTRY_ROWS, PLACE),
    (PLACE_ROWS, PLACE),
    (ORGANISATION_ROWS, ORGANISATION),
    (EVENT_ROWS, EVENT),
)


@cache
def countries() -> frozenset[str]:
    """Return the ids of built-in countries."""
    return frozenset(slug(row.split("|", 1)[0]) for row in COUNTRY_ROWS.strip().splitlines())


@cache
def builtin() -> tuple[NameEntry, ...]:
    """Return every built-in entry: tables above, people, then `names/known.tsv`, which may add names to them."""
    entries = [_entry(row, kind) for table, kind in GAZETTEER_TABLES for row in table.strip().splitlines()]
    entries += map(_person, read_list("people.txt"))
    return tuple(_with_known(entries, read_list("known.tsv")))


def _with_known(entries: Iterable[NameEntry], rows: Iterable[str]) -> list[NameEntry]:
    """Return entries with those of rows "kind, name, aliases", parted by tabs; no name is given to two."""
    entries = list(entries)
    taken: set[str] = set()
    for entry in entries:
        taken.update((entry.id, entry.name, *entry.aliases, *entry.demonyms, *entry.capitals))
    index_of = {entry.name: index for index, entry in enumerate(entries)}
    for row in rows:
        kind, name, cell = row.split("\t")
        aliases = tuple(alias for alias in cell.split(";") if alias and alias not in taken)
        if name not in taken and slug(name) not in taken:
            entries.append(NameEntry(id=slug(name), kind=kind, name=name, aliases=aliases))
            taken.update((slug(name), name, *aliases))
        elif name in index_of and entries[index_of[name]].kind == kind:
            entry = entries[index_of[name]]
            entries[index_of[name]] = replace(entry, aliases=(*entry.aliases, *aliases))
            taken.update(aliases)
    return entries


def _entry(row: str, kind: str) -> NameEntry:
    """Return the entry of a row of a table; cells at its end may be missing."""
    cells = [_parts(cell) for cell in row.split("|")]
    while len(cells) < GAZETTEER_COLUMNS:
        cells.append(())
    (name,), aliases, demonyms, capitals = cells
    people = dict.fromkeys(demonyms)
    for demonym in demonyms:
        people.update(dict.fromkeys(_forms_of_demonym(demonym)))
    return NameEntry(
        id=slug(name), kind=kind, name=name, aliases=aliases, demonyms=tuple(people), capitals=capitals
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";")))


def _forms_of_demonym(demonym: str) -> tuple[str, ...]:
    """Return further forms of a demonym: "Chadians" of Chadian, "Irishwoman" of Irishman."""
    if demonym.endswith(("shman", "chman", "tsman")):
        return tuple(f"{demonym[:-3]}{ending}" for ending in ("men", "woman", "women"))
    return (f"{demonym}s",) if demonym.endswith(("an", "ani", "ali", "eri", "iri")) else ()


def _person(row: str) -> NameEntry:
    """Return the entry of a row "name;alias;..."; one that begins with "*" is also called by the last name alone."""
    name, *aliases = row.removeprefix("*").split(";")
    if row.startswith("*"):
        aliases.append(name.rsplit(" ", 1)[-1])
    return NameEntry(id=slug(name), kind=PERSON, name=name, aliases=tuple(dict.fromkeys(aliases)))
