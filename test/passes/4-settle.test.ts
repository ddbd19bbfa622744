import { describe, expect, it } from 'vitest'
import { settle } from '../../src/passes/4-settle.js'
import { sample } from './resources.js'

const on = (is: string) => sample('file', 'a.f', { when: { fact: 'release', is } })

describe('settle', () => {
  it.each([
    { is: 'debian:13', targets: ['debian:12', 'debian:13'], want: [on('debian:13')], that: 'asks the machine' },
    {
      is: 'debian:13',
      targets: ['debian:13'],
      want: [sample('file', 'a.f')],
      that: 'asks nothing that the target says',
    },
    { is: 'debian:12 debian:13', targets: ['debian:12'], want: [sample('file', 'a.f')], that: 'knows lists' },
    { is: 'debian:13', targets: ['debian:12'], want: [], that: 'drops what no machine of the target does' },
    { is: 'debian:1', targets: ['debian:12'], want: [], that: 'compares whole names' },
  ])('$that', ({ is, targets, want }) => {
    expect(settle([on(is)], targets)).toEqual(want)
  })

  it('leaves what only the machine knows', () => {
    const resource = sample('file', 'a.f', { when: { fact: 'unit-active', is: 'x' } })
    expect(settle([resource], ['debian:12'])).toEqual([resource])
  })
})
