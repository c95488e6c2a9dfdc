# Every target installs what it needs first; `make help` lists them.

PORT ?= 8080
REGION ?= regions/kuzbass

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

name := $(notdir $(REGION))
built := target/regions/$(name)
pathways := target/release/pathways
answers := target/release/examples/answers
golden := target/release/examples/golden
cases := target/release/examples/cases
bench_cases := target/release/examples/bench_cases
wasm := pkg/wasm/pathway_planner_bg.wasm
script := pkg/pathway-planner.js

# What each product is made from; folders stand for files that went away. Only the native command reads src/cli and src/main.rs.
rust := Cargo.toml Cargo.lock $(shell find src)
core := $(filter-out src/main.rs src/cli.rs src/cli/%,$(rust))
page := $(shell find www/src) www/vite.config.ts www/tsconfig.json www/tsconfig.types.json www/package-lock.json
tables := $(shell find $(REGION) 2>/dev/null)

.PHONY: help setup pkg region site single demo test lint test-native test-wasm types test-page reading pictures sizes test-oracles test-browsers bench clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: site ## build everything and serve the demo page on this machine (PORT=8080)
	@node scripts/serve.mjs --port $(PORT) /=target/site

test: lint test-native test-wasm types test-page sizes ## check everything, as CI does

setup: ## install what is missing; a second run does nothing
	@scripts/setup.sh

pkg: $(script) ## build the npm package in pkg/

region: target/regions-$(name).built ## build the region's files (REGION=regions/kuzbass)

site: pkg region ## the demo as a folder of static files, which works offline once seen: target/site
	@node scripts/site.mjs target/site /=www/demo /embed=www/embed /pathways=pkg /regions/$(name)=$(built)

single: pkg region ## everything in one file, for a USB stick or a messenger: pkg/pathway-planner.single.html (REGION, and SITE for its links)
	@cd www && node_modules/.bin/vite build --logLevel warn --mode single
	@node scripts/single.mjs $(built) pkg/pathway-planner.single.html $(SITE)

lint: setup ## rustfmt and clippy, natively and for WebAssembly
	@scripts/lint.sh

test-native: setup ## the Rust tests
	cargo test --locked

test-wasm: setup ## the Rust tests in headless Chromium
	@scripts/wasm-test.sh

types: pkg $(golden) ## the TypeScript type check: of the page, and of the package against golden answers
	@www/node_modules/.bin/tsc --noEmit --project www
	@scripts/types.sh

test-page: pkg region $(answers) ## the page's tests in headless Chromium
	@cd www && node --test --test-timeout=900000 --test-reporter=spec tests/*.test.mjs

pictures: pkg region ## a picture of every state, on a phone and on a desk, into docs/pictures.md, to look at and commit
	@node scripts/pictures.mjs

reading: pkg region ## write anew what a screen reader reads in each state (www/tests/golden), to look at and commit
	@cd www && WRITE=1 node --test tests/accessibility.test.mjs

sizes: pkg region ## what a page downloads, against its budget
	@node scripts/sizes.mjs $(built)

test-oracles: $(cases) ## the planner against HiGHS, Fast Downward and pyperplan on 1,000 random cases and more
	@scripts/oracles.sh run.py

test-browsers: pkg region ## the journeys in Firefox and WebKitGTK, by keyboard alone; pictures in target/browsers
	@scripts/browsers.sh

bench: pkg $(bench_cases) ## every benchmark beside its peers, natively and in headless Chromium, into docs/benchmarks.md
	@scripts/bench.sh

clean: ## remove everything built here; tools that setup installed stay
	rm -rf target pkg/wasm www/node_modules www/bench/node_modules
	git clean -fdXq pkg

# Setup is no reason to build again, so it stands after the bar.
$(wasm): $(core) scripts/wasm-build.sh | setup
	scripts/wasm-build.sh
	@touch $@

$(script): $(wasm) $(page) LICENSE-MIT LICENSE-APACHE scripts/integrity.mjs | setup
	@rm -f pkg/*.js
	@cd www && node_modules/.bin/vite build --logLevel warn
	@cd www && node_modules/.bin/vite build --logLevel warn --mode headless
	@cd www && node_modules/.bin/tsc --project tsconfig.types.json
	@mkdir -p pkg/types
	@cp target/types/{pathway-planner,headless,planner,errors}.d.ts src/types.d.ts pkg/types/
	@cp LICENSE-MIT LICENSE-APACHE pkg/
	@node scripts/integrity.mjs pkg
	@touch $@

$(pathways): $(rust) | setup
	cargo build --quiet --locked --release --bin pathways
	@touch $@

# Examples take what tests and benchmarks depend on, which the page can do without.
$(answers) $(golden) $(cases) $(bench_cases) &: $(pathways) $(shell find examples benches/generate)
	cargo build --quiet --locked --release --examples
	@touch $(answers) $(golden) $(cases) $(bench_cases)

target/regions-$(name).built: $(pathways) $(tables) scripts/integrity.mjs
	rm -rf $(built)
	$(pathways) build $(REGION) --out $(built)
	@node scripts/integrity.mjs $(built)
	@touch $@
