## One transaction for all modules; --no-remove, for on Debian 13 installing a package can remove cloud-init, which runs this script.
# flux_packages MODULE:PACKAGE...: the packages of the selected modules are installed
flux_packages() {
	_names='' _missing=''
	for _name; do
		! flux_selected "${_name%%:*}" || _names="$_names ${_name#*:}"
	done
	# shellcheck disable=SC2086 # a list of names
	_have=$(dpkg-query -W -f ',${db:Status-Status} ${Package},' $_names 2>/dev/null)
	for _name in $_names; do
		case $_have in *",installed $_name,"*) ;; *) _missing="$_missing $_name" ;; esac
	done
	[ -n "$_missing" ] || return 0
	flux_differs "install$_missing" || return 0
	# dpkg on a full disk leaves packages half unpacked; 100 MB are more than any of ours takes
	[ -z "$(df -Pk /usr /var | awk 'NR > 1 && $4 < 102400')" ] || {
		note="$note: less than 100 MB are free on /usr or /var"
		return 1
	}
	# a program that dpkg needs, such as diff, would be missed only after debconf has written; packages half unpacked are apt's to judge
	out=$(dpkg --no-act --triggers-only -a 2>&1) || {
		note="$note: ${out%%"$nl"*}"
		return 1
	}
	# shellcheck disable=SC2086 # a list of names
	set -- install $_missing
	flux_apt update && flux_apt -s "$@" || return
	_new=$(echo "$out" | awk '/^Inst / { printf "%s ", $2 }')
	# without the names nothing could be taken back
	[ -n "$_new" ] || {
		note="$note: apt-get does not say what it would install"
		return 1
	}
	flux_keep packages "$_new" && flux_apt "$@"
}

## DPkg::Lock::Timeout does not cover "update": the lock of the lists is waited for here, five minutes at most.
# flux_apt ARGUMENT...: apt-get that asks nothing, removes nothing and waits for locks
flux_apt() {
	for _try in 5 10 20 40 80 160; do
		flux_try env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get -qy --no-remove --no-install-recommends \
			-o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold "$@" && return
		case $out in
		*'dpkg was interrupted'*) flux_try dpkg --configure -a || return ;;
		*' lock'*) sleep "$_try" ;;
		*) return 1 ;;
		esac
	done
}

## A service has mostly its package's name; names that are none are passed over.
# flux_undo_packages NAMES: stops and purges what this run installed
flux_undo_packages() {
	# shellcheck disable=SC2086 # a list of names
	systemctl -q stop $1 2>/dev/null
	# shellcheck disable=SC2086 # a list of names
	flux_try env DEBIAN_FRONTEND=noninteractive dpkg --purge $1 && { systemctl -q reset-failed $1 2>/dev/null || :; }
}
