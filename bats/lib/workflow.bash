# Scripts of the shipped workflows with settings that do something: bats/workflows/workflows.toml.

# workflow_script NAME FORMAT FILE [ARGUMENT...]: compiles the workflow in this format. Where the distribution has no netdata its
# vendor's would be fetched, which no test machine can: there it is left out.
workflow_script() {
	local name=$1 format=$2 file=$3 key
	shift 3
	case $FLUX_SYSTEM in debian-11 | debian-12) ;; *) set -- --skip netdata "$@" ;; esac
	key=$(cat "$FLUX_SYSTEMS_HOME/key.pub")
	sed "s|@KEY@|$key|" "$FLUX_ROOT/bats/workflows/workflows.toml" >"$BATS_FILE_TMPDIR/flux.toml"
	node "$FLUX_ROOT/dist/flux.cjs" workflow "$name" --config "$BATS_FILE_TMPDIR/flux.toml" --format "$format" -o "$file" "$@" \
		2>"$BATS_FILE_TMPDIR/compile" || { cat "$BATS_FILE_TMPDIR/compile" && return 1; }
}

# alice_gets_in [PORT]: the new administrator, from outside with the key, over IPv4 and IPv6, and is root by sudo.
alice_gets_in() {
	next_place
	verb ssh "$MACHINE" -u alice -p "${1:-2222}" -b "10.77.0.$place" sudo -n true || { echo 'alice: no log-in with sudo over IPv4' && return 1; }
	verb ssh "$MACHINE" -6 -u alice -p "${1:-2222}" -b "fd77::$place" sudo -n true || { echo 'alice: no log-in with sudo over IPv6' && return 1; }
}
