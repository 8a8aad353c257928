"""Polish: days, hours and the common questions."""

from __future__ import annotations

from bot.questions.tables.words import Words

WORDS = Words(
    weekdays="poniedzialek|poniedzialku wtorek|wtorku sroda|srode|srody czwartek|czwartku piatek|piatku"
    " sobota|sobote|soboty niedziela|niedziele|niedzieli",
    months="stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia",
    numbers="zero jeden|pierwszej dwa|drugiej trzy|trzeciej cztery|czwartej piec|piatej szesc|szostej siedem|siodmej"
    " osiem|osmej dziewiec|dziewiatej dziesiec|dziesiatej jedenascie|jedenastej dwanascie|dwunastej",
    ordinals="pierwszy|pierwsza|pierwszego|pierwsze drugi|druga|drugiego trzeci|trzecia|trzeciego czwarty|czwartego"
    " piaty|piatego",
)

ATOMS = """
day today : dzis | dzisiaj # co jest dzisiaj
day tomorrow : jutro # co jest jutro
day yesterday : wczoraj # co było wczoraj
day overmorrow : pojutrze # co jest pojutrze
day weekday : WEEKDAY # co jest w piątek
day nth : dzien NUMBER | ORDINAL (dzien|dnia) # co jest drugiego dnia
day last : (ostatni|ostatniego) (dzien|dnia) # co jest ostatniego dnia
day date : NUMBER MONTH # co jest 12 września
part morning : rano | przed poludniem | porankiem # co jest w piątek rano
part afternoon : po poludniu | popoludniu # co jest w piątek po południu
part evening : wieczorem | wieczor # co jest w piątek wieczorem
clock noon : poludnie # co jest w południe
span minutes : NUMBER (minut|minuty) # co zaczyna się za 20 minut
span hour : godzine # mam godzinę o 14:00
span halfhour : pol godziny # co jest za pół godziny
event lunch : obiad | obiedzie | obiadem | lunchu | lunchem | przerwie obiadowej # co jest po obiedzie
event coffee : przerwa kawowa | przerwie kawowej | kawie # co jest po przerwie kawowej
event break : przerwa | przerwie # co jest po przerwie
event dinner : kolacja | kolacji # kiedy jest kolacja
event registration : rejestracja # kiedy jest rejestracja
event opening : otwarcie # kiedy jest otwarcie
event closing : zamkniecie | zakonczenie # kiedy jest zamknięcie
kind keynote : wyklad plenarny | wyklady plenarne # jakie są wykłady plenarne
kind workshop : warsztat | warsztaty # jakie są warsztaty
kind poster : plakaty # gdzie są plakaty
level 1 : poczatkujacych | poczatkujacy # wykłady dla początkujących
level 2 : sredniozaawansowanych # wykłady dla średniozaawansowanych
level 3 : zaawansowanych | ekspertow # wykłady dla zaawansowanych
language en : angielsku # wykłady po angielsku
language de : niemiecku # wykłady po niemiecku
language es : hiszpansku # wykłady po hiszpańsku
language fr : francusku # wykłady po francusku
language pl : polsku # wykłady po polsku
"""

RULES = """
want who : kto | czyj | ktory prelegent | jacy prelegenci # kto mówi o dockerze
want when : kiedy (jest|sa)? | o ktorej (jest)? (godzinie)? | ktorego dnia # kiedy jest docker
want where : gdzie (jest|sa)? | w (ktorej|jakiej) sali (jest)? # gdzie jest docker
want how_long : jak dlugo (trwa)? | ile trwa # jak długo trwa docker
want how_many : ile (jest)? | liczba # ile jest wykładów w piątek
want is_there : czy (jest|sa|bedzie|beda) (cos)? (o)? | czy ktos mowi (o)? # czy jest coś o dockerze
want start : kiedy (zaczyna|rozpoczyna) sie konferencja # kiedy zaczyna się konferencja
want end : kiedy (konczy) sie konferencja # kiedy kończy się konferencja
want rooms : jakie sa sale | ktore sale # jakie są sale
want speakers : ilu (jest)? prelegentow # ilu jest prelegentów
relation now : teraz | obecnie | aktualnie | w tej chwili # co jest teraz
relation next : nastepny (wyklad|referat)? | nastepnie | potem | zaraz # co jest potem
relation first : (pierwszy|pierwsza) (wyklad|prelekcja|referat|sesja) # pierwszy wykład w piątek
relation last : (ostatni|ostatnia) (wyklad|prelekcja|referat|sesja) # ostatni wykład w piątek
relation clash : w tym samym czasie (co)? | rownolegle (do|z)? | jednoczesnie z # co jest w tym samym czasie co
    docker
relation similar : podobne (wyklady)? (do)? | podobnego do # podobne wykłady do docker
relation else : inne (wyklady|prelekcje) # inne wykłady kristiina tamm
relation after : (zaraz)? po (wykladzie|prelekcji) (o)? # co jest po wykładzie o docker
relation before : (tuz)? przed (wykladem|prelekcja) (o)? # co jest przed wykładem o docker
hours at : o (CLOCK|HOUR) (godzinie)? | w CLOCK # co jest o 14:00
hours in : za SPAN # co jest za pół godziny
hours after : po (EVENT|KIND|CLOCK) | po godzinie HOUR # co jest po obiedzie
hours before : przed (EVENT|KIND|CLOCK) # co jest przed obiadem
hours between : (miedzy|od) (CLOCK|HOUR) (a|do) (CLOCK|HOUR) # co jest między 14 a 16
hours part : (w)? PART # co jest w piątek rano
days on : (w|we|na)? DAY # co jest w piątek
free : mam (tylko)? SPAN (wolnego|wolna|czasu)? | mam wolne # mam godzinę o 14:00
room in : (w)? (sali)? ROOM | (w)? sali ROOMISH # co jest w sali c01
level for : (dla)? LEVEL # wykłady dla początkujących
kind of : KIND # jakie są warsztaty
event of : EVENT # kiedy jest kolacja
language in : po LANGUAGE # wykłady po hiszpańsku
name by : (przez|mowi|ma|prowadzi|jest) NAMEISH | NAMEISH (mowi|prowadzi) # kiedy mówi kristiina
negate : (ale)? (nie|bez|oprocz) (o|w|na|dla)? # w piątek ale nie o docker
follow and : a | i # a jutro
skip : co (jest|bedzie|sie dzieje|bylo|mamy|leci)? (w programie)? | jakie (sa)? # co jest jutro
skip : (cos)? (o|na temat) | (wyklad|wyklady|prelekcja|prelekcje|referat) (o|na temat)? | (mowi|mowia|opowiada) o |
    (szukam|chce) (czegos)? (o)? # wykłady o docker
"""

STOP = """
i a o w we na z ze do od dla po przed przy przez jest sa byl bylo bedzie beda sie to ten ta te tego tej czy co kto
kiedy gdzie jak jaki jaka jakie ktory ktora ktore ile cos ktos mowi mowia opowiada prowadzi wyklad wyklady wykladow
prelekcja prelekcje referat sala sali godzina godzinie dzien mam masz mozna chce szukam czesc dzieki dziekuje prosze
program konferencja temat
"""
