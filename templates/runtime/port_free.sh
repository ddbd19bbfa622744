# flux_port_free PORT: sshd has it, or nobody
flux_port_free() {
	case " $ports" in *" $1 "*) return 0 ;; esac
	! flux_listening "$1" || flux_refuse "another service listens on port $1"
}
