import type { Diagnostic, KeyPath } from '../../diagnostics/diagnostic.js'
import { cutsOff, gatewayUnreachable, interfaceTwice, keptParent, unknownInterface } from '../../embedded/messages.js'
import { isWithin } from './addresses.js'
import { type Link, linksOf, vlanName } from './links.js'
import type { NetworkSettings } from './schema.js'

const at = (...path: readonly (string | number)[]): { readonly path: KeyPath } => ({
  path: ['modules', 'network', ...path],
})

/** Which gateway a link's addresses do not reach. */
function strayGateways(link: Link): readonly Diagnostic[] {
  if (link.dhcp) return []
  return link.routes.flatMap(({ gateway }) => {
    const reached = gateway.startsWith('fe80:') || link.addresses.some((address) => isWithin(gateway, address))
    return reached ? [] : [gatewayUnreachable({ gateway, name: link.name }, at(...link.origin))]
  })
}

/** What would leave the machine without a way out, or a link without addresses. An interface that is named to be kept may be the way. */
function cutOff(settings: NetworkSettings, links: readonly Link[]): readonly Diagnostic[] {
  const way =
    settings.interfaces.some(({ method }) => method === 'keep') ||
    links.some((link) => link.dhcp || link.routes.some(({ destination }) => destination === 'default'))
  const [first] = links.filter(({ made }) => made.of !== 'port')
  const none = links.filter(({ made, dhcp, addresses }) => made.of !== 'port' && !dhcp && addresses.length === 0)
  return [
    ...(way || first === undefined
      ? []
      : [
          cutsOff(
            {
              key: 'method',
              value: 'static',
              reason: 'no interface has a gateway',
              mend: 'give a gateway to the interface that leads out, or name it with method = "keep"',
            },
            at(...first.origin),
          ),
        ]),
    ...none.map((link) =>
      cutsOff(
        {
          key: 'addresses',
          value: '[]',
          reason: `${link.name} is static and has no address`,
          mend: 'give it one, or method = "dhcp"',
        },
        at(...link.origin),
      ),
    ),
  ]
}

function twice(links: readonly Link[]): readonly Diagnostic[] {
  const seen = new Set<string>()
  return links.flatMap((link) => {
    const known = seen.has(link.name)
    seen.add(link.name)
    return known ? [interfaceTwice({ name: link.name }, at(...link.origin))] : []
  })
}

/** What is wrong with the settings beyond their types. */
export function check(settings: NetworkSettings): readonly Diagnostic[] {
  const links = linksOf(settings)
  const names = new Set(links.map(({ name }) => name))
  const strangers = settings.routes.flatMap((route, index) =>
    names.has(route.interface) ? [] : [unknownInterface({ name: route.interface }, at('routes', index, 'interface'))],
  )
  const kept = settings.vlans.flatMap((vlan, index) =>
    settings.manager !== 'networkd' || vlan.method === 'keep' || names.has(vlan.parent)
      ? []
      : [keptParent({ vlan: vlanName(vlan), parent: vlan.parent }, at('vlans', index, 'parent'))],
  )
  return [...twice(links), ...cutOff(settings, links), ...links.flatMap(strayGateways), ...strangers, ...kept]
}
