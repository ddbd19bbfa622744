## Rules of ufw and of ours open it, if the module firewall takes part in the run.
# flux_port_free PORT: sshd has it, or nobody, and no rules of others keep it closed
flux_port_free() {
	case " $ports" in *" $1 "*) return 0 ;; esac
	! flux_listening "$1" || flux_refuse "another service listens on port $1" || return
	_opens=''
	case " $modules " in *' firewall '*) ! flux_selected firewall || _opens=yes ;; esac
	_shut=$({ nft list ruleset; iptables-save; ip6tables-save; } 2>/dev/null | flux_shut "$1")
	[ -z "$_shut" ] || flux_refuse "rules that stay may close port $1 ($_shut): accept it there first"
}

## Rules of nft and of iptables-save; those of ufw are read of the latter only. What is closed to a set of addresses is a list of attackers. A jump may
## end in a drop.
# flux_shut PORT: prints what, in the rules of standard input, lets not all in and not PORT, unless it is fail2ban's, or ufw's or ours and $_opens
flux_shut() {
	awk -v port="$1" -v opens="$_opens" '
		/^table/ { ours = $3 == "f2b-table" || opens && $3 == "flux" }
		/hook input|^:INPUT/ { hook = !ours; open = 0; shut = /policy drop|INPUT DROP/ ? "policy" : ""; next }
		/^\t}|^COMMIT/ {
			if (hook && shut && !open) { print shut; exit }
			hook = 0
		}
		!/^\t\t|^-A (INPUT|ufw6?-user-input)/ || / saddr @|set --match-set |-j (NF)?LOG|-j RETURN/ { next }
		/ ufw6?-/ && (opens || /\t/) { if (shut == "policy") shut = "" ; next }
		/ACCEPT|accept/ { if ($0 ~ "dport.*[ ,]" port "[ ,]") open = 1; next }
		/ (drop|reject|jump|goto|-[jg])( |$)/ && !/ f2b-/ { $1 = $1; shut = $0 }'
}
