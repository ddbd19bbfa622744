# shellcheck shell=sh
# The index says of upgrades that they are not undone.
[ ! -e /srv/newer/flux-sample_1_all.deb ] || dpkg -i /srv/newer/flux-sample_1_all.deb
