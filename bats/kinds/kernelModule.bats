# shellcheck shell=bats
# The kind `kernelModule`: modules that cannot be loaded, by name or by alias. Judged by what modprobe would do.
load ../lib/machine
load ../lib/kind

STEP=t.modules
NEEDS=kmod

resources() {
	cat <<'JSON'
[{"kind": "kernelModule", "id": "t.modules", "path": "/etc/modprobe.d/flux-test.conf", "modules": ["cramfs", "usb-storage", "n_hdlc"]}]
JSON
}

# stopped NAME: modprobe runs true in its place, and no alias leads to it.
stopped() {
	case $(inside modprobe -n -v "$1" 2>/dev/null) in 'install /bin/true'* | 'install /bin/false'*) ;; *) return 1 ;; esac
	inside modprobe --showconfig | grep -qx "blacklist $(tr - _ <<<"$1")"
}

holds() {
	local name
	for name in cramfs usb-storage n_hdlc; do
		stopped "$name" || { echo "$name can be loaded" && return 1; }
	done
	fails stopped vfat
}

breaks() { verb fault "$MACHINE" ro /etc/modprobe.d; }
mends() { verb fault "$MACHINE" rw /etc/modprobe.d; }
drifts() { as_root 'sed -i "/cramfs/d" /etc/modprobe.d/flux-test.conf; chmod 666 /etc/modprobe.d/flux-test.conf'; }
edits() { as_root 'echo "blacklist pcspkr" >>/etc/modprobe.d/flux-test.conf'; }
edited() { inside grep -qx 'blacklist pcspkr' /etc/modprobe.d/flux-test.conf; }

test_kind
