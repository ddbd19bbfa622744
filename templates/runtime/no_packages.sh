# flux_no_packages PACKAGE...: none of them is installed; if another would go with them, they stay and the step fails
flux_no_packages() {
	_have=$(dpkg-query -W -f ',${db:Status-Status} ${Package},' "$@" 2>/dev/null) _names='' _all=" $* "
	for _name; do
		case $_have in *",installed $_name,"*) _names="$_names$_name " ;; esac
	done
	[ -n "$_names" ] || return 0
	flux_differs "remove $_names" || return 0
	# shellcheck disable=SC2086 # a list of names
	flux_try apt-get -qs remove $_names && _gone=$(echo "$out" | awk '/^Remv / { print $2 }') && _auto=$(apt-mark showauto $_names | awk '{ printf "%s ", $0 }') || return
	for _name in $_gone; do
		case $_all in *" $_name "*) ;; *)
			note="$note: $_name would go too; name it, or keep what it needs"
			return 1
			;;
		esac
	done
	# shellcheck disable=SC2086 # a list of names
	flux_keep removed "$_names" "$_auto" && flux_apt -o APT::Get::Remove=true remove $_names
}

# flux_undo_removed NAMES AUTO: are installed again, those of AUTO for others as before
# shellcheck disable=SC2086 # lists of names
flux_undo_removed() {
	flux_apt install $1 || return
	[ -z "$2" ] || flux_try apt-mark auto $2
}
