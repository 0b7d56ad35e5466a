#!/usr/bin/env bash
# Puts the program, its completions and its man pages under a folder, or takes them away again.
#
#   .ci/install.sh PATH_OF_ROWCAST FOLDER
#   .ci/install.sh --remove FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
rowcast=$1
folder=${2:?usage: .ci/install.sh PATH_OF_ROWCAST FOLDER}

places=(
  bin/rowcast
  share/bash-completion/completions/rowcast
  share/zsh/site-functions/_rowcast
  share/fish/vendor_completions.d/rowcast.fish
)
if [ "$rowcast" = --remove ]; then
  for place in "${places[@]}"; do rm -f "$folder/$place"; done
  rm -f "$folder"/share/man/man1/rowcast.1 "$folder"/share/man/man1/rowcast.*.1
  echo "removed rowcast from $folder"
  exit 0
fi

staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
for place in "${places[@]}"; do mkdir -p "$staging/$(dirname "$place")"; done
mkdir -p "$staging/share/man/man1"

install -m 755 "$rowcast" "$staging/bin/rowcast"
"$rowcast" --generate-completion-script bash > "$staging/${places[1]}"
"$rowcast" --generate-completion-script zsh > "$staging/${places[2]}"
"$rowcast" --generate-completion-script fish > "$staging/${places[3]}"

# The manual's generator belongs to swift-argument-parser and asks the program for its options.
swift build --product generate-manual >/dev/null 2>&1 || true
generator=.build/debug/generate-manual
if [ -x "$generator" ]; then
  "$generator" "$rowcast" --multi-page --output-directory "$staging/share/man/man1"
else
  echo "install: the manual's generator could not be built: no man pages" >&2
fi

if ! mkdir -p "$folder" 2>/dev/null || [ ! -w "$folder" ]; then
  echo "install: $folder cannot be written: use sudo, or PREFIX=\$HOME/.local" >&2
  exit 1
fi
(cd "$staging" && find . -type f) | while read -r file; do
  mode=644
  [ "$file" = ./bin/rowcast ] && mode=755
  mkdir -p "$folder/$(dirname "$file")"
  install -m "$mode" "$staging/$file" "$folder/$file"
  echo "$folder/${file#./}"
done
