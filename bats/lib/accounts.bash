# Accounts and groups that a suite makes on its machine, with the programs of shadow or those of busybox.

# adds_account NAME: a person's, with a home and no password. adds_group NAME [NUMBER]. removes_group NAME.
adds_account() {
	as_root "if command -v useradd; then useradd -m -s /bin/sh $1; else adduser -D -s /bin/sh $1; sed -i 's/^$1:!:/$1:*:/' /etc/shadow; chmod g-s /home/$1; fi"
}
adds_group() {
	as_root "if command -v groupadd; then groupadd ${2:+-g $2} $1; else addgroup ${2:+-g $2} $1; fi"
}
removes_group() {
	as_root "if command -v groupdel; then groupdel $1; else delgroup $1; fi"
}

# as_account NAME COMMAND...: runs it on the machine with no more rights than the account has.
as_account() {
	local name=$1
	shift
	if inside setpriv --reuid "$name" --clear-groups true 2>/dev/null; then
		inside setpriv --reuid "$name" --clear-groups "$@"
	else
		inside su -s /bin/sh -c 'exec "$@"' -- "$name" sh "$@"
	fi
}
