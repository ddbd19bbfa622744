# shellcheck shell=sh
# The run was killed while it was at work.
# kill-at: 12
# returns-to: pristine
