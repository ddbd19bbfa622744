# shellcheck shell=sh
# Applied; then somebody turned the firewall off "for a moment".
# before: apply
ufw disable
