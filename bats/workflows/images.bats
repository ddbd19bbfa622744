# shellcheck shell=bats
# The distributions' own container images as they are (bats/systems/images.list): no init runs in them, and for some there are no modules
# yet. The script answers there, refuses in one clear line, and changes nothing. What it does where an init runs the other suites say:
# bats/workflows/security.bats@debian-12+podman.
# With FLUX_ENGINE only FLUX_SYSTEM; without it all of them, with podman or else docker.
load ../lib/machine

setup_file() {
	[ "$(id -u)" -eq 0 ] || skip 'booting containers needs root'
}

teardown() {
	stop_machine
}

# one_line_of_refusal: what the script said is one line, and says that nothing was changed.
one_line_of_refusal() {
	case $said in
	*$'\n'*) echo "not one line: $said" && return 1 ;;
	*"$1"*'; nothing was changed') ;;
	*) echo "no clear line: $said" && return 1 ;;
	esac
}

# an_engine: prints which one there is.
an_engine() {
	if ! command -v podman >/dev/null && command -v docker >/dev/null; then echo docker; else echo podman; fi
}

# answers SYSTEM EXTENT: the test.
answers() {
	local found reason='is none of'
	FLUX_ENGINE=${FLUX_ENGINE:-$(an_engine)} FLUX_SYSTEM=$1
	export FLUX_ENGINE FLUX_ENGINE_IMAGE=plain
	found=$(engine_image "$1") || skip "$found"
	says_where "$found"
	[ "$2" = refusal ] || reason='systemd does not run here'
	FLUX_BOOT_NOWAIT=yes boot_machine image
	inside mkdir -p /opt
	install -m 755 "$FLUX_SCRIPT" "$FLUX_SYSTEMS_HOME/run/$MACHINE/root/opt/flux.sh"
	verb snapshot "$MACHINE" >"$BATS_FILE_TMPDIR/$MACHINE.start.manifest"
	flux_is 0 --help
	flux_is 0 --list
	flux_is 3 --dry-run
	one_line_of_refusal "$reason"
	flux_is 3 --apply
	one_line_of_refusal "$reason"
	same_files start
}

# bats reads this file anew for every test: nothing here may change what it reads.
while read -r system image extent; do
	[ -z "${FLUX_ENGINE:-}" ] || [ "$system" = "$FLUX_SYSTEM" ] || continue
	bats_test_function --description "$image: answers, refuses in one line, changes nothing" -- answers "$system" "$extent"
done < <(grep -v '^#' "$FLUX_ROOT/bats/systems/images.list")
