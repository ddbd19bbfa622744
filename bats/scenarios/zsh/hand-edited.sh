# shellcheck shell=sh
# zsh is there with an edited zshrc and a checkout at another commit, with changes of somebody's own: rollback gives all of it back.
export DEBIAN_FRONTEND=noninteractive
apt-get -qy --no-install-recommends install zsh
sed -i '1i # ours' /etc/zsh/zshrc
git clone -q /srv/oh-my-zsh.git /usr/local/share/oh-my-zsh
cd /usr/local/share/oh-my-zsh || exit
echo mine >mine
git add mine
git -c user.name=me -c user.email=me@localhost commit -q -m mine
echo more >>mine
