# shellcheck shell=sh
# There is a newer version.
# after: lib/samples.sh
sample_package flux-one 1
dpkg -i /srv/samples/flux-one_1_all.deb
sample_package flux-one 2
sample_index
