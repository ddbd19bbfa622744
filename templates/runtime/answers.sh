## With a strict rp_filter the others would be cut off: it drops what comes in where the answer does not leave. With lo and one interface there are
## none. An address on lo is every interface's, and the machine itself comes by lo.
# flux_answers: who is logged in over IPv4 is answered by the interface of the address that they came to
flux_answers() {
	set -- /sys/class/net/*
	[ $# -gt 2 ] || return 0
	_pairs=$(flux_peers)
	while read -r _local _peer; do
		case $_local in '' | *:*) continue ;; esac
		_in=$(ip -o addr show to "$_local" 2>/dev/null)
		_in=${_in#*: }
		_in=${_in%% *}
		case "$(ip -o route get "$_peer" from "$_local" 2>/dev/null) dev lo " in
		'local '* | *" dev $_in "*) ;;
		*) flux_refuse "rp_filter=1 would cut off $_peer, whom $_in does not answer: set it to 2" || return ;;
		esac
	done <<FLUX
$_pairs
FLUX
}
