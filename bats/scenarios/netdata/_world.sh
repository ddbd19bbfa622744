# shellcheck shell=sh
# The secret that the machine has and the script has not.
umask 077
echo 11111111-2222-3333-4444-555555555555 >/root/api-key
