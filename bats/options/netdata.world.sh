# shellcheck shell=sh
# The secret that the machine has and the script has not.
umask 077
echo token-of-this-machine >/root/token
