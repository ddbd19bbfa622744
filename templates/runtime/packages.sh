## What a run that was cut off here has unpacked was not there before: its list, which nothing has ended, is this one's too.
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
	# what has a version in brackets is there by now, and stays
	_new=$(echo "$out" | awk '/^Inst / && $3 !~ /^\[/ { printf "%s ", $2 }')
	[ -n "$_new" ] || {
		flux_apt "$@"
		return
	}
	_had=$(dpkg-query -W -f ',${db:Status-Status} ${Package},') _purge=''
	for _name in $_new; do
		case $_had in *",config-files $_name,"*) ;; *) _purge="$_purge $_name" ;; esac
	done
	flux_keep packages "$_new" "$_purge" && { cat "$run"/*.etc || find /etc -xdev; } 2>/dev/null >"$record.part" && mv "$record.part" "$record.etc" &&
		flux_try sync -f "$run" && flux_apt "$@" && flux_brought
}

## DPkg::Lock::Timeout does not cover "update": the lock of the lists is waited for here, five minutes at most.
# flux_apt ARGUMENT...: apt-get that asks nothing, removes nothing and waits for locks
flux_apt() {
	flux_unlocked apt-get -qy --no-remove --no-install-recommends -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold "$@"
}

# flux_unlocked COMMAND...: runs it; waits for locks, and ends what dpkg was interrupted or killed in
flux_unlocked() {
	for _try in 5 10 20 40 80 160; do
		flux_try "$@" && return
		case $1$out in
		*'dpkg was interrupted'*) flux_try dpkg --configure -a || return ;;
		dpkg*inconsistent*) flux_apt --reinstall install "${out##* }" || return ;;
		*' lock'*) sleep "$_try" ;;
		*) return 1 ;;
		esac
	done
	return 1
}

## Globals read: record.
# flux_brought: notes what has come into /etc since the list of what was there, which ends
flux_brought() {
	find /etc -xdev | grep -Fvxf "$record.etc" >"$record.new"
	xargs -rd '\n' md5sum <"$record.new" >"$record.sums"
	rm -f "$record.etc"
} 2>/dev/null

## A purge deletes more than the package brought: certbot's all of /etc/letsencrypt, whoever made it. That is kept over it, and put back.
## Settings that an earlier removal left are not purged. What dpkg was killed at, it does not remove and
## does not know the files of: apt unpacks that whole first. A service has mostly its package's name; names that are none are passed over.
## Globals read: record, force. Returns 1 if settings have to stay.
# flux_undo_packages NAMES PURGE: stops and removes what this run installed, with the settings of PURGE
# shellcheck disable=SC2086 # lists of names
flux_undo_packages() {
	systemctl -q stop $1 2>/dev/null
	flux_put_back && flux_unlocked dpkg --remove $1 || return
	[ -e "$record.new" ] || flux_brought
	_edited=$(md5sum -c --quiet "$record.sums" 2>/dev/null | sed -n 's/: FAILED$//p' | tr '\n' ' ')
	[ -z "$_edited" ] || [ -n "$force" ] || {
		note=", for somebody changed ${_edited}since; --force restores it"
		return 1
	}
	[ -z "$2" ] || {
		find /etc -xdev | grep -Fvxf "$record.new" >"$record.stay"
		flux_try tar -czPf "$record.part" --acls --ignore-failed-read --no-recursion -T "$record.stay" && mv "$record.part" "$record.tar" &&
			flux_unlocked dpkg --purge $2 && flux_put_back || return
	}
	systemctl -q reset-failed $1 2>/dev/null
	:
}

# flux_put_back: what is kept over a purge is there again
flux_put_back() {
	[ ! -e "$record.tar" ] || flux_try tar -xzPf "$record.tar" --acls --skip-old-files
}
