"""French: days, hours and the common questions."""

from __future__ import annotations

from bot.questions.tables.words import Words

WORDS = Words(
    weekdays="lundi mardi mercredi jeudi vendredi samedi dimanche",
    months="janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    numbers="zero une deux trois quatre cinq six sept huit neuf dix onze douze",
    ordinals="premier|premiere deuxieme|seconde troisieme quatrieme cinquieme",
)

ATOMS = """
day today : aujourd hui # qu'est-ce qu'il y a aujourd'hui
day tomorrow : demain # qu'est-ce qu'il y a demain
day yesterday : hier # qu'est-ce qu'il y avait hier
day overmorrow : apres demain # qu'est-ce qu'il y a après-demain
day weekday : WEEKDAY (prochain)? # il y a quoi vendredi
day nth : jour NUMBER | ORDINAL (jour|journee) # il y a quoi le deuxième jour
day last : dernier jour | derniere journee # il y a quoi le dernier jour
day date : NUMBER MONTH | ORDINAL MONTH # il y a quoi le 12 septembre
part morning : matin | matinee # docker dans la matinée
part afternoon : apres midi | aprem # docker dans l'après-midi
part evening : soir | soiree # il y a quoi le soir
clock plain : NUMBER (heure|heures|h) # il y a quoi à 14 heures
clock half : NUMBER (heures|heure|h) et demie # il y a quoi à deux heures et demie
clock quarter : NUMBER (heures|heure|h) et quart # il y a quoi à deux heures et quart
clock toquarter : NUMBER (heures|heure|h) moins le quart # il y a quoi à onze heures moins le quart
clock noon : midi # il y a quoi à midi
span minutes : NUMBER minutes # qu'est-ce qui commence dans 20 minutes
span hour : une heure # j'ai une heure à 14h
span halfhour : une demi heure | demi heure # il y a quoi dans une demi-heure
event lunch : dejeuner | pause dejeuner | repas # il y a quoi après le déjeuner
event coffee : pause cafe # il y a quoi après la pause café
event break : pause # il y a quoi après la pause
event dinner : diner # quand est le dîner
event registration : accueil | inscription | enregistrement # quand est l'accueil
event opening : ouverture # quand est l'ouverture
event closing : cloture # quand est la clôture
kind keynote : pleniere | plenieres | conference pleniere # quelles plénières y a-t-il
kind workshop : atelier | ateliers | tutoriel | tutoriels # quels ateliers y a-t-il
kind lightning : presentations eclair | exposes eclair | lightning talks # quand sont les présentations éclair
kind poster : affiche | affiches # où sont les affiches
level 1 : debutant | debutants | debutante | debutantes # présentations pour débutants
level 2 : intermediaire | intermediaires # présentations de niveau intermédiaire
level 3 : avance | avances | experts | confirmes # présentations pour experts
language en : anglais # présentations en anglais
language de : allemand # présentations en allemand
language fr : francais # présentations en français
language es : espagnol # présentations en espagnol
"""

RULES = """
want who : qui | par qui | quel (orateur|intervenant|conferencier) | quels (orateurs|intervenants) | c est qui
    (qui)? # qui parle de docker
want when : quand | a quelle heure | quel jour | c est quand # quand est docker
want where : ou | dans quelle salle | quelle salle | c est ou | ou est # dans quelle salle est docker
want how_long : combien de temps (dure)? | quelle duree # combien de temps dure docker
want how_many : combien (de|d)? | nombre de # combien de présentations vendredi
want is_there : y a t il | est ce qu il y a | il y a t il | existe t il | avez vous # y a-t-il quelque chose sur
    docker
want start : quand (commence|debute) la (conference) # quand commence la conférence
want end : quand (finit|se termine|termine) la (conference) # quand finit la conférence
want rooms : quelles salles (y a t il)? # quelles salles y a-t-il
want languages : (dans|en)? quelles langues (sont|y a t il)? (les)? (presentations|conferences)? # dans quelles
    langues sont les présentations
want speakers : combien (d orateurs|d intervenants|de conferenciers) # combien d'orateurs y a-t-il
relation now : maintenant | en ce moment | actuellement | en cours # qu'est-ce qui se passe maintenant
relation next : ensuite | (la|le)? (prochaine|prochain|suivante|suivant) (presentation|conference|expose|session)? |
    bientot | juste apres # qu'est-ce qu'il y a ensuite
relation first : (la|le)? (premiere|premier) (presentation|conference|expose|session|atelier|intervention) (de|du)?
    # la première présentation vendredi
relation last : (la|le)? (derniere|dernier) (presentation|conference|expose|session|atelier|intervention) (de|du)? #
    dernière conférence de vendredi
relation clash : en meme temps (que)? | en parallele (de|avec|a)? # qu'est-ce qu'il y a en même temps que docker
relation similar : (presentations|conferences|quelque chose)? (similaires|similaire|semblable|semblables|comme) (a)?
    (la|le|celle de|celle sur)? # présentations similaires à docker
relation else : (autres|autre) (presentations|conferences|exposes|presentation) (de|par) # autres présentations de
    kristiina tamm
relation after : (juste)? apres (la|le|l)? (presentation|conference|expose) (sur|de)? # qu'est-ce qu'il y a après la
    présentation sur docker
relation before : (juste)? avant (la|le|l)? (presentation|conference|expose) (sur|de)? # qu'est-ce qu'il y a avant
    la présentation sur docker
hours at : (a|vers les)? (CLOCK) | a (CLOCK|HOUR) # il y a quoi à 14h00
hours in : dans SPAN # il y a quoi dans 20 minutes
hours about : vers (CLOCK|HOUR) # il y a quoi vers 14h00
hours after : apres (le|la|l|les)? (EVENT|KIND|CLOCK|HOUR) | a partir de (CLOCK|HOUR) # il y a quoi après le
    déjeuner
hours before : avant (le|la|l|les)? (EVENT|KIND|CLOCK|HOUR) | jusqu a (CLOCK|HOUR) # il y a quoi avant le déjeuner
hours during : pendant (le|la|l) EVENT # il y a quoi pendant le déjeuner
hours between : entre (CLOCK|HOUR) et (CLOCK|HOUR) | de (CLOCK|HOUR) a (CLOCK|HOUR) # il y a quoi entre 14h et 16h
hours part : (le|la|l|dans la|dans l|en)? PART # docker dans la matinée
hours today_part : (ce|cet|cette) PART # il y a quoi ce matin
days on : (le|la|l|du|pour|au|de)? DAY # il y a quoi vendredi
days after : apres DAY # présentations après jeudi
free : (j ai|nous avons) (seulement)? SPAN (de libre|libre)? | SPAN (de libre|libre) | (je suis|j ai du temps) libre
    # j'ai une heure à 14h
room in : (dans|en|a)? (la)? (salle)? ROOM | (dans|en)? (la)? salle ROOMISH # qu'est-ce qu'il y a en salle c01
level for : (pour|de)? (les|des)? (niveau)? LEVEL # présentations pour débutants
kind of : (la|le|les|un|une|des)? KIND # quels ateliers y a-t-il
event of : (la|le|les|l)? EVENT # quand est le déjeuner
language in : en LANGUAGE # présentations en espagnol
name by : (de|par|avec|parle|presente|quand|est) NAMEISH | NAMEISH (parle|presente) # présentations de kristiina
negate : (mais)? (pas|sans|sauf|hors) (de|sur|en|a|la|le|les|d)? # présentations vendredi mais pas sur docker
follow and : et | et (pour|le|la)? # et demain
refer person : il | elle # quand parle elle
skip : (il y a quoi|y a quoi|quoi|que se passe t il|qu est ce qu il y a|qu est ce qui se passe|qu est ce que c est|c
    est quoi|qu y a t il) (au programme|de prevu)? # qu'est-ce qu'il y a demain
skip : (quelles|quels|quelle|quel) (presentations|conferences|exposes|sessions|presentation)? (y a t il|il y
    a|sont)? # quelles présentations y a-t-il vendredi
skip : (quelque chose)? (sur|au sujet de|a propos de|concernant) (le|la|les|l)? | (parle|parlent) (de|du|d) (la|l)?
    | (presentation|presentations|conference|conferences|expose|exposes) (sur|de|d)? # présentations à propos de
    docker
skip : (je)? (cherche|voudrais|veux|aimerais) (voir|savoir|une|des)? | (dis|montre) moi # je cherche docker
"""

STOP = """
le la les l un une des de du d et ou mais aussi est sont etait sera ont a ai avez je tu il elle on nous vous ils
elles me moi qui que quoi quel quelle quels quelles quand comment combien y ce cet cette ces c qu dans en sur pour
par avec sans au aux presentation presentations conference conferences expose exposes session sessions salle heure
heures jour parle parler parlent presente presenter donne quelque chose voir savoir cherche bonjour salut merci svp
plait programme orateur intervenant t s se passe prevu peut puis
"""
