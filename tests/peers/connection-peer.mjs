// "mqtt-connection", the packet-level client with which aedes was tested: MQTT 3.1.1, packet by packet.
// usage: connection-peer.mjs PORT USER PASSWORD TOPIC PAYLOAD
import { createConnection } from 'node:net'
import connection from 'mqtt-connection'

const [port, username, password, topic, payload] = process.argv.slice(2)
const said = []
const socket = createConnection(Number(port), '127.0.0.1')
const client = connection(socket)

function tell() {
  console.log(JSON.stringify(said))
  process.exit(0)
}

setTimeout(tell, 20_000)
client.connect({ protocolId: 'MQTT', protocolVersion: 4, clean: true, clientId: `raw-${username}`, keepalive: 30, username, password: Buffer.from(password) })
client.on('connack', (packet) => {
  said.push(['connack', packet.returnCode, packet.sessionPresent])
  client.publish({ topic, payload, qos: 2, messageId: 42 })
})
client.on('pubrec', (packet) => {
  said.push(['pubrec', packet.messageId])
  client.pubrel({ messageId: packet.messageId })
})
client.on('pubcomp', (packet) => {
  said.push(['pubcomp', packet.messageId])
  client.subscribe({ messageId: 43, subscriptions: [{ topic: topic.replace('observations', 'receipts'), qos: 1 }, { topic: 'things/+/receipts', qos: 1 }] })
})
client.on('suback', (packet) => {
  said.push(['suback', packet.granted])
  client.pingreq()
})
client.on('pingresp', () => {
  said.push(['pingresp'])
  client.disconnect()
})
client.on('close', tell)
client.on('error', (trouble) => {
  said.push(['error', trouble.message])
  tell()
})
