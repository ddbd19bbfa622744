#!/bin/sh
# mutations.sh [WHAT]: takes one thing after another out of a copy of Flux (mutations.list; only those whose name WHAT is part of) and
# sees that the test for it fails: `npm run test:mutations`. Prints a Markdown table, which stands in docs/safety.md. Status 0 if every
# test did.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
FLUX_SYSTEMS_OWNER=$$ FLUX_SYSTEMS_QUIET=1
export FLUX_SYSTEMS_OWNER FLUX_SYSTEMS_QUIET
trap 'bats/systems/bin/stop-all; rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# copy: the working tree as git has it, and what is not committed, in $work/flux; its packages are those of this one.
copy() {
	rm -rf "$work/flux"
	mkdir "$work/flux"
	git ls-files -z -c -o --exclude-standard | xargs -0 tar -cf - 2>/dev/null | tar -xf - -C "$work/flux"
	ln -s "$PWD/node_modules" "$work/flux/node_modules"
}

# take_out FILE EXPRESSION: edits the copy; fails if that changes nothing.
take_out() {
	cp "$work/flux/$1" "$work/before"
	sed -i "$2" "$work/flux/$1"
	! cmp -s "$work/flux/$1" "$work/before"
}

# tests_of SUITE TITLE: runs them in the copy; 0 if any was run and none failed. Output in $work/tests.
tests_of() {
	case $1 in
	test/*) (cd "$work/flux" && npx vitest run "$1" -t "$2") >"$work/tests" 2>&1 ;;
	*) (cd "$work/flux" && node_modules/bats/bin/bats --tap --filter "$2" "$1") >"$work/tests" 2>&1 ;;
	esac
}

# judge FILE EXPRESSION SUITE TITLE: prints what came of it.
judge() {
	copy
	take_out "$1" "$2" || { echo 'not taken out: the expression changes nothing' && return; }
	(cd "$work/flux" && node scripts/build.mjs && node dist/flux.cjs build --force) >"$work/build" 2>&1 ||
		{ echo 'caught by the compiler' && return; }
	if tests_of "$3" "$4"; then
		if grep -Eq '^ok [0-9]|Tests .*passed' "$work/tests"; then echo SURVIVED; else echo 'no such test'; fi
	elif grep -q '^not ok .*set.*up_file\|^1\.\.0' "$work/tests"; then
		echo 'no such test'
	else
		echo caught
	fi
}

only=${1:-} status=0
echo '| what is taken out | the test that must fail | it was |'
echo '| --- | --- | --- |'
awk '!/^#/ && NF' scripts/test/mutations.list >"$work/list"
while IFS= read -r line <&4; do
	what=${line%% :: *} line=${line#* :: }
	file=${line%% :: *} line=${line#* :: }
	expression=${line%% :: *} line=${line#* :: }
	suite=${line%% :: *} title=${line#* :: }
	case $what in *"$only"*) ;; *) continue ;; esac
	came=$(judge "$file" "$expression" "$suite" "$title" 4<&-)
	echo "| $what | \`$suite\`: $title | $came |"
	case $came in caught*) ;; *) status=1 ;; esac
done 4<"$work/list"
exit "$status"
