# shellcheck shell=sh
# The module has been applied and nobody has touched anything since.
# before: apply
# dry-run: 0
# returns-to: pristine
