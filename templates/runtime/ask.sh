# flux_ask: on a terminal asks once, or with --ask-each for each module, unless --yes
flux_ask() {
	[ -t 0 ] && [ -t 1 ] && [ -z "$yes" ] || return 0
	for _name in ${each:+$modules}; do
		! flux_selected "$_name" || flux_agree "$_name" || skip=$skip,$_name,
	done
	[ -n "$each" ] || flux_agree "${only:-$modules}" || flux_die 0 'not agreed'
}

# flux_agree WHAT: the person at the terminal says yes
flux_agree() {
	printf 'Apply %s? [y/N] ' "$1"
	read -r _answer
	case $_answer in [yY]*) ;; *) return 1 ;; esac
}
