# shellcheck shell=sh
# What docker and podman are told wherever they are called.

# check_engine: dies unless FLUX_ENGINE names one that we know.
check_engine() {
	case ${FLUX_ENGINE:-} in docker | podman) ;; *) die "FLUX_ENGINE is docker or podman, not '${FLUX_ENGINE:-}'" ;; esac
}

# set_up_podman DIRECTORY: writes there what keeps podman inside the folders that it is given: its containers.conf (no locks in shared
# memory, no journal), and runc with its state there.
set_up_podman() {
	printf '[engine]\nlock_type = "file"\nevents_logger = "none"\ncgroup_manager = "cgroupfs"\n' >"$1/containers.conf"
	command -v runc >/dev/null || return 0
	mkdir -p "$1/bin"
	printf '#!/bin/sh\nexec %s --root %s "$@"\n' "$(command -v runc)" "$1/runc" >"$1/bin/runc"
	chmod 755 "$1/bin/runc"
}

# podman_runtime DIRECTORY: prints the options that take that runc, if there is one: crun refuses machines with control groups of both
# versions.
podman_runtime() {
	[ ! -x "$1/bin/runc" ] || printf '%s ' --runtime "$1/bin/runc"
}

# limits: prints those of a container: both engines refuse to raise one above this machine's own.
limits() {
	printf '%s ' --ulimit nofile=1024:4096 --ulimit nproc=1024:4096
}
