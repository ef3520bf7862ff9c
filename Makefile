# The two promises: `make demo` and `make test` work on a fresh Debian or Ubuntu machine that has Swift.
PREFIX ?= /usr/local
OUT ?= out
SWIFT ?= swift
ARCHC = .build/release/archc
# One static binary starts three times as fast as one that loads the Swift libraries. macOS has them in the system.
STATIC = $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)

.PHONY: demo build test bench oracles fuzz format lint install clean graphviz man vsix textmate

demo: build
	$(ARCHC) check samples/ticketing/ticketing.arch
	$(ARCHC) build samples/ticketing/ticketing.arch -o $(OUT)
	$(ARCHC) diagram samples/beginner/beginner.arch
	@echo "Look at $(OUT)/ticketing.svg and $(OUT)/ticketing.md"

build: graphviz
	$(SWIFT) build -c release $(STATIC) --product archc

test: graphviz
	$(SWIFT) build --product archc
	$(SWIFT) test

# Ratios against a peer in the same run; the peers are python3, dot and graph-easy.
bench: build
	command -v dot >/dev/null && command -v python3 >/dev/null || ./.ci/install graphviz python3
	command -v graph-easy >/dev/null || ./.ci/install libgraph-easy-perl
	$(SWIFT) build -c release $(STATIC) --product bench
	.build/release/bench $(ARCHC)

# Computed figures against independent computations, on random systems with fixed seeds.
oracles: graphviz
	$(SWIFT) build -c release $(STATIC) --product oracle
	.build/release/oracle all

# A minute by default; SECONDS=600 for longer.
fuzz: graphviz
	$(SWIFT) build -c release $(STATIC) --product fuzz
	.build/release/fuzz --seconds $(or $(SECONDS),60) samples

format:
	$(SWIFT) format --configuration .swift-format --in-place --recursive Package.swift Sources Tests

lint:
	$(SWIFT) format lint --strict --configuration .swift-format --recursive Package.swift Sources Tests

install: build man
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions
	install -d $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -m 755 $(ARCHC) $(DESTDIR)$(PREFIX)/bin/archc
	install -d $(DESTDIR)$(PREFIX)/share/doc/archc/rules
	install -m 644 docs/*.md $(DESTDIR)$(PREFIX)/share/doc/archc/
	install -m 644 docs/rules/*.md $(DESTDIR)$(PREFIX)/share/doc/archc/rules/
	install -m 644 .build/man/archc*.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	$(ARCHC) --generate-completion-script bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/archc
	$(ARCHC) --generate-completion-script zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_archc
	$(ARCHC) --generate-completion-script fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/archc.fish

# The manual pages come from the commands' own help. They are read off a debug build: the plugin links the Swift libraries
# dynamically, and in a release build it would put such a binary in the place of the one that is to be installed.
man: graphviz
	mkdir -p .build/man
	$(SWIFT) package --allow-writing-to-directory .build/man generate-manual --configuration debug \
	  --output-directory .build/man --multi-page

# The extension for VS Code, and the grammar for Sublime Text and TextMate; offline.
vsix:
	python3 editors/vscode/package.py $(OUT)/arch.vsix

textmate:
	python3 editors/sublime/convert.py $(OUT)/arch.tmLanguage

# Graphviz's libraries lay out the SVG drawings.
graphviz:
	@pkg-config --exists libgvc || ./.ci/install libgraphviz-dev pkg-config

clean:
	rm -rf .build $(OUT)
