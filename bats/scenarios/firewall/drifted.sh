# shellcheck shell=sh
# Applied; then somebody deleted a rule, opened a port and turned the default round.
# before: apply
number=$(ufw status numbered | sed -n 's/^\[ *\([0-9]*\)\] .*(v6).*/\1/p' | tail -n 1)
ufw --force delete "$number"
ufw allow 8080/tcp
ufw default allow incoming
