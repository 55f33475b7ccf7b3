# SPDX-License-Identifier: Apache-2.0
"""Orders to devices end to end: over NGSI-LD and MQTT, confirmed, and done only when seen."""
import http.server
import json
import subprocess
import threading
import unittest

from broker import publish_all
from program import BINARY, environment, run
from test_losses import lamp
from watching import FeedTest

LAMP = 'urn:ngsi-ld:Lamp:1'


class Platform(http.server.BaseHTTPRequestHandler):
    """An NGSI-LD broker with one lamp that does what it is told, unless `obeys` is false."""
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def answer(self, status, body=b''):
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer(200, ('[' + lamp(1, self.server.level) + ']').encode())

    def do_PATCH(self):
        document = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        self.server.patches.append((self.path, document))
        if self.server.status == 204 and self.server.obeys:
            self.server.level = document['value']
        self.answer(self.server.status)


class Orders(FeedTest):
    def platform(self, obeys=True, status=204):
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Platform)
        server.level, server.patches, server.obeys, server.status = 10, [], obeys, status
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server, f'ngsi-ld+http://127.0.0.1:{server.server_address[1]}/ngsi-ld/v1?type=Lamp&poll=1'

    def order(self, url, value, *options):
        return run('order', '--feed', url, '--device', LAMP, '--property', 'level', '--value', value, '--json',
                   *options)

    def test_a_platform_takes_it_and_the_device_is_seen_to_obey(self):
        server, url = self.platform()
        done = self.order(url, '40', '--confirm', 'A. Planner')
        self.assertEqual(done.returncode, 0, done.stderr)
        report = json.loads(done.stdout)
        self.assertEqual((report['state'], report['before'], report['value'], report['confirmed_by']),
                         ('observed', '10.0', 40, 'A. Planner'))
        path, document = server.patches[0]
        self.assertEqual(len(server.patches), 1, 'sent once')
        self.assertTrue(path.startswith('/ngsi-ld/v1/entities/urn:ngsi-ld:Lamp:1/attrs/'), path)
        self.assertTrue(path.endswith('level'), path)
        self.assertEqual(document, {'type': 'Property', 'value': 40})

    def test_sent_is_not_done(self):
        server, url = self.platform(obeys=False)
        done = self.order(url, '40', '--confirm', 'A. Planner', '--within', '3')
        self.assertEqual(done.returncode, 1)
        self.assertEqual(json.loads(done.stdout)['state'], 'unobserved')
        self.assertEqual(len(server.patches), 1)

    def test_what_is_refused_is_said(self):
        server, url = self.platform(status=403)
        done = self.order(url, '40', '--confirm', 'A. Planner')
        self.assertEqual(done.returncode, 1)
        self.assertEqual(json.loads(done.stdout)['state'], 'failed')
        self.assertEqual(server.level, 10)

    def test_nobody_confirmed_nothing_sent(self):
        server, url = self.platform()
        done = subprocess.run([BINARY, 'order', '--feed', url, '--device', LAMP, '--property', 'level', '--value',
                               '40'], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
                              timeout=60, env=environment())
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn('confirmed by a person', done.stderr)
        self.assertEqual(self.order(url, 'warm', '--confirm', 'P').returncode, 2)
        self.assertEqual(self.order('sim:demo', '1', '--confirm', 'P').returncode, 1)
        self.assertEqual(server.patches, [])

    def test_over_mqtt(self):
        broker = self.broker()
        device = subprocess.Popen(['mosquitto_sub', '-h', '127.0.0.1', '-p', str(broker.port), '-q', '1', '-t',
                                   'lamps/+/+/set', '-F', '%t %p', '-C', '1'], stdout=subprocess.PIPE, text=True)
        self.addCleanup(device.kill)

        def obey():
            topic, value = device.stdout.readline().split()
            self.assertEqual(topic, f'lamps/{LAMP}/level/set')
            self.set_level(broker, int(value))

        self.set_level(broker, 10)
        threading.Thread(target=obey, daemon=True).start()
        done = self.order(broker.url('/city/#?order=lamps/{id}/{property}/set'), '40', '--confirm', 'A. Planner')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)['state'], 'observed')

    def set_level(self, broker, value):
        publish_all(broker.port, [('city/lamp/1', lamp(1, value))], retain=True)


if __name__ == '__main__':
    unittest.main()
