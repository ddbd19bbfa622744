import type { Kind, Resource, ResourceOf } from '../resource.js'
import { absent } from './absent.js'
import { authorizedKeys } from './authorizedKeys.js'
import { block } from './block.js'
import { caCertificate } from './caCertificate.js'
import { certbot } from './certbot.js'
import { distrust } from './distrust.js'
import { file } from './file.js'
import { firewall } from './firewall.js'
import { gitCheckout } from './gitCheckout.js'
import { group } from './group.js'
import { hold } from './hold.js'
import { hostname } from './hostname.js'
import { hostsEntry } from './hostsEntry.js'
import { interfaceStanzas } from './interfaceStanzas.js'
import { kernelModule } from './kernelModule.js'
import type { KindDefinition } from './kind.js'
import { loginShell } from './loginShell.js'
import { moduli } from './moduli.js'
import { network } from './network.js'
import { noPackages } from './noPackages.js'
import { noUser } from './noUser.js'
import { packageCache } from './packageCache.js'
import { packages } from './packages.js'
import { pamProfile } from './pamProfile.js'
import { permissions } from './permissions.js'
import { reboot } from './reboot.js'
import { reload } from './reload.js'
import { repeat } from './repeat.js'
import { repository } from './repository.js'
import { require } from './require.js'
import { rootLogin } from './rootLogin.js'
import { secretFile } from './secretFile.js'
import { service } from './service.js'
import { setting } from './setting.js'
import { sysctl } from './sysctl.js'
import { trustStore } from './trustStore.js'
import { upgrade } from './upgrade.js'
import { user } from './user.js'

/** Every kind: one that is missing here does not compile. */
export const kinds: { readonly [K in Kind]: KindDefinition<ResourceOf<K>> } = {
  absent,
  authorizedKeys,
  block,
  caCertificate,
  certbot,
  distrust,
  file,
  firewall,
  gitCheckout,
  group,
  hold,
  hostname,
  hostsEntry,
  interfaceStanzas,
  kernelModule,
  loginShell,
  moduli,
  network,
  noPackages,
  noUser,
  packageCache,
  packages,
  pamProfile,
  permissions,
  reboot,
  reload,
  repeat,
  repository,
  require,
  rootLogin,
  secretFile,
  service,
  setting,
  sysctl,
  trustStore,
  upgrade,
  user,
}

/** The definition of a resource's kind. */
export function definitionOf<R extends Resource>(resource: R): KindDefinition<R> {
  // The mapped type above proves that the entry for a kind takes that kind's resources.
  return kinds[resource.kind] as unknown as KindDefinition<R>
}
