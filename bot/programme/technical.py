"""Technical words that a list of English lacks: names of software, trades, formats, people and events of the field.

A word that stands here is a real one: it is never taken for a misspelling of another word, nor for the beginning of a
longer one. Folded, without blanks; only words of at least two letters. Written by us; widen it freely.
"""

from __future__ import annotations

_WORDS = """
ada agda algol apl awk bash basic brainfuck clang clojure cobol coffeescript common lisp coq crystal csharp cuda cython
dart delphi elixir elm erlang fennel forth fortran fsharp gdscript gleam go golang groovy haskell haxe idris java
javascript jruby jscript jsx julia jython kotlin latex lisp lua matlab mojo nim nix objc objectivec ocaml octave
opencl pascal perl php powershell prolog purescript pypy python racket raku reasonml rescript ruby rust sass scala
scheme scss smalltalk solidity sparql sql swift tcl tex toml tsx typescript vala vba verilog vhdl wasm webassembly
xslt yaml zig zsh
abap aiohttp airflow ajax akka alembic alpine anaconda angular ansible antlr apache apollo appium argo argocd
argparse arrow asgi asp asyncio asyncpg attrs authlib autogen avro aws axios azure babel backstage bazel
beautifulsoup behave bigquery blender bokeh boto boto3 bottle bpf buck buildah buildbot buildkit buildout bun
caddy caffe camel cargo cassandra celery ceph certbot chainer chatgpt chatops cherrypy chrome chromium cilium
circleci claude clickhouse cloudflare cloudformation cmake cockroachdb codeql cognito collectd colorama conan conda
consul containerd contao copilot coreos couchbase couchdb coverage cpan cpython cron crontab cryptography css ctypes
cucumber curl cypress dagster dagger dapr dask databricks datadog dataclass dataclasses datasette dbt debian deno
devcontainer devops devsecops discord distutils django dns docker dockerfile docopt dotnet dotenv drf drupal
druid duckdb dynamodb ebpf eclipse ecmascript ecto electron elasticsearch elk emacs ember envoy erp esbuild
eslint etcd ethereum etl excel express falcon fabric fastapi fastify fedora ffmpeg figma firebase firefox firecracker
flake8 flask flatpak flink fluentd fluentbit flutter fluxcd freebsd gatling gatsby gcc gcp gdal gdb gensim gerrit gevent
gherkin gin git gitea github gitlab gitops glibc gnome gnu godot gpg gradio gradle grafana graphene graphql
grpc gstreamer gtk gunicorn hadoop harfbuzz haproxy hashicorp hbase hdfs helm heroku hibernate hive honeycomb
htmx httpie httpx huggingface hugo hypothesis iceberg imgui influxdb ionic ipfs ipython isort istio jasmine jax jaeger
jekyll jenkins jest jetbrains jetson jinja jinja2 jira jmeter joomla jooq jquery json jsonnet junit jupyter
jupyterhub jupyterlab jwt k3s k8s kafka kaggle karpenter keras keycloak kibana kivy knative knex kubectl kubeflow
kubernetes kustomize kvm kyverno lambda langchain langgraph laravel libvirt lightgbm linkerd linode linux
litestar llama llamaindex llvm localstack locust lodash logstash loki lucene luigi lxc mailman makefile mariadb
markdown matplotlib maven mcp memcached mercurial mesos meson meteor metabase micropython circuitpython microservice
microservices minikube minio mistral mkdocs mlflow mlops mobx mockito mongo mongodb mongoengine mqtt msgpack mux mypy
mysql nats neo4j neovim netbeans netflix netlify nextcloud nextjs nginx nixos nltk node nodejs nomad nose nosetests
npm numba numpy nunit nuxt nvidia nvim oauth oauth2 odoo oidc okta ollama onnx openai openapi opencv opengl openid
openshift openssh openssl openstack opensuse opentelemetry opentofu optparse oracle orm osm owasp pandas pandoc
parquet pdb pdm pelican penetration peewee phaser phoenix pillow pinecone pinot pip pipenv pipx plotly plone podman
poetry polars postcss postgis postgres postgresql postman presto prettier prisma prometheus protobuf pubsub pulsar
pulumi puppet puppeteer pycharm pydantic pygame pylint pylons pymongo pyodide pyproject pyqt pyramid pyright pyscript
pyside pyspark pytest pytorch pyvenv quarkus qt rabbitmq rails rancher raspberry raspbian raylib react reactjs redhat
redis redmine redshift redux reflex regex requests rlang rollup ros rspec rstudio ruff runc rxjs saltstack sanic
scikit scipy scrapy seaborn selenium selinux sentry serverless setuptools sharepoint sidekiq sinatra snapcraft
snowflake snyk socketio solr sonarqube spacy spark sphinx spinnaker splunk springboot sqlalchemy sqlite sqlmodel
starlette statsmodels stencil storybook streamlit stripe strimzi subversion superset supabase svelte sveltekit
svn swagger symfony sympy systemd tableau tailscale tailwind tcpdump tekton telegraf tensorboard tensorflow terraform
terragrunt testcontainers theano thrift tigerbeetle timescaledb tkinter tmux tokio tomcat torch tornado tox traefik
transformers travis trino trivy trpc turtle turbopack twilio twine twisted txt typer typo3 ubuntu unicorn unity unreal
uv uvicorn uvloop vagrant valgrind vault vercel versioneer vertx vim virtualbox virtualenv visidata vite vitest
vllm vmware vscode vue vuejs wagtail wayland web3 webassembly webflow webgl webgpu webhook webhooks webpack webpy
webrtc websocket websockets weaviate werkzeug whisper wireguard wireshark wordpress wsgi wsl wxpython xamarin
xapian xarray xcode xen xgboost xml xmpp yarn yocto zabbix zappa zeromq zephyr zig zookeeper zope zulip
accessibility ai agile algorithm analytics api apis applet async asynchronous autocomplete autoencoder
autoscaling backend backends backlog bayesian benchmark benchmarking bff bigdata bioinformatics bitcoin blockchain
bootcamp botnet bsd bytecode cdn changelog chatbot chatbots ci cicd cli cloudnative cms codebase codebases codec
codegen compiler computing containerization cors cpu cqrs craftsmanship crawler crdt crud cryptocurrency csrf csv
cybersecurity dashboard dataframe dataframes dataset datasets datacenter datastore ddd ddos debugger debugging
decentralized decorator deduplication deepfake defi deepmind denoising deployments deserialization devrel devx dnssec
docstring docstrings downtime dpi dsl edtech embeddings emulator endpoint endpoints epub esp32 arduino
ethernet explainability faas federated fediverse mastodon filesystem finops fintech firmware firewall foss
floss flops fpga framework frameworks frontend frontends fuzzing gamedev gan gans gdpr genai geodata geospatial
gis gpt gpu gpus gradient gui hackathon hackerspace hardcoding hardening hashmap homebrew honeypot hotfix html http
https hypervisor iaas iam ide idempotent infosec infra interop interpretability iot ipc ipv4 ipv6 javadoc jit jvm
kanban keynote keyring kernel lakehouse latency ldap linter linters linting llm llms localhost localization
lstm m2m machinelearning malware memoization messaging metaclass metaclasses metadata metaprogramming metaverse
metrics middleware migrations ml modularity monad monads monolith monorepo mvc mvp namespace nanoservices nas
natural nft nlp nosql numerics observability oci ocr offline olap oltp onboarding oop opendata openness
opensource orchestration orms otel overfitting p2p paas pentest pentesting pep petabyte phishing pinout pki
plugin plugins podcast polyglot profiler profiling programmatic protocol prototyping proxy pubkey pull py py2 py3
pycon pydata pyladies djangogirls europython fosdem qa qubit quantum qubits rag ransomware readme realtime recsys
refactor refactoring regression relational rendering replication repo repos reproducibility rest restful reverse
robotics rpc rss runtime runtimes saas sandbox sandboxing sbom scalability scraper scraping scrum sdk sdlc semantic
semver seo serialization sharding shader shaders shell siem slsa sidecar slo sla smtp soap solid spam spreadsheet
sre ssh ssl sso stacktrace startup startups stdlib steganography subnet subdomain superuser supercomputer sysadmin
sysadmins syscall tcp tdd techdebt telemetry templating tls tokenizer tokenization toolchain tooling tracing
transpiler trpg tutorial tutorials ui uml unicode unikernel unittest unix unsupervised uptime url usability
userland utf8 ux vector vectorization versioning virtualization viz vlan voip vpn vps vr vulnerabilities
walkthrough waf wearable webapp webapps webdev webinar webmaster website websites wifi wiki wikipedia wikidata
workflow workflows xr xss zerotrust openstreetmap geopandas folium qgis leaflet mapbox
amazon apple facebook google ibm instagram intel linkedin meta microsoft mozilla reddit samsung slack spotify
telegram tesla tiktok twitter uber whatsapp wikimedia youtube zoom
bdfl benevolent bezos dijkstra gates guido hettinger knuth linus lovelace musk raymond ritchie rossum stallman
stroustrup torvalds turing wozniak zuckerberg
berlin munich london paris vienna prague dublin florence rimini basel edinburgh lisbon madrid amsterdam brussels
"""

TECHNICAL = frozenset(_WORDS.split())
