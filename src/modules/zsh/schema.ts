import { z } from 'zod'
import { checkouts } from './data.js'

const commit = z.string().regex(/^[0-9a-f]{40}$/, 'a commit has 40 hexadecimal digits: a branch or tag can change')
const url = z
  .string()
  .regex(/^(https:\/\/|file:\/\/\/)[A-Za-z0-9._:/~-]+$/, 'a repository is written as https://host/path or file:///path')
const source = ({ url: from, commit: at }: { readonly url: string; readonly commit: string }) =>
  z
    .strictObject({
      url: url.default(from).describe('the repository'),
      commit: commit.default(at).describe('the commit; another one is refused'),
    })
    .prefault({})

/** Options of the zsh module. */
export const schema = z.strictObject({
  users: z
    .array(z.string().regex(/^[a-z_][a-z0-9_-]{0,31}$/, 'a user is named as in /etc/passwd'))
    .default([])
    .describe('who gets the configuration; empty: everybody who starts zsh'),
  set_default: z.boolean().default(false).describe('make zsh the login shell of `users`'),
  oh_my_zsh: z.boolean().default(true).describe('install Oh My Zsh, one checkout for all users'),
  theme: z
    .string()
    .regex(/^[A-Za-z0-9_-]*$/, 'a theme is named as in Oh My Zsh; powerlevel10k is checked out beside it')
    .default('robbyrussell')
    .describe('theme of Oh My Zsh, or powerlevel10k'),
  plugins: z
    .array(z.string().regex(/^[A-Za-z0-9_-]+$/, 'a plugin is named as in Oh My Zsh: git, sudo'))
    .default(['git'])
    .describe('plugins of Oh My Zsh'),
  aliases: z
    .record(z.string().regex(/^[A-Za-z0-9_.+-]+$/, 'an alias is a word'), z.string().max(1000))
    .default({})
    .describe('aliases: { ll = "ls -l" }'),
  env: z
    .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'a variable is a word without dashes'), z.string().max(1000))
    .default({})
    .describe('environment variables: { EDITOR = "vim" }'),
  oh_my_zsh_source: source(checkouts.ohMyZsh).describe('where Oh My Zsh comes from, and its commit'),
  powerlevel10k_source: source(checkouts.powerlevel10k).describe('where powerlevel10k comes from, and its commit'),
})

export type ZshSettings = z.output<typeof schema>
