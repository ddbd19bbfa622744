# shellcheck shell=sh
# The name as the kernel, the resolver and sudo see it; nothing else of /etc/hosts is lost.
[ "$(uname -n)" = web1 ]
[ "$(cat /etc/hostname)" = web1 ]
[ "$(hostname -f)" = web1.example.org ]
[ "$(getent ahostsv4 db1 | head -n 1 | cut -d' ' -f1)" = 10.0.0.5 ]
[ "$(getent ahostsv6 db6 | head -n 1 | cut -d' ' -f1)" = 2001:db8::5 ]
getent hosts localhost
[ -z "$(sudo true 2>&1)" ]
grep -Fx 'preserve_hostname: true' /etc/cloud/cloud.cfg.d/99-flux-hostname.cfg
