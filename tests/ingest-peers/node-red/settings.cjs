// Node-RED without editor and HTTP, as it runs on a server: the flow beside this file, and pg for its function nodes.
// environment: MQTT_URI, and PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD for pg
const { join } = require('node:path')

module.exports = {
  flowFile: join(__dirname, 'flows.json'),
  httpAdminRoot: false,
  httpNodeRoot: false,
  functionGlobalContext: { pg: require('pg') },
  logging: { console: { level: 'info', metrics: false, audit: false } }
}
