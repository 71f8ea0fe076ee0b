// Takes observations in as people usually write it: mqtt subscribes, and each message becomes one INSERT by the pool of pg.
// mqtt acknowledges a message when this has been called for it, not when it is stored.
// environment: MQTT_URI, and PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD for pg
import mqtt from 'mqtt'
import pg from 'pg'

const pool = new pg.Pool()
const found = await pool.query(
  `SELECT a.code, d.property, d.id FROM datastream d JOIN thing_alias a ON a.thing_id = d.thing_id AND a.scheme = 'thing'`
)
const streams = new Map(found.rows.map((row) => [`${row.code}/${row.property}`, row.id]))

const client = mqtt.connect(process.env.MQTT_URI)
client.on('connect', () => client.subscribe('things/+/observations', { qos: 1 }))
client.on('message', async (topic, payload) => {
  try {
    const code = topic.split('/')[1]
    const message = JSON.parse(payload)
    const time = new Date(message.time)
    const rows = Object.entries(message.values).map(([property, value]) => [streams.get(`${code}/${property}`), time, value])
    const places = rows.map((_, i) => `($${3 * i + 1}, $${3 * i + 2}, $${3 * i + 3}, 0, now())`)
    await pool.query(
      `INSERT INTO observation (datastream_id, phenomenon_time, value, quality, received_at) VALUES ${places.join(', ')} ON CONFLICT DO NOTHING`,
      rows.flat()
    )
  } catch (trouble) {
    console.error(topic, trouble.message)
  }
})
