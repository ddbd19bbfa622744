# shellcheck shell=sh
# The operator is in the group that may log in; somebody with the same password is not.
groupadd operators
usermod -aG operators debian
usermod -aG operators root
useradd -m -s /bin/sh oscar
printf 'oscar:Correct.horse.1\nroot:Correct.horse.1\n' | chpasswd
