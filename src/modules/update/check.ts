import type { Diagnostic, KeyPath } from '../../diagnostics/diagnostic.js'
import { neededPackage, packageBothWays } from '../../embedded/messages.js'
import type { UpdateSettings } from './schema.js'

const at = (...path: readonly (string | number)[]): { readonly path: KeyPath } => ({
  path: ['modules', 'update', ...path],
})

/** What a machine boots with and its operator comes in by; kernels and libraries are kept by apt's own rules. */
const needed: ReadonlySet<string> = new Set([
  'apt',
  'base-files',
  'bash',
  'cloud-init',
  'coreutils',
  'dash',
  'dbus',
  'dpkg',
  'grub-common',
  'grub-efi-amd64',
  'grub-pc',
  'ifupdown',
  'init',
  'initramfs-tools',
  'iproute2',
  'isc-dhcp-client',
  'libc6',
  'login',
  'netplan.io',
  'network-manager',
  'openssh-server',
  'passwd',
  'sudo',
  'systemd',
  'systemd-resolved',
  'systemd-sysv',
  'udev',
  'util-linux',
])

/** What is wrong with the settings beyond their types. */
export function check(settings: UpdateSettings): readonly Diagnostic[] {
  const wanted = new Set([...settings.packages, ...settings.development_packages])
  return settings.remove_packages.flatMap((name, index) => [
    ...(needed.has(name) ? [neededPackage({ name }, at('remove_packages', index))] : []),
    ...(wanted.has(name) ? [packageBothWays({ name }, at('remove_packages', index))] : []),
  ])
}
