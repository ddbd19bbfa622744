# shellcheck shell=sh
# Alice logs in with zsh and has what was asked for; Bob, who was not named, has his bash, and a plain zsh.
# shellcheck disable=SC2016 # zsh expands
asked='print -r -- $EDITOR $STAND_IN_PLUGINS $STAND_IN_PROMPT; alias ll say; say'
alice=$(su - alice -c "zsh -ic '$asked'" </dev/null)
[ "$alice" = "vim git sudo powerlevel10k
ll='ls -l'
say='echo \"it'\''s \$HOME\"'
it's /home/alice" ] || { echo "alice has: $alice" && exit 1; }
[ "$(getent passwd alice | cut -d: -f7)" = /usr/bin/zsh ]
[ "$(getent passwd bob | cut -d: -f7)" = /bin/bash ]
# shellcheck disable=SC2016 # zsh expands
[ "$(su - bob -c "zsh -ic 'print -r -- prompt:\$STAND_IN_PROMPT'" </dev/null)" = prompt: ]
