# The controls of a workflow, from its table bats/workflows/NAME.controls: one test for each number.

# controls_of FILE: prints the numbers in the table, once each.
controls_of() {
	sed -n 's/^\([0-9][0-9]*\) :: .*/\1/p' "$1" | uniq
}

# one_line: normal form of what a check prints: lower case, every run of blanks and lines one blank.
one_line() {
	tr 'A-Z\n\t' 'a-z  ' | tr -s ' ' | sed -e 's/^ //' -e 's/ $//'
}

# control_holds NUMBER: runs all checks of the control on the machine; shows each that does not print what it should.
control_holds() {
	local number what command want got status=0 table=$CONTROLS helpers=$FLUX_ROOT/bats/workflows/controls-inside.sh
	while IFS= read -r line; do
		number=${line%% :: *} line=${line#* :: }
		[ "$number" = "$1" ] || continue
		what=${line%% :: *} line=${line#* :: }
		command=${line%% ::*} want=${line##* ::}
		got=$({ cat "$helpers" && printf '%s\n' "$command"; } | inside sh -s 2>&1 | one_line)
		[ "$got" = "${want# }" ] && continue
		printf '%s: want [%s] got [%s]\n    %s\n' "$what" "${want# }" "$got" "$command"
		status=1
	done <"$table"
	return "$status"
}

# test_controls WHEN: registers the tests.
test_controls() {
	local number
	for number in $(controls_of "$CONTROLS"); do
		bats_test_function --description "$1: control $number holds" -- control_test "$number" "$1"
	done
}

# control_test NUMBER WHEN: the test itself; WHEN only tells it from its like.
control_test() {
	control_holds "$1"
}
