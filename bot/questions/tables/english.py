"""English: how people ask about a programme."""

from __future__ import annotations

from bot.questions.tables.english_rules import RULES
from bot.questions.tables.words import Words

WORDS = Words(
    weekdays="monday|mon|mondays tuesday|tue|tues|tuesdays wednesday|wed|weds|wednesdays"
    " thursday|thu|thur|thurs|thursdays"
    " friday|fri|fridays saturday|sat|saturdays sunday|sun|sundays",
    months="january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept"
    " october|oct november|nov december|dec",
    numbers="zero one two three four five six seven eight nine ten eleven twelve",
    ordinals="first second third fourth fifth sixth seventh eighth ninth tenth",
)

# What is recognised by itself: days, hours, lengths, breaks, kinds, levels, languages
ATOMS = """
day today : today | todays # what is on today
day tomorrow : tomorrow | tomorow | tommorow | tommorrow | tomorrows | tmrw | tmr # what is on tomorrow
day yesterday : yesterday | yesterdays # what was on yesterday
day overmorrow : day after tomorrow # what is on the day after tomorrow
day ereyesterday : day before yesterday # what was on the day before yesterday
day weekday : (this|coming|last|next)? WEEKDAY # talks on friday
day nth : day NUMBER | ORDINAL (conference)? day | conference day NUMBER # what is on day 2
day last : (last|final|closing) (conference)? day # what is on the last day
day opening : (opening|start) day # talks on the opening day
day lastbutone : penultimate day | second to last day | last day but one # talks on the penultimate day
day date : ORDINAL (of)? MONTH | MONTH (the)? ORDINAL | MONTH NUMBER | NUMBER (of)? MONTH | DATE | FIGURE # talks on
    23 july
day weekend : weekend # what is on at the weekend
part morning : morning | mornings | forenoon | morningtime # docker in the morning
part earlymorning : early morning | early in the morning # what is on early in the morning
part latemorning : late morning | late in the morning # what is on late in the morning
part afternoon : afternoon | afternoons | arvo # docker in the afternoon
part earlyafternoon : early afternoon | early in the afternoon # what is on in the early afternoon
part lateafternoon : late afternoon | late in the afternoon # what is on in the late afternoon
part evening : evening | evenings | night # what is on in the evening
clock plain : NUMBER (o clock|oclock) # what is on at 10 o'clock
clock am : (NUMBER|TIME) (am|a m|a.m|in the morning) # talks at 10am
clock pm : (NUMBER|TIME) (pm|p m|p.m|in the afternoon|in the evening|at night) # talks at 2pm
clock half : half past NUMBER # what is on at half past two
clock quarter : (a)? quarter past NUMBER # what is on at quarter past ten
clock toquarter : (a)? quarter to NUMBER # what is on at quarter to eleven
clock to : NUMBER minutes to NUMBER # what is on at ten minutes to eleven
clock past : NUMBER (minutes)? past NUMBER # what is on at ten past eleven
clock noon : noon | midday | (12|twelve) noon # anything on at noon
clock midnight : midnight # anything on before midnight
span minutes : NUMBER (free|spare)? (minutes|minute|mins|min) | NUMBER m # what starts in 20 minutes
span hours : NUMBER (free|spare)? (hours|hour|hrs|hr|h) # i have 2 hours at 14:00
span hour : an hour | a full hour | the hour | about an hour | (a|one) (free|spare) hour | an (extra|empty) hour |
    hour (free|to kill|to spare) # i have an hour at 14:00
span halfhour : half an hour | a half hour | half hour | half hr # what is on in half an hour
span quarterhour : (a)? quarter of an hour | quarter hour # what starts in a quarter of an hour
span threequarters : three quarters of an hour # i have three quarters of an hour at 14:00
span ninety : an hour and a half | one and a half hours | hour and a half # i have an hour and a half at 14:00
span plushalf : NUMBER and a half hours # i have two and a half hours at 10:00
span couple : a couple of hours # i have a couple of hours tomorrow
event lunch : lunch | lunchtime | lunch time | lunch break | lunchbreak | midday break # what is on after lunch
event coffee : coffee | coffee break | coffee breaks | coffeebreak | tea | tea break | tea time # what is on after
    the coffee break
event break : break | breaks # what is on after the break
event breakfast : breakfast # what is on after breakfast
event dinner : dinner | conference dinner | supper # what is on before dinner
event registration : registration | check in | registration desk # what is on after registration
event opening : opening | opening address | (conference|event) opening | opening session | opening ceremony | welcome
    session | opening remarks # what is on after the opening session
event closing : closing | closing address | (conference|event) closing | closing session | closing ceremony | closing
    remarks # what is on before the closing session
event party : party | parties | afterparty | after party | conference party # what is on before the party
kind keynote : keynote | keynotes | key note | keynote (talk|talks|speech|speeches|session|sessions) | plenary |
    plenaries # which keynotes are there
kind workshop : workshop | workshops | tutorial | tutorials | hands on (session|sessions) | workshop
    (session|sessions) | masterclass | masterclasses | trainings # which workshops are there
kind lightning : (lighting|lightening) (talk|talks) | lightning (talk|talks|session|sessions) | lightnings | lightning
    round # when are the lightning talks
kind poster : poster | posters | poster (session|sessions) # are there posters
kind social : social | socials | social (event|events|evening|evenings|programme|program) # is there a social event
kind talk : (regular|normal|standard|ordinary) (talk|talks) # which regular talks are there
level 1 : (i am|i m|im)? new to (the|this|all)? (field|this|it|programming|python|coding|language)? | not
    (too|very|so|that) (hard|difficult|advanced|complicated|technical) | easy | (absolute|complete|total)?
    (beginner|beginners|novice|novices|newbie|newbies|newcomer|newcomers|rookie|rookies|noob|noobs)
    (level|friendly)? | introductory | (entry|basic|beginners) level | dummies # talks for beginners
level 2 : intermediate (level|users)? | (medium|mid|middle) level | intermediates # intermediate talks
level 3 : advanced (level|users|people|developers|folks)? | expert | experts | expert level | experienced
    (people|developers|users|folks) # advanced talks
language en : english # talks in english
language de : german # talks in german
language fr : french # talks in french
language es : spanish | castilian # talks in spanish
language it : italian # talks in italian
language pt : portuguese # talks in portuguese
language pl : polish # talks in polish
language cs : czech # talks in czech
language nl : dutch # talks in dutch
language sk : slovak # talks in slovak
language uk : ukrainian # talks in ukrainian
language ru : russian # talks in russian
language ja : japanese # talks in japanese
language zh : chinese | mandarin # talks in chinese
language sv : swedish # talks in swedish
language ca : catalan # talks in catalan
"""

# Words that say nothing about what a talk is about, beside those that an index leaves out anyway
STOP = """
covered featured included squeeze ideas idea kill chance somewhere off leaves late early gap train popular come
comes coming missing care ones only behind got arrive leave fits fit left catch miss runs hm hmmm mean nothing none
hi hey hello hallo hiya yo dear please pls plz thanks thank thx cheers ok okay oh well hmm um uh er eh lol btw so
just really actually maybe perhaps quick quickly question wondering know tell show find looking look search
searching list talk talks talking talked session sessions presentation presentations presenting presents present
presented speak speaks speaking spoke speech lecture lectures lecturing event events slot slots item items happening
happen happens going go gonna goes attend attending visit visiting see seeing watch watching hear hearing listen
listening catch schedule scheduled programme program agenda timetable conference con held hold holding give gives
giving gave given gives take takes taking place start starts starting started begin begins beginning end ends ending
finish finishes topic topics subject subjects stuff thing things sth anything something someone anyone somebody
anybody everyone interesting interested good great nice best cool fun exciting recommended worth relevant available
possible time times day days date hour hours room rooms track tracks level levels kind kinds type types sort there
here today's is are was were be been being do does did has have had will would could should can may might me my mine
i you your we our us they them their he she his her it its this that these those who what which when where how why a
an the and or of in on at to for from by with about as but if then than also too else any some all each every more
most much many lot lots few other another someone's s t m re ve ll d im ive whats wheres whens hows id guys folks
people person team friend dude mate bot guy lady woman man speaker speakers presenter presenters want wanna need
like love want's prefer would'd let lets help helpful especially specifically particular related regarding
concerning around covering covers cover mention mentions mentioning discuss discusses please? right still yet soon
later already ever once again up off out into onto over under between during while
"""

__all__ = ["ATOMS", "RULES", "STOP", "WORDS"]
