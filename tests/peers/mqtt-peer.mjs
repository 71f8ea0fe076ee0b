// The npm client "mqtt" as a device: does one thing and prints what it was told, one JSON object.
// usage: mqtt-peer.mjs SCENARIO VERSION QOS PORT USER PASSWORD TOPIC PAYLOAD [CA]
// scenarios: publish, reconnect, die (with PAYLOAD as the will)
import { readFileSync } from 'node:fs'
import { connect } from 'mqtt'

const [scenario, version, qos, port, username, password, topic, payload, authority] = process.argv.slice(2)
const said = { connected: [], acknowledged: [] }

const client = connect(`${authority ? 'mqtts' : 'mqtt'}://${authority ? 'localhost' : '127.0.0.1'}:${port}`, {
  protocolVersion: version === '5' ? 5 : 4,
  clientId: `npm-${username}-${scenario}-${version}-${qos}`,
  username,
  password,
  reconnectPeriod: 200,
  ca: authority ? readFileSync(authority) : undefined,
  will: scenario === 'die' ? { topic, payload, qos: Number(qos), retain: false } : undefined
})

function tell(code = 0) {
  console.log(JSON.stringify(said))
  process.exit(code)
}

setTimeout(() => tell(3), 30_000)
client.on('error', (trouble) => {
  said.error = trouble.message
  said.connected.push(trouble.code ?? -1)
  tell()
})

client.on('connect', () => {
  said.connected.push(0)
  if (scenario === 'die') {
    client.stream.destroy()
    tell(9)
  }

  if (scenario === 'reconnect' && said.connected.length === 1) {
    client.stream.destroy()
    return
  }

  client.publish(topic, payload, { qos: Number(qos) }, (trouble, packet) => {
    if (trouble) {
      said.error = trouble.message
    }

    said.acknowledged.push(!trouble)
    said.reason = packet?.reasonCode
    client.end(false, {}, () => tell())
  })
})
