"""German: days, hours and the common questions."""

from __future__ import annotations

from bot.questions.tables.words import Words

WORDS = Words(
    weekdays="montag|montags dienstag|dienstags mittwoch|mittwochs donnerstag|donnerstags freitag|freitags"
    " samstag|sonnabend|samstags sonntag|sonntags",
    months="januar|janner februar|feber marz april mai juni juli august september oktober november dezember",
    numbers="null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf",
    ordinals="erste|ersten|erster|erstes zweite|zweiten|zweiter|zweites dritte|dritten|dritter|drittes"
    " vierte|vierten|vierter|viertes funfte|funften|funfter",
)

ATOMS = """
day today : heute # was läuft heute
day tomorrow : morgen # was läuft morgen
day yesterday : gestern # was lief gestern
day overmorrow : ubermorgen # was läuft übermorgen
day weekday : (diesen|diesem|kommenden|nachsten)? WEEKDAY # was läuft am freitag
day nth : tag NUMBER | ORDINAL (konferenztag|tag) # was läuft an tag 2
day last : (letzten|letzter) (konferenztag|tag) # was läuft am letzten tag
day date : NUMBER MONTH | ORDINAL MONTH # was läuft am 12. september
part morning : vormittag | vormittags | fruh | morgens # was läuft am vormittag
part afternoon : nachmittag | nachmittags # was läuft am nachmittag
part evening : abend | abends # was läuft am abend
clock plain : (NUMBER|TIME) uhr # was läuft um 11 uhr
clock halfto : halb NUMBER # was läuft um halb drei
clock quarter : viertel nach NUMBER # was läuft um viertel nach zwei
clock toquarter : viertel vor NUMBER | dreiviertel NUMBER # was läuft um viertel vor zwölf
clock noon : mittags | (zwolf|12) uhr mittags # was läuft mittags
span minutes : NUMBER minuten # was beginnt in 20 minuten
span hours : NUMBER stunden # ich habe 2 stunden zeit
span hour : eine stunde | einer stunde # ich habe eine stunde zeit
span halfhour : eine halbe stunde | einer halben stunde | halbe stunde # was läuft in einer halben stunde
event lunch : mittagessen | mittagspause | mittag # was läuft nach der mittagspause
event coffee : kaffeepause | kaffee # was läuft nach der kaffeepause
event break : pause # was läuft nach der pause
event dinner : abendessen # wann ist das abendessen
event registration : anmeldung | registrierung # wann ist die registrierung
event opening : eroffnung | begrussung # wann ist die eröffnung
event closing : abschluss | abschlussveranstaltung # wann ist der abschluss
kind keynote : keynotes | eroffnungsvortrag | hauptvortrag | hauptvortrage # welche hauptvorträge gibt es
kind workshop : werkstatt | schulung | schulungen | workshops # welche schulungen gibt es
kind lightning : kurzvortrage | blitzvortrage | lightning talks # wann sind die kurzvorträge
kind poster : posterausstellung | plakate # wo sind die plakate
level 1 : anfanger | einsteiger | anfangerinnen | neulinge | anfangern # vorträge für anfänger
level 3 : fortgeschrittene | fortgeschrittenen | experten | profis # vorträge für fortgeschrittene
language en : englisch # vorträge auf englisch
language de : deutsch # vorträge auf deutsch
language fr : franzosisch # vorträge auf französisch
language es : spanisch # vorträge auf spanisch
"""

RULES = """
want who : wer | wessen | von wem | mit wem | welche (referenten|sprecher|personen|leute) | welcher
    (referent|sprecher) # wer spricht über docker
want when : wann | um (wieviel|wie viel) uhr | an welchem tag | zu welcher (zeit|uhrzeit) # wann ist docker
want where : wo | in welchem (raum|saal) | welcher (raum|saal) | in welcher halle # wo ist docker
want how_long : wie (lange|lang) (dauert|geht|ist)? # wie lange dauert docker
want how_many : wie viele | wieviele | wieviel | anzahl (der)? # wie viele vorträge gibt es am freitag
want is_there : gibt es | gibts | hat jemand | habt ihr | (spricht|redet) jemand # gibt es etwas über docker
want start : wann (beginnt|startet|fangt|geht) (die|das)? (konferenz|tagung|veranstaltung|ganze) (an|los)? # wann
    beginnt die konferenz
want end : (bis)? wann (endet|ist|geht) (die|das)? (konferenz|tagung|veranstaltung|ganze) (zu ende|vorbei|aus)? #
    wann endet die konferenz
want rooms : welche (raume|sale) (gibt es)? # welche räume gibt es
want tracks : welche (tracks|themenbereiche) (gibt es)? # welche tracks gibt es
want speakers : wie viele (referenten|sprecher|sprecherinnen|vortragende|leute) (gibt es|sprechen)? # wie viele
    sprecher gibt es
want languages : (in)? (welchen|welche) sprachen (sind|werden|gibt es)? (die)? (vortrage)? # in welchen sprachen
    sind die vorträge
relation now : jetzt | gerade | im moment | momentan | aktuell | zur zeit | jetzt gerade # was läuft gerade
relation next : als nachstes | danach | gleich | (der|die|das)? (nachste|nachster|nachstes) (vortrag|talk|session)?
    | demnachst # was kommt als nächstes
relation later : spater | heute noch | noch heute # was läuft später
relation first : (der|die|das|den)? (erste|erster|erstes|ersten)
    (vortrag|talk|session|workshop|programmpunkt|keynote) # erster vortrag am freitag
relation last : (der|die|das|den)? (letzte|letzter|letztes|letzten)
    (vortrag|talk|session|workshop|programmpunkt|keynote) # letzter vortrag am freitag
relation clash : gleichzeitig (mit|zu|wie) | parallel (zu|mit) | zur (gleichen|selben) zeit (wie)? | uberschneidet
    sich mit # was läuft gleichzeitig mit docker
relation similar : ahnlich wie | ahnliche (vortrage|talks)? (wie|zu)? | ahnliches wie # ähnliche vorträge wie docker
relation else : was (macht|halt|erzahlt|zeigt) _ _ noch | was (macht|halt|erzahlt|zeigt) _ noch | (weitere|andere)
    (vortrage|talks) von # weitere vorträge von kristiina tamm
relation after : (direkt|gleich)? nach (dem|der)? (vortrag|talk) (uber|zu|von)? | (was)? kommt nach (dem)? # was
    kommt nach docker
relation before : (direkt)? vor (dem|der)? (vortrag|talk) (uber|zu|von)? | (was)? kommt vor (dem)? # was kommt vor
    docker
hours at : um (CLOCK|HOUR) # was läuft um 14:00
hours in : in SPAN # was läuft in 20 minuten
hours about : (gegen|ungefahr um|etwa um) (CLOCK|HOUR) # was läuft gegen 14:00
hours after : nach (dem|der|den)? (EVENT|KIND) | (nach|ab) (CLOCK|HOUR) # was läuft nach dem mittagessen
hours before : vor (dem|der|den)? (EVENT|KIND) | (vor|bis) (CLOCK|HOUR) # was läuft vor dem mittagessen
hours during : (wahrend|in|zu|beim) (dem|der)? EVENT # was läuft während der mittagspause
hours between : (zwischen|von) (CLOCK|HOUR) (und|bis) (CLOCK|HOUR) # was läuft zwischen 14 und 16 uhr
hours part : (am|in der|im|gegen)? (fruhen|spaten)? PART # was läuft am nachmittag
days on : (am|an|fur|vom|des)? (diesem|dem|den)? DAY # was läuft am freitag
days between : von DAY bis DAY # vorträge von donnerstag bis freitag
days after : nach (dem)? DAY # vorträge nach donnerstag
days from : ab DAY # vorträge ab donnerstag
free : SPAN (zeit|frei|lucke) | (habe|hab) (ich)? (nur)? SPAN | (habe|hab|haben) (ich|wir)? (zeit|frei) | frei # ich
    habe um 14:00 eine stunde zeit
lasting under : kurzer als SPAN # vorträge kürzer als 40 minuten
lasting over : langer als SPAN # vorträge länger als 40 minuten
room in : (in|im)? (raum|saal|dem raum|der)? ROOM | (in|im) (raum|saal|dem|der)? ROOMISH # was läuft in raum c01
level for : (fur)? (die)? LEVEL # vorträge für anfänger
kind of : (die|der|das|den|eine)? KIND # welche keynotes gibt es
event of : (die|der|das|den)? EVENT # wann ist das mittagessen
language in : (auf|in) LANGUAGE | (deutsche|englische|franzosische|spanische) LANGUAGE # vorträge auf spanisch
name by : (von|mit|spricht|redet|halt|macht|bei|wann|ist) NAMEISH | NAMEISH (spricht|redet|halt) # vorträge von
    kristiina
negate : (aber)? (nicht|kein|keine|keinen|ohne|ausser) (uber|zu|um|von|mit|in|am|auf|den|die|das)? # vorträge am
    freitag, nicht über docker
follow and : und | und (was ist mit|wie ist es mit) | was ist mit # und morgen
refer talk : dieser (vortrag|talk) | der vortrag | den vortrag # wann ist der vortrag
refer person : er | sie # wann spricht sie
skip : was (lauft|gibt es|gibts|ist|sind|kommt|findet|steht|lief|war) (an|auf dem programm|statt)? | was gibt s #
    was läuft heute
skip : (welche|welcher|welches|was fur) (vortrage|talks|sessions|vortrag|talk)? (gibt es|laufen|sind|kann ich)? #
    welche vorträge gibt es am freitag
skip : (etwas|irgendwas|was|mehr|alles)? (uber|zum thema|zu|rund um|mit|zur|zum) |
    (vortrage|talks|vortrag|talk|beitrage) (uber|zu|zum|zur|fur|mit)? # vorträge über docker
skip : (ich)? (suche|mochte|will|wurde gern|interessiere mich fur|brauche) (etwas)? (uber|zu)? | (zeig|sag|nenne)
    mir (alle)? # ich suche etwas über docker
"""

STOP = """
der die das den dem des ein eine einen einem einer und oder aber auch noch nur schon mal denn doch ist sind war
waren wird werden hat haben habe hab kann konnen kannst ich du er sie es wir ihr mich mir dich uns euch man am an im
in auf aus bei mit nach von vor zu zum zur uber um fur was wer wie wo wann welche welcher welches gibt es gibts
lauft laufen kommt kommen findet statt spricht sprechen redet reden halt halten vortrag vortrage vortrags talk talks
raum saal uhr bitte danke hallo heute etwas irgendwas jemand alle alles thema themen programm konferenz
veranstaltung sehen horen horst gehen gerne gern mochte will suche zeit empfehlt empfehlen diese dieser dieses
dauert geht
"""
