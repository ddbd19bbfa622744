import type { MotdSettings } from './schema.js'

/** A shell word that stands for exactly this text. */
const word = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** Where apt leaves the number of packages to upgrade, each time it has refreshed its index. */
export const countPath = '/var/cache/flux-upgradable'

const large = [
  '  ____ _            ',
  ' |  __| |_   ___  __',
  ' | |_ | | | | \\ \\/ /',
  ' |  _|| | |_| |>  < ',
  ' |_|  |_|\\__,_/_/\\_\\',
]

function banner(settings: MotdSettings): readonly string[] {
  const organization = settings.organization === '' ? '' : `, ${settings.organization}`
  const title = `printf '%s\\n' "$name"${organization === '' ? '' : word(organization)}`
  switch (settings.banner_style) {
    case 'flux-large':
      return [...large.map((line) => `echo ${word(line)}`), title]
    case 'simple':
      return ['echo', title, 'echo']
    case 'minimal':
      return [title]
    case 'none':
      return []
  }
}

const message = (text: string): readonly string[] => (text === '' ? [] : [`printf '%s\\n' ${word(text)}`])

/** Shell of each part; those of /proc are read by the shell itself, for a process is a millisecond of somebody's log-in. */
function parts(settings: MotdSettings): readonly (readonly [boolean, string])[] {
  return [
    [
      settings.show_system,
      `while IFS='=' read -r key value; do
	[ "$key" != PRETTY_NAME ] || system=\${value#\\"}
done </etc/os-release
row System "\${system%\\"}, $kernel"`,
    ],
    [
      settings.show_load,
      `read -r one five fifteen rest </proc/loadavg
read -r up rest </proc/uptime
up=\${up%%.*}
row Load "$one $five $fifteen, up $((up / 86400)) d $((up % 86400 / 3600)) h $((up % 3600 / 60)) min"`,
    ],
    [
      settings.show_memory,
      `total=0 free=0
while read -r key value rest; do
	case $key in
	MemTotal:) total=$value ;;
	MemAvailable:) free=$value ;;
	esac
done </proc/meminfo
[ "$total" = 0 ] || row Memory "$(((total - free) / 1024)) of $((total / 1024)) MB" $(((total - free) * 100 / total)) ${settings.memory_warning}`,
    ],
    [
      settings.show_disk,
      `df -Pkl 2>/dev/null | while read -r device blocks used rest percent path; do
	percent=\${percent%\\%}
	case $path:$device in
	/:*) ;;
	*:/dev/*) [ "$percent" -ge ${settings.disk_warning} ] || continue ;;
	*) continue ;;
	esac
	row "Disk $path" "$((used / 1048576)) of $((blocks / 1048576)) GB" "$percent" ${settings.disk_warning}
done`,
    ],
    [
      settings.show_addresses,
      `ip -o addr show scope global 2>/dev/null | while read -r number device family address rest; do
	row "$device" "\${address%/*}"
done`,
    ],
    [
      settings.show_updates,
      `{ read -r count <${countPath}; } 2>/dev/null && [ "$count" != 0 ] && row Updates "$count packages"`,
    ],
    [
      settings.show_failed_logins,
      `[ ! -r /var/log/btmp ] || row Failures "$(($(stat -c %s /var/log/btmp) / 384)) log-ins"`,
    ],
    [
      settings.services.length > 0,
      `set -- ${settings.services.join(' ')}
systemctl is-active "$@" 2>/dev/null | while read -r is; do
	row "$1" "$is"
	shift
done`,
    ],
    [settings.show_reboot, `[ ! -e /run/reboot-required ] || row Reboot 'needed'`],
  ]
}

/** The script that pam_motd runs at every log-in, as root: what the settings ask for, and nothing else. */
export function motdScript(settings: MotdSettings): string {
  const chosen = parts(settings).flatMap(([on, text]) => (on ? [text] : []))
  const mark = settings.colour ? `$(printf '\\033[1;31m(!)\\033[0m')` : '(!)'
  return `${[
    '#!/bin/sh',
    '# Made by flux: edit flux.toml',
    ...(chosen.length === 0
      ? []
      : [
          '# row NAME TEXT [PERCENT LIMIT]',
          'row() {',
          `\tset -- "$1" "$2" "\${3:-0}" "\${4:-101}"`,
          `\tif [ "$3" -ge "$4" ]; then set -- "$1" "$2 ($3 %) ${mark}"; fi`,
          `\tprintf '  %-12s %.64s\\n' "$1" "$2"`,
          '}',
        ]),
    // one process for what the banner and a part say
    'set -- $(uname -nsr)',
    'kernel="$1 $3" name=$2',
    ...banner(settings),
    ...message(settings.welcome_message),
    ...chosen,
    ...message(settings.warning_message),
    ':',
  ].join('\n')}\n`
}
