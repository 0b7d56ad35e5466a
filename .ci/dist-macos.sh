#!/usr/bin/env bash
# From the release program, under dist/: an archive for macOS that runs by itself.
#
#   .ci/dist-macos.sh PATH_OF_ROWCAST
#
# The libraries of Homebrew that the program loads, and those that they load, lie beside it in
# lib/rowcast; all that is changed is signed anew, since the system runs nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$1
version=$("$program" --version)
name=rowcast-$version-macos-$(uname -m)
staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
tree=$staging/$name
mkdir -p dist
.ci/install.sh "$program" "$tree" >/dev/null
strip -x "$tree/bin/rowcast"
mkdir -p "$tree/lib/rowcast" "$tree/share/doc/rowcast"
install -m 644 README.md LICENSE CHANGELOG.md "$tree/share/doc/rowcast"

# bundle FILE FOLDER: the libraries that FILE loads go to lib/rowcast; it finds them at FOLDER.
bundle() {
  local library base
  otool -L "$1" | awk 'NR > 1 { print $1 }' | grep -E '^(/opt/homebrew|/usr/local)/' | while read -r library; do
    base=$(basename "$library")
    install_name_tool -change "$library" "$2/$base" "$1" 2>/dev/null
    if [ ! -e "$tree/lib/rowcast/$base" ]; then
      install -m 644 "$library" "$tree/lib/rowcast/$base"
      install_name_tool -id "@loader_path/$base" "$tree/lib/rowcast/$base" 2>/dev/null
      bundle "$tree/lib/rowcast/$base" @loader_path
    fi
  done || true
}
bundle "$tree/bin/rowcast" @executable_path/../lib/rowcast
codesign --force --sign - "$tree"/lib/rowcast/*.dylib "$tree/bin/rowcast"
"$tree/bin/rowcast" --version >/dev/null
tar -C "$staging" -czf "dist/$name.tar.gz" "$name"
ls -l "dist/$name.tar.gz"
