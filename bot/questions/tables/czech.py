"""Czech: days, hours and the common questions."""

from __future__ import annotations

from bot.questions.tables.words import Words

WORDS = Words(
    weekdays="pondeli|pondelni utery|uterni streda|stredu ctvrtek|ctvrtecni patek|patecni sobota|sobotu nedele|nedeli",
    months="ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince",
    numbers="nula jedna|jednu dva|dve tri ctyri pet sest sedm osm devet deset jedenact dvanact",
    ordinals="prvni druhy|druhem|druha treti ctvrty|ctvrtem paty|patem",
)

ATOMS = """
day today : dnes | dneska # co je dnes
day tomorrow : zitra # co je zítra
day yesterday : vcera # co bylo včera
day overmorrow : pozitri # co je pozítří
day weekday : WEEKDAY # co je v pátek
day nth : den NUMBER | ORDINAL den # co je druhý den
day last : posledni den # co je poslední den
day date : NUMBER MONTH # co je 12. září
part morning : rano | dopoledne # co je v pátek dopoledne
part afternoon : odpoledne # co je v pátek odpoledne
part evening : vecer # co je v pátek večer
clock plain : NUMBER (hodin|hodiny) # co je ve 14 hodin
clock noon : poledne # co je v poledne
span minutes : NUMBER minut # co začíná za 20 minut
span hour : hodinu # mám hodinu ve 14:00
span halfhour : pul hodiny # co je za půl hodiny
event lunch : obed | obede | obedem # co je po obědě
event coffee : prestavka na kavu | kavove prestavce | kava # co je po kávové přestávce
event break : prestavka | prestavce # co je po přestávce
event dinner : vecere | veceri # kdy je večeře
event registration : registrace # kdy je registrace
event opening : zahajeni # kdy je zahájení
event closing : zakonceni # kdy je zakončení
kind workshop : dilna | dilny # jaké jsou dílny
kind poster : plakaty # kde jsou plakáty
level 1 : zacatecniky | zacatecnici # přednášky pro začátečníky
level 2 : mirne pokrocile # přednášky pro mírně pokročilé
level 3 : pokrocile | experty # přednášky pro pokročilé
language en : anglicky | anglictine # přednášky v angličtině
language de : nemecky | nemcine # přednášky v němčině
language es : spanelsky | spanelstine # přednášky ve španělštině
language cs : cesky | cestine # přednášky v češtině
"""

RULES = """
want who : kdo | ktery recnik # kdo mluví o dockeru
want when : kdy (je|jsou)? | v kolik (hodin)? (je)? | ktery den # kdy je docker
want where : kde (je|jsou|ma)? (prednasku)? | v (jakem|kterem) sale # kde je docker
want how_long : jak dlouho (trva)? # jak dlouho trvá docker
want how_many : kolik (je)? # kolik je přednášek v pátek
want is_there : je (tam|tu) (neco)? (o)? | bude (tam|tu)? (neco)? (o)? # je tam něco o dockeru
want start : kdy zacina konference # kdy začíná konference
want end : kdy konci konference # kdy končí konference
want rooms : jake (jsou)? (saly|mistnosti) # jaké jsou sály
want speakers : kolik (je)? recniku # kolik je řečníků
relation now : ted | prave ted | nyni | momentalne # co je teď
relation next : potom | pak | dalsi (prednaska)? # co je potom
relation first : prvni (prednaska|prispevek) # první přednáška v pátek
relation last : posledni (prednaska|prispevek) # poslední přednáška v pátek
relation clash : ve stejnou dobu (jako)? | soubezne s # co je ve stejnou dobu jako docker
relation similar : podobne (prednasky)? (jako)? # podobné přednášky jako docker
relation else : dalsi prednasky # další přednášky kristiina tamm
relation after : (hned)? po prednasce (o)? # co je po přednášce o docker
relation before : (tesne)? pred prednaskou (o)? # co je před přednáškou o docker
hours at : (v|ve) (CLOCK|HOUR) # co je ve 14:00
hours in : za SPAN # co je za půl hodiny
hours after : po (EVENT|KIND|CLOCK|HOUR) # co je po obědě
hours before : pred (EVENT|KIND|CLOCK|HOUR) # co je před obědem
hours between : (mezi|od) (CLOCK|HOUR) (a|do) (CLOCK|HOUR) # co je mezi 14 a 16
hours part : (v)? PART # co je v pátek dopoledne
days on : (v|ve|na)? DAY # co je v pátek
free : mam (jen)? SPAN (volno|cas|casu)? | mam volno # mám hodinu ve 14:00
room in : (v|ve)? (sale|mistnosti)? ROOM | (v)? (sale|mistnosti) ROOMISH # co je v sále c01
level for : (pro)? LEVEL # přednášky pro začátečníky
kind of : KIND # jaké jsou dílny
event of : EVENT # kdy je večeře
language in : (v|ve) LANGUAGE | LANGUAGE # přednášky ve španělštině
name by : (od|mluvi|ma|je|s) NAMEISH | NAMEISH (mluvi|ma) # kdy mluví kristiina
negate : (ale)? (ne|bez|krome) (o|v|na|pro)? # v pátek ale ne o docker
follow and : a # a zítra
skip : co (je|bude|se deje|bylo|bezi)? (na programu)? | jake (jsou|prednasky jsou)? (prednasky)? # co je zítra
skip : (neco)? (o|na tema) | (prednaska|prednasky|prispevek) (o|na tema)? | (mluvi|povida) o | (hledam|chci) (neco)?
    (o)? # přednášky o docker
"""

STOP = """
a i o v ve na z ze do od pro po pred s se je jsou byl bylo bude budou to ten ta tam tu co kdo kdy kde jak jaky jaka
jake ktery ktera ktere kolik neco nekdo mluvi prednaska prednasky prednasku prednasek prispevek sal sale mistnost
hodin hodina den mam mas ma chci hledam ahoj dik diky dekuji prosim program konference tema
"""
