# shellcheck shell=sh
# There is something to say of everything that is not to be shown.
touch /run/reboot-required
