#!/bin/sh
# images.sh LOGS: prints, as Markdown, what the suite bats/workflows/images.bats, whose results lie in the folder LOGS (test.sh), found: a
# line for every distribution's container image.
set -u
logs=${1:?usage: images.sh LOGS}
echo
echo "Run on $(date -u +%F):"
echo
for file in "$logs"/bats-workflows-images.bats*.tap; do
	[ -e "$file" ] || continue
	sed -n \
		-e 's/^ok .* # skip *\(.*\)/- not run: \1/p; t' \
		-e 's/^ok [0-9]* \(.*\)/- passed: \1/; s/^not ok [0-9]* \(.*\)/- failed: \1/' \
		-e '/^- /s/ in [0-9]*ms$//p' "$file"
done
