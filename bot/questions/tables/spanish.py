"""Spanish: days, hours and the common questions."""

from __future__ import annotations

from bot.questions.tables.words import Words

WORDS = Words(
    weekdays="lunes martes miercoles jueves viernes sabado domingo",
    months="enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
    numbers="cero una dos tres cuatro cinco seis siete ocho nueve diez once doce",
    ordinals="primer|primera|primero segundo|segunda tercer|tercero|tercera cuarto|cuarta quinto|quinta",
)

ATOMS = """
day today : hoy # qué hay hoy
day tomorrow : manana # qué hay mañana
day yesterday : ayer # qué hubo ayer
day overmorrow : pasado manana # qué hay pasado mañana
day weekday : (este)? WEEKDAY # qué hay el viernes
day nth : dia NUMBER | ORDINAL dia # qué hay el segundo día
day last : ultimo dia # qué hay el último día
day date : NUMBER de MONTH # qué hay el 12 de septiembre
part morning : por la manana | de la manana # docker por la mañana
part afternoon : tarde # docker por la tarde
part evening : noche # qué hay por la noche
clock half : NUMBER y media # qué hay a las dos y media
clock quarter : NUMBER y cuarto # qué hay a las dos y cuarto
clock toquarter : NUMBER menos cuarto # qué hay a las once menos cuarto
clock noon : mediodia # qué hay al mediodía
clock am : NUMBER de la manana # qué hay a las 10 de la mañana
clock pm : NUMBER de la tarde # qué hay a las 4 de la tarde
span minutes : NUMBER minutos # qué empieza en 20 minutos
span hour : una hora # tengo una hora a las 14:00
span halfhour : media hora # qué hay en media hora
event lunch : almuerzo | comida # qué hay después del almuerzo
event coffee : pausa del cafe | pausa para el cafe | pausa de cafe # qué hay después de la pausa del café
event break : pausa | descanso # qué hay después del descanso
event dinner : cena # cuándo es la cena
event registration : registro | inscripcion # cuándo es el registro
event opening : apertura | bienvenida # cuándo es la apertura
event closing : clausura | cierre # cuándo es la clausura
kind keynote : plenaria | plenarias | charla magistral | charlas magistrales # qué plenarias hay
kind workshop : taller | talleres # qué talleres hay
kind lightning : charlas relampago | lightning talks # cuándo son las charlas relámpago
kind poster : carteles | cartel # dónde están los carteles
level 1 : principiante | principiantes | novatos # charlas para principiantes
level 2 : intermedio | intermedios # charlas de nivel intermedio
level 3 : avanzado | avanzados | expertos # charlas para expertos
language en : ingles # charlas en inglés
language de : aleman # charlas en alemán
language fr : frances # charlas en francés
language es : espanol | castellano # charlas en español
"""

RULES = """
want who : quien | quienes | de quien | que (ponente|ponentes|persona) # quién habla de docker
want when : cuando (es|son)? | a que hora (es)? | que dia (es)? # cuándo es docker
want where : donde (es|esta|estan)? | en que (sala|aula) (es|esta)? # dónde es docker
want how_long : cuanto (dura|tiempo dura) | que duracion # cuánto dura docker
want how_many : cuantas | cuantos | numero de # cuántas charlas hay el viernes
want is_there : hay (alguna|algun|algo|charlas)? | existe alguna # hay algo sobre docker
want start : cuando (empieza|comienza) la (conferencia) # cuándo empieza la conferencia
want end : cuando (termina|acaba) la (conferencia) # cuándo termina la conferencia
want rooms : que (salas|aulas) (hay)? # qué salas hay
want languages : en que idiomas (son|estan)? (las)? (charlas)? # en qué idiomas son las charlas
want speakers : cuantos ponentes (hay)? # cuántos ponentes hay
relation now : ahora | ahora mismo | en este momento # qué hay ahora
relation next : luego | a continuacion | (la|el)? (proxima|proximo|siguiente) (charla|ponencia|sesion)? # qué hay a
    continuación
relation first : (la|el)? (primera|primer) (charla|ponencia|sesion|taller) (de|del)? # la primera charla del viernes
relation last : (la|el)? (ultima|ultimo) (charla|ponencia|sesion|taller) (de|del)? # la última charla del viernes
relation clash : al mismo tiempo (que)? | a la vez que | en paralelo (con|a)? # qué hay al mismo tiempo que docker
relation similar : (charlas)? (parecidas|similares|similar|parecida|parecido) (a)? (la)? (charla)? (de|sobre)? #
    charlas parecidas a docker
relation else : (otras|otra) (charlas|charla|ponencias) (de|por) # otras charlas de kristiina tamm
relation after : (justo)? despues de (la|el)? (charla|ponencia) (de|sobre)? | que hay despues de # qué hay después
    de docker
relation before : (justo)? antes de (la|el)? (charla|ponencia) (de|sobre)? | que hay antes de # qué hay antes de
    docker
hours at : (a|a las|sobre las|a la)? CLOCK | (a las|a la) HOUR # qué hay a las 14:00
hours in : en SPAN | dentro de SPAN # qué hay en media hora
hours after : (despues de|despues del|tras) (el|la|los|las)? (EVENT|KIND|CLOCK|HOUR) | a partir de (las)?
    (CLOCK|HOUR) # qué hay después del almuerzo
hours before : (antes de|antes del) (el|la|los|las)? (EVENT|KIND|CLOCK|HOUR) # qué hay antes del almuerzo
hours during : durante (el|la) EVENT # qué hay durante el almuerzo
hours between : entre (las)? (CLOCK|HOUR) y (las)? (CLOCK|HOUR) | de (CLOCK|HOUR) a (CLOCK|HOUR) # qué hay entre las
    14:00 y las 16:00
hours part : (por la|en la|de la)? PART # docker por la tarde
hours today_part : esta (manana|PART) | hoy por la PART # qué hay esta tarde
days on : (el|los|del|para el)? DAY # qué hay el viernes
days after : despues del DAY # charlas después del jueves
free : (tengo|tenemos) (solo)? SPAN (libre)? | SPAN libre | (estoy|tengo tiempo) libre # tengo una hora a las 14:00
room in : (en)? (la)? (sala|aula)? ROOM | (en)? (la)? (sala|aula) ROOMISH # qué hay en la sala c01
level for : (para|de)? (nivel)? LEVEL # charlas para principiantes
kind of : (la|el|las|los|un|una)? KIND # qué talleres hay
event of : (la|el)? EVENT # cuándo es el almuerzo
language in : en LANGUAGE # charlas en español
name by : (de|por|con|habla|es|cuando) NAMEISH | NAMEISH (habla) # charlas de kristiina
negate : (pero)? (no|sin|excepto|menos) (de|sobre|en|para|la|el)? # charlas el viernes pero no sobre docker
follow and : y # y mañana
skip : que (hay|tenemos|se|hubo|ponen|charlas hay) (programado)? | (que)? charlas (hay)? (sobre|de|para)? # qué hay
    mañana
skip : (algo)? (sobre|acerca de) (el|la|los|las)? | (habla|hablan|trata) (de|sobre) | (busco|quiero|me interesa)
    (ver|algo)? # algo sobre docker
"""

STOP = """
el la los las un una unos unas de del y o pero tambien es son era esta estan hay ha han yo tu ella nosotros me mi se
que quien cual cuales cuando como cuanto donde en a al con por para sobre charla charlas ponencia ponencias sala
aula hora horas dia habla hablan da dan trata alguna algun algo ver saber quiero busco hola gracias favor programa
conferencia
"""
