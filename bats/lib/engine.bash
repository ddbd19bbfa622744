# Machines that docker or podman runs, FLUX_ENGINE.

# require_engine: skips the whole file, in one line, where the engine has no image for FLUX_SYSTEM or Flux no workflow; else says on
# what the suite runs.
require_engine() {
	local found reason missing=
	[ "$(id -u)" -eq 0 ] || skip 'booting containers needs root'
	for tool in ip nmap sshpass strace setpriv; do
		command -v "$tool" >/dev/null || missing="$missing $tool"
	done
	[ -z "$missing" ] || skip "not installed:$missing"
	found=$(engine_image "$FLUX_SYSTEM") || skip "$FLUX_SYSTEM, $found"
	case $found in *$'\nserver\n'*) ;; *) skip "$FLUX_SYSTEM: Flux has no modules for its family yet" ;; esac
	says_where "$found"
}

# engine_image SYSTEM: the verb engine-image. If there is none its reason goes to stdout, and it fails; but fails the suite if making
# one failed.
engine_image() {
	local status=0
	verb engine-image "$1" 2>"${BATS_FILE_TMPDIR:?}/engine-image" || status=$?
	[ "$status" -ne 0 ] || return 0
	tail -n 1 "$BATS_FILE_TMPDIR/engine-image"
	[ "$status" -eq 75 ] || cat "$BATS_FILE_TMPDIR/engine-image" >&2
	return "$status"
}

# says_where FOUND: a line in the suite's output, from what engine-image printed: engine, image, what it is.
says_where() {
	local version
	version=$("$FLUX_ENGINE" --version | sed 's/[^0-9]*\([0-9.]*\).*/\1/')
	echo "# on $FLUX_ENGINE $version: $(sed -n 1p <<<"$1"), $(sed -n 4p <<<"$1")" >&3
}
