# shellcheck shell=sh
# Four accounts with the operator's key: one that no list names, one that is denied, one whose group is denied; and root.
key=$(cat /home/debian/.ssh/authorized_keys)
groupadd outcasts
for name in nobody-named mallory oscar; do
	useradd -m -s /bin/sh "$name"
	usermod -p '*' "$name"
done
usermod -aG outcasts oscar
for home in /root /home/nobody-named /home/mallory /home/oscar; do
	mkdir -p "$home/.ssh"
	printf '%s\n' "$key" >"$home/.ssh/authorized_keys"
	chmod 700 "$home/.ssh"
	chown -R "$(stat -c %U "$home")" "$home/.ssh"
done
