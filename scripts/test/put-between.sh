#!/bin/sh
# put-between.sh NAME PAGE: standard input becomes what stands between the lines <!-- NAME --> and <!-- end of NAME --> of PAGE.
set -eu
name=${1:?usage: put-between.sh NAME PAGE} page=${2:?usage: put-between.sh NAME PAGE}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/text"
awk -v text="$work/text" -v begin="<!-- $name -->" -v end="<!-- end of $name -->" '
	$0 == begin { print; while ((getline line <text) > 0) print line; skipping = 1; next }
	$0 == end { skipping = 0; found = 1 }
	!skipping
	END { exit !found }' "$page" >"$work/page" || { echo "put-between.sh: $page lacks the lines of $name" >&2 && exit 1; }
cat "$work/page" >"$page"
