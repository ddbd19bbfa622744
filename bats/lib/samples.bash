# Packages of the test's own, for kinds that judge what apt and dpkg do with versions: samples.sh on the machine.

# with_samples SHELL: runs it on the machine with the functions of samples.sh.
with_samples() { as_root "$(cat "$FLUX_ROOT/bats/lib/samples.sh")
$1"; }

# sample_repository: flux-one, flux-two and flux-three are installed in version 1, and there is a 2 of each; flux-absent is not installed.
sample_repository() {
	with_samples '
		for name in flux-one flux-two flux-three flux-absent; do sample_package "$name" 1; done
		dpkg -i /srv/samples/flux-one_1_all.deb /srv/samples/flux-two_1_all.deb /srv/samples/flux-three_1_all.deb
		for name in flux-one flux-two flux-three; do sample_package "$name" 2; done
		sample_index'
}
