# shellcheck shell=sh
# Applied; then somebody changed a checkout, added a file to another, changed the configuration and their shell.
# before: apply
echo 'echo changed' >>/usr/local/share/oh-my-zsh/oh-my-zsh.sh
touch /usr/local/share/powerlevel10k/more
echo 'alias ll=true' >>/etc/zsh/flux.zsh
usermod -s /bin/sh alice
