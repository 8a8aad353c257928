"""Italian: days, hours and the common questions."""

from __future__ import annotations

from bot.questions.tables.words import Words

WORDS = Words(
    weekdays="lunedi martedi mercoledi giovedi venerdi sabato domenica",
    months="gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    numbers="zero una due tre quattro cinque sei sette otto nove dieci undici dodici",
    ordinals="primo|prima secondo|seconda terzo|terza quarto|quarta quinto|quinta",
)

ATOMS = """
day today : oggi # cosa c'è oggi
day tomorrow : domani # cosa c'è domani
day yesterday : ieri # cosa c'era ieri
day overmorrow : dopodomani # cosa c'è dopodomani
day weekday : (questo)? WEEKDAY # cosa c'è venerdì
day nth : giorno NUMBER | ORDINAL (giorno|giornata) # cosa c'è il secondo giorno
day last : ultimo giorno | ultima giornata # cosa c'è l'ultimo giorno
day date : NUMBER MONTH # cosa c'è il 12 settembre
part morning : mattina | mattino | mattinata | stamattina # venerdì mattina
part afternoon : pomeriggio # venerdì pomeriggio
part evening : sera | serata | stasera # venerdì sera
clock half : NUMBER e mezza # cosa c'è alle due e mezza
clock quarter : NUMBER e un quarto # cosa c'è alle due e un quarto
clock toquarter : NUMBER meno un quarto # cosa c'è alle undici meno un quarto
clock noon : mezzogiorno # cosa c'è a mezzogiorno
span minutes : NUMBER minuti # cosa inizia tra 20 minuti
span hour : un ora # ho un'ora alle 14:00
span halfhour : mezz ora | mezza ora # cosa c'è tra mezz'ora
event lunch : pranzo | pausa pranzo # cosa c'è dopo pranzo
event coffee : pausa caffe # cosa c'è dopo la pausa caffè
event break : pausa | intervallo # cosa c'è dopo la pausa
event dinner : cena # quando è la cena
event registration : registrazione # quando è la registrazione
event opening : apertura # quando è l'apertura
event closing : chiusura # quando è la chiusura
kind keynote : plenaria | plenarie # quali plenarie ci sono
kind workshop : laboratorio | laboratori # quali laboratori ci sono
kind lightning : lightning talk | lightning talks # quando sono i lightning talk
level 1 : principiante | principianti # interventi per principianti
level 2 : intermedio | intermedi # interventi di livello intermedio
level 3 : avanzato | avanzati | esperti # interventi per esperti
language en : inglese # interventi in inglese
language de : tedesco # interventi in tedesco
language fr : francese # interventi in francese
language es : spagnolo # interventi in spagnolo
language it : italiano # interventi in italiano
"""

RULES = """
want who : chi | di chi | quale relatore | quali relatori # chi parla di docker
want when : quando (e|sono)? | a che ora (e)? | che giorno (e)? # quando è docker
want where : dove (e|si tiene)? | in (quale|che) (sala|aula) (e)? # dove è docker
want how_long : quanto dura | quanto tempo dura # quanto dura docker
want how_many : quanti | quante | numero di # quanti interventi ci sono venerdì
want is_there : c e (qualcosa|un talk)? | ci sono | esiste # c'è qualcosa su docker
want start : quando (inizia|comincia) la (conferenza) # quando inizia la conferenza
want end : quando (finisce|termina) la (conferenza) # quando finisce la conferenza
want rooms : (quali|che) (sale|aule) (ci sono)? # quali sale ci sono
want languages : in (quali|che) lingue (sono)? (i|gli)? (talk|interventi)? # in quali lingue sono gli interventi
want speakers : quanti relatori (ci sono)? # quanti relatori ci sono
relation now : adesso | ora | in questo momento | attualmente # cosa c'è adesso
relation next : (il)? prossimo (talk|intervento)? | subito dopo | poi # cosa c'è poi
relation first : (il)? primo (talk|intervento|seminario) (di|del)? # il primo intervento di venerdì
relation last : (l)? ultimo (talk|intervento|seminario) (di|del)? # l'ultimo intervento di venerdì
relation clash : contemporaneamente (a)? | nello stesso momento (di)? | in parallelo (a|con)? # cosa c'è
    contemporaneamente a docker
relation similar : (talk|interventi|qualcosa)? (simili|simile) (a)? (quello)? (su|di)? # interventi simili a docker
relation else : altri (talk|interventi) di # altri interventi di kristiina tamm
relation after : (subito)? dopo (il|l)? (talk|intervento) (su|di)? # cosa c'è dopo il talk su docker
relation before : (subito)? prima (del|dell|di) (talk|intervento)? (su|di)? # cosa c'è prima del talk su docker
hours at : (alle|all|a|verso le)? CLOCK | (alle|all) HOUR # cosa c'è alle 14:00
hours in : (tra|fra) SPAN # cosa inizia tra 20 minuti
hours after : dopo (il|la|l|le|i)? (EVENT|KIND|CLOCK|HOUR) | dalle (CLOCK|HOUR) in poi # cosa c'è dopo pranzo
hours before : prima (di|del|della|delle|dell) (EVENT|KIND|CLOCK|HOUR) # cosa c'è prima di pranzo
hours during : durante (il|la|l) EVENT # cosa c'è durante il pranzo
hours between : (tra|fra) (le)? (CLOCK|HOUR) e (le)? (CLOCK|HOUR) | dalle (CLOCK|HOUR) alle (CLOCK|HOUR) # cosa c'è
    dalle 14:00 alle 16:00
hours part : (di|nel|la|in|al)? PART # venerdì mattina
hours today_part : (questo|questa) PART # questo pomeriggio
days on : (il|la|l|di|per)? DAY # cosa c'è venerdì
days after : dopo DAY # interventi dopo giovedì
free : (ho|abbiamo) (solo)? SPAN (liberi|libera|libero)? | SPAN (liberi|libera|libero) | (sono|ho tempo) libero # ho
    un'ora alle 14:00
room in : (in|nella|nell)? (sala|aula)? ROOM | (in|nella)? (sala|aula) ROOMISH # cosa c'è in sala c01
level for : (per|di)? (livello)? LEVEL # interventi per principianti
kind of : (il|la|le|i|gli)? KIND # quali plenarie ci sono
event of : (il|la|l)? EVENT # quando è la cena
language in : in LANGUAGE # interventi in spagnolo
name by : (di|da|con|parla|e) NAMEISH | NAMEISH (parla) # interventi di kristiina
negate : (ma)? (non|senza|tranne|eccetto) (su|di|in|per|sul|il|la)? # venerdì ma non su docker
follow and : e # e domani
skip : (che)? cosa (c e|succede|c era|ce|danno|fanno)? | che (c e|succede) | (quali|che) (talk|interventi) (ci
    sono)? # cosa c'è domani
skip : (qualcosa)? (su|sul|sulla|riguardo a) | (parla|parlano) (di|del|della) | (talk|interventi|intervento)
    (su|di|sul)? | (cerco|vorrei|mi interessa) (vedere)? # qualcosa su docker
"""

STOP = """
il lo la i gli le un uno una di del della dei e o ma anche sono era c ci ho ha hanno io tu lui lei noi che chi cosa
quale quali quando come dove quanto in a al con per su sul sulla tra fra talk talks intervento interventi sala aula
ora ore giorno parla parlano tiene qualcosa vedere sapere vorrei cerco ciao grazie favore programma conferenza
relatore
"""
