## Managers put together what several files say of an interface: of two stanzas ifupdown does both, of two lists netplan makes one. What the
## files say of other interfaces stays, or those were gone after the next boot.
# flux_stanzas MANAGER NAME...: of the files of ifupdown or netplan only flux's says anything of these interfaces
flux_stanzas() {
	_by=$1
	shift
	for _path in /etc/network/interfaces /etc/network/interfaces.d/* /etc/netplan/*.yaml; do
		[ -f "$_path" ] || continue
		case $_by$_path in
		*/flux | */90-flux.yaml) continue ;;
		netplan/etc/netplan/*) text=$(flux_no_devices "$_path" "$@")$nl ;;
		ifupdown/etc/network/*) text=$(flux_no_stanzas "$_path" "$@")$nl ;;
		*) continue ;;
		esac
		case $_path in
		*/interfaces) printf %s "$text" | grep -q '^ *source.*interfaces\.d' || text="${text}source /etc/network/interfaces.d/flux$nl" ;;
		esac
		[ "$text" = "$(cat "$_path")$nl" ] || flux_put "$_path" || return
	done
}

# flux_no_stanzas PATH NAME...: prints a file of interfaces(5) without these: their stanzas, and their names among those to bring up
flux_no_stanzas() {
	_path=$1
	shift
	awk -v names=" $* " '
		$1 == "auto" || $1 ~ /^(allow-|no-)/ {
			ours = 0
			line = $1
			for (i = 2; i <= NF; i++) if (!index(names, " " $i " ")) line = line " " $i
			if (line != $1) print split(line, words) == NF ? $0 : line
			next
		}
		$1 ~ /^(iface|mapping|source)/ { ours = $1 !~ /^source/ && index(names, " " $2 " ") }
		!ours || /^#/ || !NF' "$_path"
}

# flux_no_devices PATH NAME...: prints a file of netplan(5), written in blocks, without the definitions of these
flux_no_devices() {
	_path=$1
	shift
	awk -v names=" $* " '
		/^ *(#.*)?$/ { if (!ours) print; next }
		{ match($0, /^ */); depth = RLENGTH }
		of && depth <= section { of = ours = 0 }
		!of && /^ *[a-z-]+s: *(#.*)?$/ { of = 1; section = depth; device = 0; head = $0; next }
		of {
			if (!device) device = depth
			if (depth == device) { key = $1; gsub(/[":\047]/, "", key); ours = index(names, " " key " ") }
			if (ours) next
			if (head != "") print head
			head = ""
		}
		{ print }' "$_path"
}
