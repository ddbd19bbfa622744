# shellcheck shell=sh
# ufw has been on for long, with rules of its own; SSH is allowed by the application's name.
apt-get -q update
DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install ufw
ufw limit OpenSSH
ufw allow 443/tcp
ufw default allow incoming
ufw --force enable
