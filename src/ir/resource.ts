import type { KeyPath } from '../diagnostics/diagnostic.js'
import type { Condition } from './condition.js'
import type { Control, Risk } from './control.js'
import type { AbsentResource } from './kinds/absent.js'
import type { AuthorizedKeysResource } from './kinds/authorizedKeys.js'
import type { BlockResource } from './kinds/block.js'
import type { CaCertificateResource } from './kinds/caCertificate.js'
import type { CertbotResource } from './kinds/certbot.js'
import type { DistrustResource } from './kinds/distrust.js'
import type { FileResource } from './kinds/file.js'
import type { FirewallResource } from './kinds/firewall.js'
import type { GitCheckoutResource } from './kinds/gitCheckout.js'
import type { GroupResource } from './kinds/group.js'
import type { HoldResource } from './kinds/hold.js'
import type { HostnameResource } from './kinds/hostname.js'
import type { HostsEntryResource } from './kinds/hostsEntry.js'
import type { InterfaceStanzasResource } from './kinds/interfaceStanzas.js'
import type { KernelModuleResource } from './kinds/kernelModule.js'
import type { LoginShellResource } from './kinds/loginShell.js'
import type { ModuliResource } from './kinds/moduli.js'
import type { NetworkResource } from './kinds/network.js'
import type { NoPackagesResource } from './kinds/noPackages.js'
import type { NoUserResource } from './kinds/noUser.js'
import type { PackageCacheResource } from './kinds/packageCache.js'
import type { PackagesResource } from './kinds/packages.js'
import type { PamProfileResource } from './kinds/pamProfile.js'
import type { PermissionsResource } from './kinds/permissions.js'
import type { RebootResource } from './kinds/reboot.js'
import type { ReloadResource } from './kinds/reload.js'
import type { RepeatResource } from './kinds/repeat.js'
import type { RepositoryResource } from './kinds/repository.js'
import type { RequireResource } from './kinds/require.js'
import type { RootLoginResource } from './kinds/rootLogin.js'
import type { SecretFileResource } from './kinds/secretFile.js'
import type { ServiceResource } from './kinds/service.js'
import type { SettingResource } from './kinds/setting.js'
import type { SysctlResource } from './kinds/sysctl.js'
import type { TrustStoreResource } from './kinds/trustStore.js'
import type { UpgradeResource } from './kinds/upgrade.js'
import type { UserResource } from './kinds/user.js'

/** A step's name for ever: `module.subject`, lower case, digits and dashes. */
export type ResourceId = `${string}.${string}`

/** How a kind is taken back: its first-touch copy restored, its inverse done, or not at all. */
export type Undo = 'restore' | 'inverse' | 'none'

/** What every resource has: enough for a reviewer to judge it without reading its kind's fields. */
export interface ResourceBase {
  readonly id: ResourceId
  /** An imperative sentence, without a full stop. */
  readonly title: string
  /** The reason, one line. */
  readonly why: string
  /** The controls it implements; empty for what only serves others. */
  readonly controls: readonly Control[]
  readonly risk: Risk
  /** Holds on the machine, else the step is skipped. */
  readonly when?: Condition
  /** What must have been done before. */
  readonly needs: readonly ResourceId[]
  /** The reload that makes changes of this resource effective. */
  readonly notify?: ResourceId
  /** Where in the settings it comes from. */
  readonly origin: KeyPath
}

/** Desired state, what modules declare: one interface a kind, told apart by `kind`. */
export type Resource =
  | AbsentResource
  | AuthorizedKeysResource
  | BlockResource
  | CaCertificateResource
  | CertbotResource
  | DistrustResource
  | FileResource
  | FirewallResource
  | GitCheckoutResource
  | GroupResource
  | HoldResource
  | HostnameResource
  | HostsEntryResource
  | InterfaceStanzasResource
  | KernelModuleResource
  | LoginShellResource
  | ModuliResource
  | NetworkResource
  | NoPackagesResource
  | NoUserResource
  | PackageCacheResource
  | PamProfileResource
  | PackagesResource
  | PermissionsResource
  | RebootResource
  | ReloadResource
  | RepeatResource
  | RepositoryResource
  | RequireResource
  | RootLoginResource
  | SecretFileResource
  | ServiceResource
  | SettingResource
  | SysctlResource
  | TrustStoreResource
  | UpgradeResource
  | UserResource

export type Kind = Resource['kind']

/** The resources of one kind. */
export type ResourceOf<K extends Kind> = Extract<Resource, { readonly kind: K }>
