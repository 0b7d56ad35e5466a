#!/usr/bin/env bash
# From the release program, under dist/: an archive that runs by itself, a .deb and a wheel for Python.
#
#   .ci/dist.sh PATH_OF_ROWCAST
#
# The C libraries that are not part of every system lie beside the program, which looks for them at
# ../lib/rowcast. The same program gives the same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "$1")
version=$("$program" --version)
machine=$(uname -m)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
name=rowcast-$version-linux-$machine
staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
tree=$staging/$name
mkdir -p dist

# The tree: program, libraries, man pages, completions, licenses.
.ci/install.sh "$program" "$tree" >/dev/null
strip "$tree/bin/rowcast"
mkdir -p "$tree/lib/rowcast" "$tree/share/doc/rowcast"
install -m 644 README.md LICENSE CHANGELOG.md "$tree/share/doc/rowcast"
ldd "$program" | awk '$2 == "=>" { print $1, $3 } NF == 2 && $1 ~ /^\// { print $1, $1 }' |
while read -r library path; do
  short=$(basename "${library%.so*}.so")
  if grep -qxF "beside $short" Packaging/libraries.txt; then
    install -m 644 "$(realpath "$path")" "$tree/lib/rowcast/$library"
    # Its license, where Debian keeps it; packages name files with or without the leading /usr.
    file=$(realpath "$path")
    package=$(dpkg-query -S "$file" "${file#/usr}" 2>/dev/null | head -1 | cut -d: -f1 || true)
    if [ -r "/usr/share/doc/$package/copyright" ]; then
      install -m 644 "/usr/share/doc/$package/copyright" "$tree/share/doc/rowcast/$package.copyright"
    fi
  elif ! grep -qxF "system $(basename "$library")" Packaging/libraries.txt; then
    echo "dist: $library is needed and not in Packaging/libraries.txt" >&2
    exit 1
  fi
done

# The archive.
tar -C "$staging" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -cf - "$name" |
  gzip -9n > "dist/$name.tar.gz"

# The package for Debian and Ubuntu.
debian=$staging/debian
mkdir -p "$debian/DEBIAN"
cp -a "$tree" "$debian/usr"
cp "$debian/usr/share/doc/rowcast/LICENSE" "$debian/usr/share/doc/rowcast/copyright"
# The newest version of glibc that the program and what lies beside it ask for; relative relocations
# in bits are of 2.36.
glibc=$(for file in "$tree/bin/rowcast" "$tree"/lib/rowcast/*; do objdump -p "$file"; done |
  sed s/GLIBC_ABI_DT_RELR/GLIBC_2.36/ | grep -oE 'GLIBC_[0-9.]+' | sed s/GLIBC_// | sort -Vu | tail -1)
case $machine in x86_64) architecture=amd64 ;; aarch64) architecture=arm64 ;; *) architecture=$machine ;; esac
cat > "$debian/DEBIAN/control" <<END
Package: rowcast
Version: $version
Architecture: $architecture
Maintainer: The Rowcast developers <rowcast@localhost>
Depends: libc6 (>= $glibc), libstdc++6 (>= 12), libgcc-s1
Section: utils
Priority: optional
Installed-Size: $(du -sk "$debian/usr" | cut -f1)
Description: spreadsheets and CSV files to exact JSON and a trained classifier
 Reads workbooks and CSV files as people have them, converts them to JSON,
 normalizes features, and trains, judges and exports a classifier.
END
find "$debian" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz --build "$debian" "dist/rowcast_${version}_$architecture.deb" >/dev/null

# The wheel: `pip install` puts the program on the path, and `import rowcast` calls it.
python3 -B Packaging/python/wheel.py "$tree" "$version" "manylinux_${glibc//./_}_$machine" dist

for file in dist/*; do printf '%s  %.1f MB\n' "${file#dist/}" "$(stat -c %s "$file")e-6"; done
