"""Paho as a device: does one thing and prints what it was told, one JSON object.

usage: paho_peer.py SCENARIO VERSION QOS PORT USER PASSWORD TOPIC PAYLOAD [CA]
scenarios: publish, reconnect, die (with PAYLOAD as the will)
"""
import json
import os
import sys
import threading

import paho.mqtt.client as mqtt

scenario, version, qos, port, user, password, topic, payload = sys.argv[1:9]
authority = sys.argv[9] if len(sys.argv) > 9 else None
qos = int(qos)

said = {"connected": [], "acknowledged": []}
connected = threading.Event()
done = threading.Event()


def on_connect(client, userdata, flags, reason, properties=None):
    said["connected"].append(getattr(reason, "value", reason))
    connected.set()


def tell():
    print(json.dumps(said), flush=True)


client = mqtt.Client(
    client_id=f"paho-{user}-{scenario}-{version}-{qos}",
    protocol=mqtt.MQTTv5 if version == "5" else mqtt.MQTTv311,
)
client.username_pw_set(user, password)
client.on_connect = on_connect
client.reconnect_delay_set(1, 1)
if authority:
    client.tls_set(ca_certs=authority)
if scenario == "die":
    client.will_set(topic, payload, qos)

try:
    client.connect("localhost" if authority else "127.0.0.1", int(port), keepalive=30)
except Exception as refused:
    said["error"] = str(refused)
    tell()
    sys.exit(0)

client.loop_start()
if not connected.wait(20) or said["connected"][0] != 0:
    tell()
    os._exit(0)

if scenario == "die":
    tell()
    os._exit(9)

if scenario == "reconnect":
    connected.clear()
    client._sock_close()  # the line breaks; the client comes back by itself
    connected.wait(20)

sent = client.publish(topic, payload, qos)
try:
    sent.wait_for_publish(20)
    said["acknowledged"].append(sent.is_published())
except Exception as trouble:
    said["error"] = str(trouble)
client.disconnect()
client.loop_stop()
tell()
