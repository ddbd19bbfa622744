import type { Resource, ResourceId } from '../../ir/resource.js'
import type { Module, ModuleContext } from '../module.js'
import { base } from './base.js'
import { check } from './check.js'
import { controls } from './controls.js'
import { bannerPath, directives, dropInPath } from './drop-in.js'
import { fail2ban } from './fail2ban.js'
import { guards } from './guards.js'
import { type SshSettings, schema } from './schema.js'

const rootLoginPath = '/etc/ssh/sshd_config.d/00-flux-root.conf'
const reloadId: ResourceId = 'ssh.reload'

function configuration(settings: SshSettings): readonly Resource[] {
  const lines = directives(settings)
  const auto = settings.permit_root_login === 'auto' && !settings.password_authentication
  const served = [...new Set(lines.flatMap((line) => (line.control === undefined ? [] : [line.control])))]
  const paths = auto ? [dropInPath, rootLoginPath] : [dropInPath]
  const resources: Resource[] = []
  if (settings.banner_text !== '') {
    resources.push({
      ...base('ssh.banner', 'banner_text', {
        title: 'Write the notice shown before log-in',
        why: controls.banner.why,
        risk: 'none',
      }),
      kind: 'file',
      controls: [controls.banner],
      path: bannerPath,
      content: `${settings.banner_text.replace(/\n+$/, '')}\n`,
      mode: '644',
      owner: 'root:root',
    })
  }
  resources.push(
    {
      ...base('ssh.include', 'port', {
        title: 'Make sshd read its drop-ins first',
        why: 'sshd takes the first value of a keyword; without this line the drop-ins say nothing',
        risk: 'lockout',
      }),
      kind: 'block',
      notify: reloadId,
      needs: ['ssh.accepted'],
      path: '/etc/ssh/sshd_config',
      unless: '^[[:space:]]*Include[[:space:]].*/sshd_config\\.d/\\*\\.conf',
      content: 'Include /etc/ssh/sshd_config.d/*.conf\n',
    },
    {
      ...base('ssh.drop-in', 'password_authentication', {
        title: 'Harden sshd by a drop-in that comes before all others',
        why: 'the vendor’s file stays the vendor’s, and cloud-init’s drop-in cannot turn passwords on again',
        risk: 'lockout',
      }),
      kind: 'file',
      controls: served,
      notify: reloadId,
      needs: settings.password_authentication ? ['ssh.include'] : ['ssh.key', 'ssh.include'],
      path: dropInPath,
      content: lines.map((line) => `${line.keyword} ${line.value}\n`).join(''),
      mode: '600',
      owner: 'root:root',
      check: 'sshd -t -f',
    },
  )
  if (auto) {
    resources.push({
      ...base('ssh.root', 'permit_root_login', {
        title: 'Keep root from logging in, or from doing so without a key where only root has one',
        why: controls.rootLogin.why,
        risk: 'lockout',
      }),
      kind: 'rootLogin',
      controls: [controls.rootLogin],
      notify: reloadId,
      needs: ['ssh.key', 'ssh.drop-in'],
      path: rootLoginPath,
    })
  }
  if (settings.moduli_minimum !== undefined) {
    resources.push({
      ...base('ssh.moduli', 'moduli_minimum', {
        title: `Take groups of less than ${settings.moduli_minimum} bits out of group exchange`,
        why: 'small groups were broken once for all who use them',
        risk: 'none',
      }),
      kind: 'moduli',
      path: '/etc/ssh/moduli',
      minimum: settings.moduli_minimum,
    })
  }
  resources.push(
    {
      ...base('ssh.permissions', 'port', {
        title: 'Let only root read and write what sshd trusts',
        why: controls.permissions.why,
        risk: 'none',
      }),
      kind: 'permissions',
      controls: [controls.permissions],
      needs: ['ssh.drop-in'],
      mode: '600',
      owner: 'root:root',
      paths: ['/etc/ssh/sshd_config', '/etc/ssh/sshd_config.d/*.conf', '/etc/ssh/ssh_host_*_key'],
    },
    {
      ...base('ssh.effective', 'port', {
        title: 'Require that sshd’s whole configuration amounts to the drop-ins',
        why: 'an earlier file or a Match block could undo them; sshd -t would be content',
        risk: 'none',
      }),
      kind: 'require',
      needs: paths.length === 2 ? ['ssh.drop-in', 'ssh.root'] : ['ssh.drop-in'],
      guard: { is: 'sshd-effective', paths },
    },
  )
  return resources
}

function activation(settings: SshSettings, context: ModuleContext): readonly Resource[] {
  const { units } = context.distribution.names
  const { port } = settings
  const reload: Resource = {
    ...base(reloadId, 'port', {
      title: 'Reload sshd, and see that it listens',
      why: 'open sessions stay; a reload that ends sshd is noticed while they stand, and taken back',
      risk: 'lockout',
    }),
    kind: 'reload',
    needs: port === undefined ? ['ssh.effective'] : ['ssh.effective', 'ssh.socket-reload'],
    unit: units.ssh,
    listens: port === undefined ? {} : { port },
  }
  return port === undefined ? [reload] : [...socket(port, units['ssh-socket']), reload]
}

/** With socket activation systemd listens, and sshd's Port says nothing: the socket moves to the same port, IPv4 and IPv6. */
function socket(port: number, unit: string): readonly Resource[] {
  return [
    {
      ...base('ssh.socket', 'port', {
        title: 'Move the socket that starts sshd to the same port',
        why: 'with socket activation systemd listens, and sshd’s Port says nothing',
        risk: 'lockout',
      }),
      kind: 'file',
      when: { fact: 'unit-active', is: unit },
      notify: 'ssh.socket-reload',
      needs: ['ssh.effective'],
      path: `/etc/systemd/system/${unit}.d/flux.conf`,
      content: `[Socket]\nListenStream=\nListenStream=${port}\n`,
      mode: '644',
      owner: 'root:root',
    },
    {
      ...base('ssh.socket-reload', 'port', {
        title: 'Restart the socket that starts sshd',
        why: 'open sessions stay',
        risk: 'lockout',
      }),
      kind: 'reload',
      needs: ['ssh.socket'],
      unit,
    },
  ]
}

export const ssh: Module<typeof schema> = {
  name: 'ssh',
  summary: 'sshd: keys instead of passwords, strong algorithms, limits, banner, fail2ban',
  schema,
  after: ['user', 'firewall'],
  check,
  declare: (settings, context) => [
    ...guards(settings, context),
    ...configuration(settings),
    ...activation(settings, context),
    ...fail2ban(settings, context),
  ],
}
