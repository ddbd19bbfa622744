# shellcheck shell=sh
# The secret that the machine has and the script has not. Where the distribution has no netdata, its vendor's repository is
# stood in for by one on the machine: a package that runs a web server and reads the files that netdata reads.
umask 077
echo 11111111-2222-3333-4444-555555555555 >/root/api-key
