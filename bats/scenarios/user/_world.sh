# shellcheck shell=sh
# Somebody who is to go, with something of their own at home.
useradd -m mallory
echo mine >/home/mallory/mine
