"""English: what a question wants, and how its parts belong together."""

from __future__ import annotations

RULES = """
want who : whos | who s | who | whose | whom | by whom | (speaker|presenter|author) of (the)? | (which|what)
    (speaker|speakers|person|people|presenter|presenters) | (name|names) of (the)?
    (person|people|speaker|speakers|presenter|guy|woman|man)? (who is|who are|that is|giving|behind|doing)? | who is
    behind (the)? # who talks about docker
want when : when | what time | at what time | (which|what|on what|on which) (day|days|date|time|hour|slot) | whens #
    when is docker
want where : where | wheres | (in)? (which|what) (room|hall|place|building|stage|auditorium|location) | room
    (of|for) (the)? | location of # where is docker
want how_long : how long | how many (minutes|hours) | (duration|length) of | how much time # how long is docker
want how_long : does _ (take|last) | does _ _ (take|last) | (take|takes|last|lasts) (the)? (whole|full|entire)
    (hour|SPAN) | (does it|will it|does this) (take|last) | SPAN or (longer|shorter|more|less) # does the docker
    talk take 30 minutes or longer
want how_many : how many | how much (talks|sessions) | number of | count (of)? | total number of # how many talks on
    friday
want is_there : (is|are) there (no|not any) | would there be | (is|are) there any chance of | any chance of |
    (is|are|was|were|isn t|aren t|isnt|arent) there | will there be | (do|does) (you|they|we|it) (have|offer) |
    (do|have) (you|we) got | any | is (anyone|anybody|someone|somebody) | does (anyone|anybody|someone|somebody) |
    has (anyone|anybody) | can i (learn|hear) (about)? # is there a talk about docker
want about : what is _ about | what is _ talk about | what does _ cover | what is the _ about | what is the _ talk
    about | what s _ about | what s the _ talk about | what s the _ about # what is the docker talk about
want about : (summary|abstract|description) of | summarise | summarize | tell me (more)? about the _ (talk|session)
    | tell me more | more (details|info|information) | details # abstract of the docker talk
want video : video | videos | recording | recordings | recorded | slides | livestream | youtube | watch online # is
    there a video of the docker talk
want of_track : (in|of|to)? (which|what) track # which track is docker in
want of_level : (for|of|at)? (which|what) (level|audience|difficulty|skill level) | how (difficult|hard|advanced) #
    which level is the docker talk
want of_language : (in)? (which|what) language # in which language is the docker talk
want start : when (does|will|is|do) (the|this)? (conference|event|whole
    thing|con|everything|programme|program|schedule) (start|begin|starts|begins|starting|kick
    off|open|on|happening|taking place) | (start|beginning) of the (conference|event) | conference
    (start|starts|begins|dates|date) | when (do|does|will) (the)? (doors|venue) open # when does the conference start
want start : when (does|do|is) (it|this|everything|things|all this) (all)? (start|begin|starting|kick off) | first
    day of the (conference|event) | when (is|s) the (conference|event) | what are the (conference)? dates # when
    does it start
want end : when (does|will|is|do) (the|this)? (conference|event|whole
    thing|con|everything|programme|program|schedule) (end|finish|stop|close|over|ends|finished) | (end) of the
    (conference|event) | conference (ends|end) | when is it (all)? over | (until|till) when (does|is|do|will)
    (the|this)? (conference|event|it) (go|last|run|open|on)? | how long does the (conference|event) (go|run) on |
    when (does|do) (it|everything|things) (all)? (end|finish|wrap up|close) # when does the conference end
want days : (which|what) days | how many days | how long is the (conference|event) | how long does the
    (conference|event) (last|take|go) | on which days | days of the conference # how many days are there
want rooms : (which|what|list|list of|all|all the|how many|list the|list all|list all the|the) rooms |
    (names|list|number) of (the)? rooms | rooms are there | what are the rooms | (which|what|how many)
    (halls|stages) | room list # which rooms are there
want tracks : (which|what|list|list of|all|all the|how many|list the|list all|list all the|the) tracks |
    (names|list|number) of (the)? tracks | what are the tracks | track list # which tracks are there
want levels : (which|what|list|how many|all) levels | (levels) are there | what are the levels # which levels are
    there
want languages : (which|what|how many|all) languages (are there|are spoken|are the talks in|do they speak|are
    used|does the conference have)? | languages of the talks # which languages are the talks in
want speakers : (list of|list|all|all the|how many|list the|list all|list all the|the|number of) speakers | who are
    (all)? the speakers | speaker list | speakers list | (which|what) speakers (are there|do you have|are
    coming|will be there) | who (is|will be) speaking at (the|this) (conference|event) | how many (people|persons)
    (speak|are speaking|talk|present|give talks|giving talks) # how many speakers are there
want title : (name|title) of (the|this) (conference|event) | what is (the|this) conference called | which conference
    is this | what conference is this # which conference is this

relation now : now | right now | just now | at the moment | at present | currently | (is|are|s) (currently)? running |
    running now | whats running | what is running | on air | going on (right now|now)? | at this
    (moment|time|hour|minute) | this minute | presently | is on now | on right now | happening (right now|now)? |
    ongoing | this very moment | atm # what is on now
relation next : and then | then what | what then | next | up next | coming up | coming next | what is next | next up
    | starts next | starting next | starting soon | soon | starts soon | about to start | afterwards | upcoming |
    comes next | on next | immediately after | shortly | following | later on next # what is next
relation next : (right|straight|immediately|directly|just)? after (this|this one|this talk|this session|the current
    one|the current talk|the current session|that talk now|these talks) | when this (is over|ends|finishes) | after
    now # what is on after this
relation later : later | later (on|today) | still (to come|coming) | rest of (the)? (day|today) | for the rest of
    (the)? (day|today) | remaining (talks|sessions)? (today)? | left today | still (today|on today) # what is on
    later today
relation earlier : earlier | earlier today | already (over|finished|happened|been) | so far | (what|which talks)?
    (did|have) (i|we) (just|already)? (miss|missed) | have i missed | i missed # what did i miss this morning
relation first : (speaks|talks|goes|comes|is on|is up) first | first (up|on) | (the)? (first|earliest|opening)
    (talk|talks|session|sessions|thing|slot|event|presentation|one|up|item|speaker|speakers) | first thing in the |
    (the)? (first|earliest) _ (talk|talks|session|sessions|presentation|presentations) | first _ _ (talk|session) |
    (the)? (first|earliest|opening) (KIND|EVENT) | (starts|opens|kicks off) (the)? DAY | who (opens|starts|begins) |
    what opens # the first workshop on wednesday
relation last : how late (does|do|will)? (it|the day|the talks|things|we|talks)? (go|run|end)? (on)? |
    (speaks|talks|goes|comes|is on|is up) last | (the)? (last|final|latest|closing)
    (talk|talks|session|sessions|thing|slot|event|presentation|one|item|speaker|speakers) | last thing | (the)?
    (last|final|latest) _ (talk|talks|session|sessions|presentation|presentations) | last _ _ (talk|session) |
    (the)? (last|final|latest|closing) (KIND|EVENT) | who (closes|ends) | what closes # what is the last talk on
    wednesday
relation first : when (does|do|will) DAY (start|begin) | what time (does|do) (it|DAY|things) (start|begin) (on)?
    DAY? | when (does|do|will) (it|things|talks|sessions|the talks|the sessions|everything|the day|the programme|the
    program) (start|begin) (on)? (the)? DAY # when does wednesday start
relation last : when (does|do|will) DAY (end|finish|wrap up|close) | when (does|do|will|is)
    (it|things|talks|sessions|the talks|everything|the day|the programme|the program) (end|finish|over|wrap up|close)
    (on)? (the)? DAY # when does wednesday end
relation clash : (what|anything)?
    (clashes|clash|conflicts|conflict|collides|overlaps|overlap|competes|overlapping|clashing|conflicting) with |
    (at|during) the same (time|hour|slot) (as|like|with)? | same (time|slot) as | in parallel (to|with)? | parallel
    (to|with)? | simultaneous (to|with) | opposite (of)? | instead of | while | (is|s|runs|run|goes|up|on|scheduled)
    against | (see|attend|visit|catch|make|do|watch|go to)? both (the)? | overlap | clash | collide | conflict with
    each other # what clashes with the docker talk
relation clash : (what)? (do|am|will|would) i (miss|missing) (if|when)? (i)? (go to|see|attend|pick|choose|went
    to|am at|visit) (the)? # what do i miss if i go to docker
relation similar : (similar|related|comparable|close) (talks|sessions|ones|things|stuff)? (to|with) |
    (talks|sessions|something|anything|stuff|more|others|one) (like|along the lines of) | similar
    (talks|sessions|ones|stuff)? | more like | resembles | resemble | resembling | akin to | in the vein of | (in)?
    the (style|spirit) of | similar ones | (talk|session) like (the|this|that)? # talks similar to the docker talk
relation similar : (what|anything|something) else (is there|is|on)? like | KIND (like|similar to|along the lines of) #
    workshops like the docker one
relation similar : if i (like|liked|enjoyed|loved) | i (liked|enjoyed|loved) | fans of # i liked the docker talk,
    what else could i see
relation else : what else (does|is|will|do|did)? | (other|further|another|additional|more)
    (talk|talks|session|sessions|presentation) (by|from|of|with|does) | (other|further|more)
    (appearances|appearance|contributions|things|stuff|speeches) (by|from|of|with) | anything else (by|from|with) |
    more (by|from) | else (by|from) # what else does kozar give
relation after : (right|straight|immediately|directly|shortly|just)? after | following the | comes after |
    (on|happens) after | follows # what is after the docker talk
relation before : (right|straight|immediately|directly|shortly|just)? before | comes before | (on|happens) before |
    precedes # what is before the docker talk

hours in : in (about|around)? SPAN | SPAN from now | SPAN later # what is on in half an hour
hours next : (in|within|during|over|for)? the (next|coming|following) SPAN | (next|coming) (SPAN|hour) | within SPAN
    | within the hour # what starts in the next hour
hours ago : SPAN ago # what started half an hour ago
hours at : at (about)? (CLOCK|HOUR) | CLOCK | (on)? at the stroke of HOUR | @ HOUR # what is on at 14:00
hours about : (around|about|roughly|approximately|circa|ca|near) (CLOCK|HOUR) | (CLOCK|HOUR) ish # what is on around
    14:00
hours starting : (start|starts|starting|begin|begins|beginning|started) (exactly)? (at|from)? (CLOCK|HOUR) |
    (CLOCK|HOUR) (start|sharp) # talks starting at 14:00
hours ending : (end|ends|ending|finish|finishes|finished|over|done) (at|by|before) (CLOCK|HOUR) # talks ending by
    14:30
hours after : (i|we) (m|am|are|re) (only)? (done|finished|there|back) (at|from|around) (CLOCK|HOUR) | (my|our|the)
    (train|flight|plane|bus) (arrives|lands|gets in) (at|around)? (CLOCK|HOUR) | (i|we)? (arrive|get there|get
    in|come|land|arriving|be there|am there|wake up) (at|around|only at|by)? (CLOCK|HOUR) | (once|when|as soon as)
    (the)? EVENT (is)? (over|ends|done|finishes|finished|has ended) |
    (right|straight|immediately|directly|shortly|just|any time|anytime|sometime)? (after|past) (the|our)?
    (CLOCK|HOUR|EVENT|KIND) | (later than|from|starting from|as of|since|not before) (the)? (CLOCK|HOUR|EVENT|KIND)
    (on|onwards|onward)? | (CLOCK|HOUR) (onwards|onward|or later|and later) # what is on after lunch
hours before : (my|our|the) (train|flight|plane|bus) (leaves|goes|departs|is|starts) (at|around)? (CLOCK|HOUR) |
    (i|we)? (have to|must|need to|ve to|should)? (leave|go home|be gone|leaving) (at|by|around|before)? (CLOCK|HOUR)
    | (right|straight|immediately|directly|shortly|just|any time|anytime|sometime)? before (the|our)?
    (CLOCK|HOUR|EVENT|KIND) | (until|till|up to|by|earlier than|no later than) (the)? (CLOCK|HOUR|EVENT|KIND) |
    (CLOCK|HOUR) or earlier # what is on before lunch
hours during : (during|over|at|throughout) (the|our)? EVENT | while (the|we have)? EVENT # what is on during lunch
hours between : between (the)? (CLOCK|HOUR|EVENT|KIND) and (the)? (CLOCK|HOUR|EVENT|KIND) | from (CLOCK|HOUR|EVENT)
    (to|until|till|-) (CLOCK|HOUR|EVENT) | (CLOCK|HOUR) (-|to|until|till) (CLOCK|HOUR) | between (CLOCK|HOUR) -
    (CLOCK|HOUR) # what is on between 2 and 4
hours part : (in|during|on|at|for)? (the)? PART # docker in the morning
hours today_part : this PART # what is on this morning
when today evening : tonight | tonite # what is on tonight
when yesterday evening : last night # what was on last night

days on : (on|for)? (the)? DAY | DAY s # talks on friday
days between : (from|between) (the)? DAY (to|until|till|through|and|-) (the)? DAY | DAY (to|till|until|through|-)
    (the)? DAY # talks from tuesday to thursday
days after : after (the)? DAY | later than DAY # talks after tuesday
days before : before (the)? DAY # talks before thursday
days from : (from|since|starting) (the)? DAY (on|onwards|onward)? # talks from wednesday on
days until : (until|till|up to|by) (the)? DAY # talks until wednesday
days any : (any|every|each|all) (day|days) | both days | all week | (the|whole|entire) week | throughout the
    (conference|event|week) # docker talks on any day
dayhour at : (on)? DAY (at)? HOUR # what is on tomorrow 11
dayhour between : (on)? DAY (from|between)? (CLOCK|HOUR) (-|to|until|till|and) (CLOCK|HOUR) # what is on friday 2pm to 4
dayhour after : (on)? DAY (after|from)? (CLOCK|HOUR) (onwards|onward|or later|and later) | (on)? DAY (after|from)
    (CLOCK|HOUR) # what is on friday 2pm onwards
dayhour before : (on)? DAY (before|until|till) (CLOCK|HOUR) # what is on friday before 10

free : with SPAN | (i|we) (have|ve|got|have got|ve got) (just|only|about|around)? SPAN (free|left|to kill|to spare|to
    fill)? | (only|just) (have|got) SPAN | (i|we) (only|just) have SPAN | SPAN (free|to kill|to spare|to fill|spare) |
    got (about)? SPAN (free|to kill|to spare|to fill|left)? | free for SPAN | spare SPAN | fill SPAN | kill SPAN |
    (a)? SPAN (gap|window|hole) | (i|we)? (have|ve|got|have got) (a)? SPAN break | (fits|fit) (in|into) SPAN # i have
    an hour at 14:00
free : (i|we) (am|m|are|re) free | (im|were) free | am i free | my free (time|slot) | i have (some|free) time | i
    (have|ve|got|have got|ve got) (a)? (gap|free slot|slot|hole) | i have time | free slot | free time | nothing (to
    do|planned|scheduled) | (i|we)? (have|ve|got|have got) nothing on # i am free from 10 to 12
lasting under : (shorter|less|quicker|no longer|not longer|at most|max|maximum|under|below|up to) (than|of)? SPAN #
    talks shorter than 40 minutes
lasting over : (longer|more|at least|over|minimum|min) (than|of)? SPAN # talks longer than 40 minutes
lasting about : SPAN long | hour long | SPAN (long)?
    (talk|talks|session|sessions|slot|slots|presentation|presentations) | (lasting|lasts|takes|of) SPAN # 45 minutes
    talks
for span : for (about|only|just|around)? SPAN # i am free at 14:00 for half an hour
lasting long : long (talk|talks|session|sessions|presentation|presentations|one|ones|KIND) | (anything|something)
    (long|longer) # long talks about docker
lasting short : (short|quick|brief) (talk|talks|session|sessions|presentation|presentations|one|ones|KIND) |
    (anything|something) (short|shorter|quick|brief) # short talks about
    docker

room in : (in|at|inside|into|from)? (the)? (room|hall|auditorium|stage|theatre|lecture hall)? ROOM
    (room|hall|stage|auditorium|theatre)? # what is on in c01
room in : (in|at|inside|on) (the)? ROOMISH (room|hall|stage|auditorium|theatre)? | (room|hall|auditorium|stage)
    ROOMISH | ROOMISH (room|hall|stage) # what is on at the loft
room unknown : (in|at)? (the)? (room|hall|auditorium|stage|raum|salle) (NUMBER|ROOMLIKE) | (in|at) ROOMLIKE # what
    is on in room 42
track in : (talks|sessions|talk|anything) (in|from) (the)? TRACK (track)? | (in|of|from|on|for)? (the)? TRACK
    (track|stream|tracks) | track TRACK | (in|from|on) (the)? MANYTRACK | MANYTRACK (talks|sessions) | MANYTRACK #
    talks in the data science track
level for : (for|at|of)? (the|an|a)? LEVEL (audience|programmer|programmers|attendee|attendees)? | i am (an|a) LEVEL
    | i m (an|a) LEVEL | im (an|a) LEVEL # talks for beginners
kind of : (a|an|the)? KIND # which keynotes are there
event of : (a|an|the)? EVENT # when is lunch
language in : (in|given in|held in) (the)? LANGUAGE (language)? | LANGUAGE
    (talk|talks|session|sessions|language|spoken|speaking|presentation|presentations) # talks in german
language of_all : LANGUAGE (KIND|LEVEL) # english workshops
language not : (not|isn t|aren t|other than|except|besides|non|no|without) (in)? (the)? LANGUAGE | (in)?
    (a|any|another|some)? (different)? language (other than|except|besides|that is not|which is not|but not)
    LANGUAGE # any talks not in english
name by : (by|from|with|of|speaker|speakers|hear|hearing|meet|see|via|is|does|did|will|has|when|where|are|do)
    NAMEISH | NAMEISH
    (s|speak|speaks|speaking|talk|talks|talking|present|presents|presenting|presentation|give|gives|giving|lecture|on)
    | NAME # when does kristiina tamm speak

negate : (but)? (not|no|without|excluding|except|except for|other than|apart from|besides|minus|excludes|unrelated
    to|aside from|barring|sans) (about|on|in|by|with|from|at|for|related to|involving|the)? | anything but |
    everything but | all but | (isn t|isnt|aren t|arent|is not|are not|do not|don t|dont|doesn t|doesnt|not)
    (about|on|in|involve|involving|by|with|at|for|deal with|mention|related to) | (nothing|none)
    (about|for|on|in|by|from|with|of) (the)? # talks on wednesday not about docker
negate : (don t|dont|do not) (want|like|care about|need) (to hear|to see)? (about)? | (skip|ignore|avoid|exclude)
    (the)? | non # talks on wednesday, i don't want docker

pick number : (the)? ORDINAL (one|talk|of them|result|hit) | number NUMBER | no NUMBER | the ORDINAL # the second
    one
pick last : (the)? last (one|of them|of those) # the last of them
follow and : and (what|how)? (about|for|on|in|with)? | what about | how about | same (for|on|in|but) | also | or |
    ok and | i mean | i meant | then what about | what of | but # and tomorrow
refer talk : it | its | that (one|talk|session)? | this (one|talk|session|workshop|presentation) | the (same)?
    (talk|session|one) | there | these | those | they | them | this | the same | such | which ones (are)? | which of
    (them|those|these) (are|is)? | (only|just) the | any of (them|those|these) | one # when is it
refer person : he | she | his | her | him | hers | the speaker | this (speaker|person) | that (speaker|person) |
    their | the same (speaker|person) # what else does she give
refer more : what else | who else | anything else | any others | others | another (one|talk)? | more | something
    else | any more | where else | when else # any others

skip : how not to # how not to learn about docker
skip : good (morning|evening|afternoon|day|night) # good morning, what is on today
look : (recommend|suggest) (me)? (something|anything|a talk|a session|talks|some talks)? | surprise me | any
    (recommendations|suggestions|tips) | anything (fun|good|interesting|cool|worth seeing) | (the)? best
    (talk|talks|session|sessions) | what should i (see|attend|go to|watch|visit|do) | what (is|s)
    (on|happening|going on|there|scheduled|planned|on offer|up) | whats (on|happening|going on|up) | (the|show|show
    me|see)? (the|full|whole)? (programme|program|schedule|agenda|timetable) | which (talk|talks) (is|are) on #
    what's on
skip : (tell|show|give|find|get|list|send) (me|us) (all|more)? (about|of)? (the)? | (let|lets) (me|us) know | i
    (would|d) (like|love) (to)? (know|see|hear|learn|attend|visit|find|go)? (about|more about|out|out
    about|something about|something on)? (to)? # can you tell me what is on today
skip : i (want|wanna|wish|need|plan|hope|am trying|m trying|am looking|m looking|am hoping|want to) (to)?
    (know|see|hear|learn|attend|visit|find|go|go to|watch|listen|listen to|catch|find out)? (about|more
    about|something about|something on|out|for)? # i want to learn about docker
skip : (i am|i m|im|we are|we re) (interested|looking|searching|curious|hunting|excited|keen|here|into)
    (in|for|about|on)? (learning|hearing|seeing|attending)? (about|more about)? # i am interested in docker
skip : (learn|learning|hear|hearing|know|knowing|find out|finding out) (something|more|a bit|anything|a little)?
    (about|on) | (something|anything|everything|stuff|things|sth|sthg) (about|on|to do with|related to|for|with)? #
    where can i learn something about docker
skip : (that|which)? (is|are|s)? (about|covering|covers|cover|concerning|regarding|related to|dealing with|deal
    with|deals with|on the topic of|on the subject
    of|discussing|discusses|discuss|mentioning|mentions|mention|explaining|explains|explain|involving|to do
    with|focused on|focusing on|featuring|having to do with) # talks covering docker
skip : (can|could|would|will) (you|i|we|u) (please)? (tell|show|give|find|see|hear|watch|catch|attend|help)? (me)? |
    do you know | do we know | any idea | (i am|i m|im) (not sure|wondering) | (i)? (don t|dont|do not) know | i
    wonder | (i)? can t (find|remember|see) | i cannot (find|remember|see) | no idea | not sure # do you know when
    docker is on
skip : (what (is|s)|whats) (on|there|up|happening|going on|on offer|planned|scheduled) (about|on|for|with) # what s on
    about docker tomorrow morning
skip : what (is|s) (on|up|happening|going on|there|on offer|scheduled|planned|the plan|the schedule|the
    programme|the program|playing)? | whats (on|up|happening|going on|there|the plan)? | what
    (are|do|does|did|will|can|could|should|would) (we|i|you|they|people)?
    (have|be|see|attend|hear|visit|watch|do|learn|go to|offer|got)? | what # what do we have tomorrow
skip : (which|what)
    (talk|talks|session|sessions|presentation|presentations|event|events|lecture|lectures|things|thing|ones|one|topics|topic|kind
    of talks|kinds of talks|sort of talks) (is|are|was|were|will be|do|does|should|can|could|would)?
    (there|i|we|you|held|given|take place|on|be|running)? (have|see|attend|offer)? # which talks are there on friday
skip : (take|takes|taking) place | (is|are|being)? (scheduled|planned|held|given) (for)? |
    (start|starts|starting|begin|begins|beginning|begun|end|ends|ending|finish|finishes|happen|happens|happening|occur|occurs)
    (at|on)? # where does the docker talk take place
skip : (for)? (somebody|someone|people|those|anyone|anybody|everyone|developers) (who|that)
    (is|are|do|does|want|wants|like|likes|love|write|writes|use|uses|need|needs|know|knows|work with|works with)? |
    (i|we)? (really)? care about | (i|we) work with # something for people who use docker
skip : (worth (seeing|visiting|attending|watching|a
    visit)|(good|great|nice|best|cool|interesting|fun|exciting|recommended|relevant|suitable|useful|decent|awesome|must
    see|popular|favourite) (talk|talks|session|sessions|one|ones|things|stuff|for)) | recommend | recommendation |
    recommendations | suggest | suggestions | suggestion # any good talks about docker
"""
