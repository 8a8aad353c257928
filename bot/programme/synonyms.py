"""Words of the field that mean the same, or lie close: one way each, from what is typed to what a text may say.

Folded, in the singular; what is more than one word is a phrase, whose words stand together. Written by us; widen it
freely.
"""

from __future__ import annotations

import re
from collections import defaultdict

from bot.programme.words import root, term_of

_SAME = """
k8s: kubernetes
kube: kubernetes
ml: machine learning
ai: artificial intelligence | machine learning
mlops: machine learning operation
nlp: natural language processing
llm: large language model | gpt | chatgpt
js: javascript
ts: typescript
py: python
py3: python 3
golang: go
go: golang
cpp: c++
csharp: c#
dotnet: .net
postgres: postgresql
postgresql: postgres
pg: postgresql
mongo: mongodb
db: database
sklearn: scikit-learn
tf: tensorflow
np: numpy
rpi: raspberry pi
cli: command line | command-line
terminal: command line
gui: user interface | graphical
ui: user interface
ux: user experience | usability
a11y: accessibility
i18n: internationalization | localization
l10n: localization
ci: continuous integration
cd: continuous delivery | continuous deployment
iac: infrastructure as code
iot: internet of things
tdd: test driven
bdd: behaviour driven
ddd: domain driven design
oop: object oriented
fp: functional programming
orm: object relational
vcs: version control
venv: virtualenv | virtual environment
repl: interactive shell
async: asynchronous | asyncio
asynchronous: async | asyncio
auth: authentication | authorization | oauth
perf: performance
infra: infrastructure
config: configuration
docs: documentation
doc: documentation
app: application
env: environment
repo: repository
admin: administration
sysadmin: system administration
opensource: open source
foss: open source | free software
floss: open source | free software
oss: open source
vm: virtual machine
vr: virtual reality
ar: augmented reality
gpu: graphics card | cuda
wasm: webassembly
webassembly: wasm
viz: visualization
dataviz: data visualization
regex: regular expression
regexp: regular expression
gc: garbage collection
os: operating system
mcu: microcontroller
osm: openstreetmap
es: elasticsearch
mac: macos | osx
machine learning: ml
deep learning: dl
artificial intelligence: ai
virtual reality: vr
augmented reality: ar
language processing: nlp
command line: cli
operating system: os
continuous integration: ci
continuous delivery: cd
open source: foss | floss | oss
raspberry pi: rpi
user interface: ui | gui
user experience: ux
regular expression: regex
version control: git | vcs
infrastructure as code: iac
neural network: deep learning
web socket: websocket
type hint: type annotation | typing
type annotation: type hint | typing
static typing: type hint
virtual environment: virtualenv | venv
virtual machine: vm
time zone: timezone
timezone: time zone
event loop: asyncio
unit test: unittest
"""

_PHRASES = """
data science, data scientist, computer vision, big data, time series, game development, web development, open data
software engineering, public speaking, best practice, code review, standard library, test driven, free software
functional programming, distributed system, mental health, self driving, image processing, natural language
reinforcement learning, large language, knowledge graph, signal processing, code quality, clean code, pair programming
technical debt, legacy code, message queue, task queue, load balanc, access control, supply chain, smart home
static analysis, static site, garbage collect, domain specific, design pattern, design system, project management
pull request, feature flag, service mesh, edge computing, quantum computing, high performance, parallel computing
remote work, soft skill, job interview, lightning talk, climate change, space station, global warming, smart contract
"""

_NEAR = """
kubernetes: containers | docker | orchestration
container: docker
docker: containers
podman: docker | containers
vagrant: docker | virtual environment
search: elasticsearch | lucene | solr | full-text
solr: lucene | elasticsearch | search
lucene: elasticsearch | search
newbie: beginner | novice | introduction
newcomer: beginner | novice | first | introduction
beginner: novice | introduction | first | basics
novice: beginner | introduction
starting: beginner | introduction | first | setup
introduction: beginner | basics | tutorial
intro: introduction | beginner | basics
basics: introduction | beginner
contributing: contribution | open source | community
contribute: contribution | open source | community
volunteer: contribution | community
frontend: javascript | html | css | browser | react
browser: html | javascript | web
website: web | html | django | flask
web: html | http | browser | django | flask
shipping: packaging | distribution | deployment
distributing: packaging | distribution
distribute: packaging | distribution
installer: packaging | distribution | install
installing: packaging | setup | pip
install: packaging | setup | pip
dependencies: packaging | requirements | pip
pip: packaging | dependencies
deploy: deployment | release
devops: deployment | docker | ansible | administration | infrastructure
ops: deployment | administration | infrastructure
hosting: deployment | cloud
cloud: aws | azure | deployment | infrastructure
database: sql | postgresql | mysql | sqlite | mongodb | nosql
sql: database | postgresql | mysql | sqlite
speed: performance | fast | optimization
fast: performance | speed | optimization
faster: performance | speed | optimization
slow: performance | profiling | optimization
optimise: performance | profiling
performance: speed | fast | profiling | optimization
parallel: concurrency | multiprocessing | threads
concurrency: async | threads | parallel | asyncio
threads: concurrency | parallel
testing: pytest | unittest | quality
tests: pytest | unittest
pytest: testing
bugs: debugging | testing
debugging: profiling | bugs
security: cryptography | vulnerabilities | authentication
hacking: security | reverse engineering
privacy: gdpr | security | data protection
charts: visualization | plot
plotting: visualization | matplotlib
graphs: visualization | plot
statistics: data analysis | pandas | r
dataframe: pandas | polars
neural: deep learning | machine learning
chatbot: llm | conversation | bot
gpt: llm | language model
robots: robotics | hardware
electronics: hardware | raspberry | arduino | microcontroller
hardware: raspberry | arduino | embedded | microcontroller
games: pygame | game | gaming
gaming: game | pygame
maps: openstreetmap | geospatial | gis
teaching: education | school | learn
teach: education | school
kids: children | school | education
education: teaching | school | university
women: diversity | pyladies
diversity: inclusion | community | women
science: scientific | research | numpy
scientists: scientific | research | data
career: job | hiring
jobs: career | hiring
burnout: mental health
writing: documentation
logging: observability | monitoring
monitoring: observability | metrics | logging
api: rest | http | endpoint
microservices: services | api | distributed
queue: celery | rabbitmq | kafka | messaging
ide: editor | vscode | pycharm
editor: vim | emacs | vscode
virtualenv: packaging | environment
microcontroller: micropython | circuitpython | embedded | arduino
chip: microcontroller | hardware
outage: incident | reliability | operational
incident: outage | on-call
bias: fairness | ethics | discrimination
messy: refactoring | legacy
rewrite: refactoring | migration
legacy: refactoring | migration
drawing: sketch | art | graphics
music: audio | sound | song
song: music
sound: audio | music
audio: sound | music | speech
voice: speech | audio
student: education | classroom | teaching
school: education | classroom | student
teacher: teaching | education | classroom
satellite: earth observation | space
space: satellite | astronomy
hospital: health | medical | clinical
doctor: health | medical | clinical
patient: health | medical | clinical
weather: climate | forecast
climate: weather | carbon | sustainability
electricity: energy | power grid
law: legal | license
blind: accessibility | screen reader
exe: executable | binary | packaging
crash: debugging | error
error: exception | debugging
translate: localization | translation
money: finance | bank | cost
finance: bank | trading | money
photo: image | picture
picture: image | photo
camera: image | photo | computer vision
pager: on-call | incident
bicycle: bike | cycling
cyclist: bike | bicycle | cycling
compile: compiler | extension | binding
gui: desktop | widget | toolkit | html
spreadsheet: excel | csv
crawl: scraping
hire: hiring | job | recruiting
interview: hiring | job | career
manager: management | leadership
remote: distributed team | home office
"""


def _read(table: str) -> dict[str, tuple[str, ...]]:
    rows = (line.split(":", 1) for line in table.strip().splitlines())
    return {term_of(key): tuple(map(term_of, values.split("|"))) for key, values in rows}


def _phrases() -> dict[str, tuple[tuple[str, str, str], ...]]:
    texts = re.split("[\\n:|,]", f"{_SAME}\n{_NEAR}\n{_PHRASES}")
    found: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for text in map(str.strip, texts):
        if " " in text:
            first, second, *_ = term_of(text).split()
            *words, last = text.split()
            found[first].add((" ".join([*words, root(last)]), second, term_of(text)))
    return {first: tuple(sorted(phrases)) for first, phrases in found.items()}


# The same thing by another name: counts nearly as much as the word itself; term -> terms
SAME = _read(_SAME)
# Something close to it: never an answer, but worth naming where there is none; term -> terms
NEAR = _read(_NEAR)
# Words that together are one thing, by the term of the first: how a text writes them (without
# the end), the terms of the second word and of the whole
PHRASES = _phrases()
PHRASE_TERMS = frozenset(term for phrases in PHRASES.values() for *_, term in phrases)
