# shellcheck shell=sh
# The machine as cloud-init made it.
