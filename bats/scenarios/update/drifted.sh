# shellcheck shell=sh
# Applied; then somebody released the hold, installed what is not to be there, and stopped a timer.
# before: apply
apt-mark unhold less
DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install rsync
systemctl disable --now apt-daily.timer
# it is upgraded already: rollback has nothing to leave
rm /srv/newer/flux-sample_1_all.deb
