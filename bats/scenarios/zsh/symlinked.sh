# shellcheck shell=sh
# Where the checkout is to be there is a symbolic link to a directory elsewhere, which is not ours to write.
# untouched: /etc/precious
mkdir /etc/precious
echo mine >/etc/precious/mine
mkdir -p /usr/local/share
ln -s /etc/precious /usr/local/share/oh-my-zsh
