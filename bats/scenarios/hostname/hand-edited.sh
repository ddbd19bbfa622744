# shellcheck shell=sh
# /etc/hosts has our addresses with other names, twice, and comments, and does not end with a line end; cloud-init was told to mind its own.
printf '127.0.0.1 localhost\n# mine\n10.0.0.5 old\n127.0.1.1 old.example.org old\n10.0.0.5 older\n192.0.2.1 gate' >/etc/hosts
echo 'preserve_hostname: false' >/etc/cloud/cloud.cfg.d/99-flux-hostname.cfg
