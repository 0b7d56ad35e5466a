# make demo     builds Rowcast and shows what it does: everything it writes is in demo/
# make test     builds and runs every test
# Both install the C libraries that are missing (apt or brew; sudo only if it is needed).

PREFIX ?= /usr/local
SWIFT ?= swift
BINARY = .build/release/rowcast
# Further flags of the tests' builds: FLAGS='-Xswiftc -gnone' builds them faster, without debug information.
FLAGS ?=

ifeq ($(shell uname),Darwin)
  RELEASE = -c release --product rowcast
else
  # With a section for each function the linker leaves out those nobody calls: a megabyte less.
  # The C libraries are looked for beside an installed program first; a build has none there. Where
  # $$ORIGIN is unknown for want of /proc, those of a package are found all the same.
  RELEASE = -c release --static-swift-stdlib --product rowcast \
    -Xlinker -rpath -Xlinker '$$ORIGIN/../lib/rowcast:/usr/lib/rowcast' -Xlinker --disable-new-dtags \
    -Xswiftc -use-ld=lld -Xlinker --no-export-dynamic $(RELOCATIONS) \
    -Xlinker -T -Xlinker $(CURDIR)/Packaging/without-unwinding.ld -Xlinker --no-eh-frame-hdr \
    -Xswiftc -Xfrontend -Xswiftc -function-sections
  # The program starts with 3 MB less when its 70,000 relocations are bits in place of 24 bytes each;
  # the C library reads that from glibc 2.36 on, so what is made to be handed on does without.
  ifeq ($(shell printf '%s\n' 'glibc 2.36' "$$(getconf GNU_LIBC_VERSION 2>&1)" | sort -VC && echo yes),yes)
    RELOCATIONS = -Xlinker -z -Xlinker pack-relative-relocs
  endif
endif

.PHONY: help demo dist test test-release sanitize outside build install uninstall lint format layers fixtures \
  readme readme-check documentation fuzz bench spark check clean libraries

help:
	@echo 'make demo      build, and see a workbook become JSON, a model, an evaluation, a scored workbook'
	@echo 'make test      build and run every test'
	@echo 'make build     the program alone: $(BINARY)'
	@echo 'make install   the program, completions and man pages under PREFIX ($(PREFIX))'
	@echo 'make dist      an archive, a .deb and a Python wheel in dist/'
	@echo 'make check     before a release: format, layers, release, sanitizers, fuzzers, documentation'
	@echo 'also: lint, format, layers, fixtures, bench, spark, uninstall, clean'

libraries:
	@.ci/setup.sh libraries

build: libraries
	$(SWIFT) build $(RELEASE)

# An archive that runs by itself, in dist/; on Linux also a .deb and a Python wheel.
dist: RELOCATIONS =
dist: build
	@.ci/dist$(if $(filter Darwin,$(shell uname)),-macos).sh $(BINARY)

demo: build
	@.ci/demo.sh $(BINARY)

test: libraries outside
	$(SWIFT) test $(FLAGS)

# The suite as users run the code, optimized and without the checks of a debug build; or only some:
#   make test-release TARGETS='FeaturesTests TabularTests'
test-release: libraries
	$(if $(TARGETS),ROWCAST_ONLY='$(TARGETS)') $(SWIFT) test -c release -Xswiftc -enable-testing $(FLAGS) \
	  --scratch-path .build/tested

# What reads bytes under the address sanitizer, what shares them under the thread sanitizer; or one:
#   make sanitize KINDS=thread
KINDS ?= address thread
sanitize: libraries
	.ci/sanitize.sh $(KINDS)

# Each fuzz target for a while.
SECONDS ?= 60
fuzz: libraries
	Fuzzing/run.sh all $(SECONDS)

# The documentation of every module; a link that leads nowhere is an error.
documentation: libraries
	.ci/documentation.sh

check: lint layers test-release sanitize fuzz documentation readme-check

# A package of someone else's: what it does with the library, and one stage imported alone.
outside: libraries
	@.ci/snippets.py Tests/Outside/Sources/Snippets/Generated
	$(SWIFT) test $(FLAGS) --package-path Tests/Outside --scratch-path .build/outside
	.build/outside/debug/stages Fixtures/customers.csv .build/outside/customers.ndjson
	test $$(wc -l < .build/outside/customers.ndjson) -eq 2000

install: build
	@.ci/install.sh $(BINARY) "$(DESTDIR)$(PREFIX)"

uninstall:
	@.ci/install.sh --remove "$(DESTDIR)$(PREFIX)"

lint:
	$(SWIFT) format lint --strict --parallel -r Sources Tests Package.swift

format:
	$(SWIFT) format --in-place --parallel -r Sources Tests Package.swift

# The program on every kind of Spark that the Pythons named here bring, with kills in mid job; skipped, and said
# so, where there is no Java or no pyspark:
#   make spark PYTHONS='a/bin/python b/bin/python'
PYTHONS ?= python3
spark: build
	python3 -B Engines/spark/check.py $(BINARY) $(foreach python,$(PYTHONS),--python $(python))

# Each target imports exactly what Package.swift lets it import: the layers of the house.
layers:
	.ci/layers.py

fixtures:
	python3 -B Fixtures/generate.py

# The READMEs show what the program prints: this runs their commands again.
readme: build
	.ci/readme.py $(BINARY)

readme-check: build
	.ci/readme.py $(BINARY) --check

bench: build
	Benchmarks/run.py $(BINARY)

clean:
	rm -rf .build demo
