## Without the secret a file that is there stays, with its mode and owner: a second run need not have it. --diff shows nothing of it.
# flux_secret_file PATH MODE OWNER FROM: PATH holds standard input, with what the file or variable FROM holds for @SECRET@
flux_secret_file() {
	case $4 in /*) _secret=$(head -n 1 "$4" 2>/dev/null) ;; *) _secret=$(printenv "$4") ;; esac
	_content=''
	if [ -n "$_secret" ]; then
		while IFS= read -r _line; do
			case $_line in *@SECRET@*) _line=${_line%%@SECRET@*}$_secret${_line#*@SECRET@} ;; esac
			_content=$_content$_line$nl
		done
	else
		note="there is no secret in $4"
		[ -f "$1" ] || return
		[ ! -L "$1" ] || return 0
		flux_read <"$1"
		_content=$text
	fi
	_diff=$diff diff='' text=$_content
	flux_put "$1" "$2" "$3"
	set -- $?
	diff=$_diff
	return "$1"
}
