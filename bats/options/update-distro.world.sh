# shellcheck shell=sh
# A newer version needs a package that is not there; another one would drive a package out.
# after: lib/samples.sh
for name in flux-one flux-two flux-three; do
	sample_package "$name" 1
	dpkg -i "/srv/samples/${name}_1_all.deb"
done
sample_package flux-one 2 'Depends: flux-new'
sample_package flux-new 1
sample_package flux-two 2 'Conflicts: flux-three'
sample_index
