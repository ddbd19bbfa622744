# shellcheck shell=sh
# Users, and stand-ins of the two repositories on the machine itself: small, but real git repositories, at the commits that
# flux.toml names: dates and authors are fixed, so they are the same each time.
export DEBIAN_FRONTEND=noninteractive GIT_CONFIG_GLOBAL=/dev/null
apt-get -q update
apt-get -qy --no-install-recommends install git
useradd -m -s /bin/bash alice
useradd -m -s /bin/bash bob

# repository NAME FILE TEXT: a bare repository with one commit that has this file.
repository() {
	git init -q "/tmp/$1"
	printf '%s\n' "$3" >"/tmp/$1/$2"
	git -C "/tmp/$1" add .
	GIT_COMMITTER_DATE='2026-01-01T00:00:00Z' GIT_AUTHOR_DATE='2026-01-01T00:00:00Z' git -C "/tmp/$1" \
		-c user.name=stand-in -c user.email=stand-in@localhost commit -q -m stand-in
	git clone -q --bare "/tmp/$1" "/srv/$1.git"
	git -C "/tmp/$1" rev-parse HEAD
	rm -rf "/tmp/$1"
}
# shellcheck disable=SC2016 # zsh's own variables
repository oh-my-zsh oh-my-zsh.sh 'STAND_IN_PLUGINS="$plugins"; STAND_IN_THEME="$ZSH_THEME"'
repository powerlevel10k powerlevel10k.zsh-theme 'STAND_IN_PROMPT=powerlevel10k'
