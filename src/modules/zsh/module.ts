import type { Resource, ResourceBase, ResourceId } from '../../ir/resource.js'
import type { Module, ModuleContext } from '../module.js'
import { check } from './check.js'
import { zshConfiguration } from './configuration.js'
import { checkouts } from './data.js'
import { schema, type ZshSettings } from './schema.js'

const configuration = '/etc/zsh/flux.zsh'
const packagesId: ResourceId = 'zsh.packages'

function base(id: ResourceId, option: string, rest: Pick<ResourceBase, 'title' | 'why'>): ResourceBase {
  return { id, controls: [], risk: 'none', needs: [], origin: ['modules', 'zsh', option], ...rest }
}

function sources(settings: ZshSettings): readonly Resource[] {
  const wanted = [
    ...(settings.oh_my_zsh ? [['oh-my-zsh', 'Oh My Zsh', checkouts.ohMyZsh, settings.oh_my_zsh_source] as const] : []),
    ...(settings.theme === 'powerlevel10k'
      ? [['powerlevel10k', 'powerlevel10k', checkouts.powerlevel10k, settings.powerlevel10k_source] as const]
      : []),
  ]
  return wanted.map(([name, title, { path }, { url, commit }]) => ({
    ...base(`zsh.${name}`, name === 'oh-my-zsh' ? 'oh_my_zsh' : 'theme', {
      title: `Check out ${title} at the commit that was reviewed`,
      why: 'a branch would be whatever its owner makes of it; root owns the checkout',
    }),
    kind: 'gitCheckout',
    needs: [packagesId],
    path,
    url,
    commit,
  }))
}

function declare(settings: ZshSettings, context: ModuleContext): readonly Resource[] {
  const { packages } = context.distribution.names
  const checked = sources(settings)
  const names = [...(packages.zsh ?? []), ...(checked.length === 0 ? [] : (packages.git ?? []))]
  return [
    {
      ...base(packagesId, 'users', { title: 'Install zsh', why: 'asked for' }),
      kind: 'packages',
      packages: names.map((name) => ({ module: 'zsh', name })),
    },
    ...checked,
    {
      ...base('zsh.configuration', 'theme', {
        title: 'Write the configuration',
        why: 'in one place that is root’s: nothing is written into homes, and everybody’s own ~/.zshrc wins',
      }),
      kind: 'file',
      needs: [packagesId, ...checked.map((resource) => resource.id)],
      path: configuration,
      content: zshConfiguration(settings),
      mode: '644',
      owner: 'root:root',
    },
    {
      ...base('zsh.source', 'theme', {
        title: 'Have zsh read it',
        why: 'the vendor’s file stays the vendor’s but for a line',
      }),
      kind: 'block',
      needs: ['zsh.configuration'],
      path: '/etc/zsh/zshrc',
      unless: '^source /etc/zsh/flux\\.zsh$',
      content: `source ${configuration}\n`,
    },
    ...(settings.set_default && settings.users.length > 0
      ? [
          {
            ...base('zsh.login-shell', 'set_default', {
              title: `Make zsh the login shell of ${settings.users.join(', ')}`,
              why: 'only after it was started once: a shell that does not start keeps its user out',
            }),
            kind: 'loginShell',
            risk: 'lockout',
            needs: ['zsh.source'],
            shell: '/usr/bin/zsh',
            users: settings.users,
          } as const,
        ]
      : []),
  ]
}

export const zsh: Module<typeof schema> = {
  name: 'zsh',
  summary: 'zsh with Oh My Zsh and a theme, from pinned commits, for all or for named users',
  schema,
  after: ['user', 'certs'],
  check,
  declare,
}
