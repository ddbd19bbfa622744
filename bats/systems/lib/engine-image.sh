# shellcheck shell=sh
# Which image FLUX_ENGINE has for a system: the distribution's own if it can be pulled, else our own root file system imported.
# Sourced by the verb engine-image, which holds the lock. take_official and take_ours set tag (the image's name), image (the folder with
# the sums of its files, if they are known, and its local package repository), content (server: an init and sshd; plain) and origin (what
# it is, in words), or fail and set reason.

# The images of podman lie in a store of ours; docker keeps them itself. podman insists on a short path for what it forgets at a
# reboot, always the same for one store.
store=$FLUX_SYSTEMS_HOME/engine
store_run=/run/flux-images-$(printf '%s' "$store" | cksum | cut -d ' ' -f 1)

# known SYSTEM: reads its line of images.list; sets system, official and extent; dies if there is none.
known() {
	system=$1
	kn_line=$(sed -n "s/^$1 //p" "$systems_dir/images.list")
	[ -n "$kn_line" ] || die "no image for '$1' (there are: $(sed -n 's/^\([a-z][^ ]*\) .*/\1/p' "$systems_dir/images.list" | tr '\n' ' '))"
	official=${kn_line% *} extent=${kn_line#* }
}

# has_engine: FLUX_ENGINE is installed and answers; else sets reason.
has_engine() {
	reason="$FLUX_ENGINE is not installed"
	command -v "$FLUX_ENGINE" >/dev/null || return 1
	[ "$FLUX_ENGINE" = podman ] || docker version >/dev/null 2>&1 || { reason='docker is installed, but no daemon answers' && return 1; }
}

# images COMMAND ARGUMENT...: the engine, working on images, 15 minutes at most; its status.
images() {
	[ "$FLUX_ENGINE" = podman ] || {
		timeout 900 docker "$@" 9>&-
		return
	}
	im_status=0
	mkdir -p "$store_run"
	set_up_podman "$store_run"
	# shellcheck disable=SC2046 # words
	CONTAINERS_CONF=$store_run/containers.conf timeout 900 podman --root "$store" --runroot "$store_run" --tmpdir "$store_run/tmp" \
		--storage-driver overlay $(podman_runtime "$store_run") "$@" 9>&- || im_status=$?
	if mountpoint -q "$store/overlay"; then umount -l "$store/overlay"; fi
	rm -rf "$store_run"
	return "$im_status"
}

# has_image NAME: the engine has it.
has_image() {
	images image inspect "$1" >/dev/null 2>&1
}

# can_pull: the official image is there or can be had now; else sets reason.
can_pull() {
	if has_image "$official"; then return; fi
	cp_said=$(images pull "$official" 2>&1) && return
	reason="$FLUX_ENGINE cannot pull it here: $(printf '%s\n' "$cp_said" | tail -n 1 | sed -e 's/^Error[^:]*: //' -e 's/.* dial tcp: //' \
		-e 's/lookup [^ ]* on [^ ]*: /no registry: /')"
	return 1
}

# take_plain: the distribution's image as it is.
take_plain() {
	has_engine && can_pull || return
	tag=$official image=$cache_dir/official-$system content=plain
	origin="the distribution's image $official"
	mkdir -p "$image/repo" && touch "$image/sums"
}

# take_official: the distribution's image, with what a server has besides where Flux supports it.
take_official() {
	take_plain || return
	[ "$extent" = refusal ] || take_server
}

# take_server: the same with systemd, sshd and cloud-init, and a local repository beside it; made once for one recipe.
take_server() {
	ts_hash=$({ images image inspect --format '{{.Id}}' "$official" && cat "$systems_dir/packages.list" "$systems_dir/lib/server-inside.sh"; } |
		sha256sum | cut -c1-12)
	tag=localhost/flux/official-$system:$ts_hash image=$cache_dir/official-$system-$ts_hash content=server
	origin="$origin with systemd, sshd and cloud-init added"
	if [ -d "$image" ] && has_image "$tag"; then return; fi
	network=bridge
	if [ "$FLUX_ENGINE" = podman ]; then
		network=slirp4netns reason='podman can add systemd to it only with slirp4netns, which is not installed'
		command -v slirp4netns >/dev/null || return 1
	fi
	make_server
}

# make_server: makes that image and that folder, over the network.
make_server() {
	work=$cache_dir/.making-official-$system maker=flux-making-$system
	rm -rf "$work" "$cache_dir/official-$system"-????????????
	mkdir -p "$work/repo"
	cp "$systems_dir/packages.list" "$work/repo/packages.list"
	images rm -f "$maker" >/dev/null 2>&1 || :
	# shellcheck disable=SC2046 # words
	images run --name "$maker" --network "$network" $(limits) -v "$work/repo:/srv/repo" -i "$official" \
		sh -s "$(server_packages)" <"$systems_dir/lib/server-inside.sh" >"$work/log" 2>&1 || {
		tail -n 20 "$work/log" >&2
		images rm -f "$maker" >/dev/null 2>&1 || :
		die "$official could not be made a server"
	}
	images commit "$maker" "$tag" >/dev/null || die "$tag could not be kept"
	images rm -f "$maker" >/dev/null
	# Nobody knows the sums of its files: they are all looked at.
	: >"$work/sums"
	mv "$work" "$image"
	forget_images "official-$system"
}

# server_packages: prints the packages that make a server of the image: those of our own root file system, or of one like it.
server_packages() (
	if [ -f "$systems_dir/$system.sh" ]; then
		describe "$system"
	else
		describe debian-12
		packages=$packages,rsyslog,cron
	fi
	printf '%s\n' "$packages"
)

# take_ours: our own root file system (the verb build), imported.
take_ours() {
	has_engine || return
	reason="$official cannot be had, and there is no bats/systems/$system.sh to make one from"
	[ -f "$systems_dir/$system.sh" ] || return 1
	reason='our own root file system needs mmdebstrap and apt-ftparchive'
	command -v mmdebstrap >/dev/null && command -v apt-ftparchive >/dev/null || return 1
	image=$("$systems_dir/bin/build" "$system" 9>&-) || die "$system could not be made"
	tag=localhost/flux/$system:${image##*-} content=server
	origin="our own root file system imported, not the distribution's image $official"
	if has_image "$tag"; then return; fi
	tar -C "$image/rootfs" --one-file-system --xattrs --xattrs-include='*' --numeric-owner -c . | images import - "$tag" >/dev/null ||
		die "$tag could not be imported"
	forget_images "$system"
}

# forget_images NAME: removes the images localhost/flux/NAME of older recipes, unless an instance runs on one.
forget_images() {
	for fi_tag in $(images images --format '{{.Repository}}:{{.Tag}}' | grep "^localhost/flux/$1:"); do
		[ "$fi_tag" != "$tag" ] || continue
		if ! grep -qxsF "$fi_tag" "$run_dir"/*/tag; then images rmi "$fi_tag" >/dev/null || :; fi
	done
}
