# SPDX-License-Identifier: Apache-2.0
"""Live data in a window, from servers that a test runs: the past of a chart, descriptions of devices, a subscription
that is refused, two feeds of one broker, and roads in the colour of their traffic."""
import datetime
import http.server
import json
import os
import subprocess
import threading
import unittest
import urllib.parse

import program
from broker import Broker, publish_all, require_broker
from display import Display
from program import BINARY, ProgramTest, environment, run

LAMP = 'urn:ngsi-ld:Lamp:1'
TURNS = ['view.turn_left', 'view.turn_right'] * 3


def moment(seconds_ago=0):
    when = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=seconds_ago)
    return when.isoformat(timespec='seconds').replace('+00:00', 'Z')


def lamp(identifier=LAMP, longitude=10.0, level=7):
    return {'id': identifier, 'type': 'Lamp',
            'level': {'type': 'Property', 'value': level, 'unitCode': 'P1', 'observedAt': moment()},
            'location': {'type': 'GeoProperty', 'value': {'type': 'Point', 'coordinates': [longitude, 50.0]}}}


class ContextBroker(http.server.BaseHTTPRequestHandler):
    """Knows one lamp and its past, and lets nobody subscribe."""
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self):
        self.rfile.read(int(self.headers['Content-Length']))
        self.server.refused += 1
        self.answer(403, {'title': 'nobody may subscribe here'})

    def do_GET(self):
        path, _, query = self.path.partition('?')
        if '/temporal/' not in path:
            return self.answer(200, [] if 'modifiedAt' in urllib.parse.unquote(query) else [lamp()])
        self.server.asked.append(dict(urllib.parse.parse_qsl(query)))
        return self.answer(200, {'id': LAMP, 'type': 'Lamp', 'level': [
            {'type': 'Property', 'value': n, 'unitCode': 'P1', 'observedAt': moment(3000 - 60 * n)}
            for n in range(12)] if len(self.server.asked) == 1 else []})


class LiveWindow(ProgramTest):
    def setUp(self):
        super().setUp()
        program.require_tools('Xvfb', 'openbox')
        self.display = Display()
        self.addCleanup(self.display.close)
        self.city = self.path('city')
        made = run('generate', '--buildings', '60', '--seed', '3', '--out', self.city)
        self.assertEqual(made.returncode, 0, made.stderr)
        self.tree = self.path('tree.json')

    def serve(self):
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), ContextBroker)
        server.asked, server.refused = [], 0
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server, f'ngsi-ld+http://127.0.0.1:{server.server_address[1]}/ngsi-ld/v1?type=Lamp'

    def window(self, lines, *arguments):
        """Runs a window by a script; what it told assistive technology at the end, its statistics, its project."""
        script, stats = self.path('script.txt'), self.path('stats.json')
        with open(script, 'w', encoding='utf-8') as file:
            file.write('\n'.join(['app.reduced_motion', *lines, *TURNS, f'app.dump_accessible_tree path="{self.tree}"',
                                  'app.quit']) + '\n')
        done = subprocess.run([BINARY, 'view', os.path.join(self.city, 'tileset.json'), '--language', 'en', '--cache',
                               self.path('cache'), '--script', script, '--stats', stats, *arguments],
                              capture_output=True, text=True, check=False, timeout=200,
                              env=environment(DISPLAY=self.display.name, XDG_DATA_HOME=self.folder,
                                              XDG_CONFIG_HOME=self.folder))
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(stats, encoding='utf-8') as file:
            statistics = json.load(file)
        self.assertEqual(statistics['validation_messages'], 0, done.stderr)
        with open(self.tree, encoding='utf-8') as file:
            told = json.dumps(json.load(file), ensure_ascii=False)
        with open(os.path.join(self.folder, 'belvedere', 'autosave.json'), encoding='utf-8') as file:
            return told.replace('\u00a0', ' '), statistics, json.load(file)

    def test_a_chart_goes_further_back_than_memory(self):
        server, url = self.serve()
        table = self.path('values.csv')
        open_chart = [f'device.select id="{LAMP}"', 'chart.add property="level"']
        told, _, _ = self.window([*open_chart, 'chart.load_history', *TURNS, f'chart.export_csv path="{table}"'],
                                 '--feed', url)
        self.assertIn('12 values of them from the history', told)
        self.assertEqual(len(server.asked), 1)
        self.assertEqual(server.asked[0]['timerel'], 'between')
        with open(table, encoding='utf-8') as file:
            rows = file.read().splitlines()
        self.assertEqual(len(rows), 14, rows)
        self.assertEqual(sum('historical' in row for row in rows), 12)

    def test_a_chart_of_what_keeps_no_past_says_so(self):
        told, _, _ = self.window(['device.select device=0', 'chart.add property="temperature"', 'chart.load_history'],
                                 '--feed', 'sim:demo?inhabitants=500')
        self.assertIn('keeps no past that can be asked for', told)

    def test_devices_are_described_by_a_file(self):
        _, url = self.serve()
        things = self.path('things.json')
        with open(things, 'w', encoding='utf-8') as file:
            json.dump({'id': LAMP, 'title': 'Lamp at the harbour', 'description': 'Stands by the old crane.',
                       'base': 'https://lamps.example/1/', 'properties': {'level': {
                           'title': 'How bright it is', 'unit': 'P1', 'minimum': 0, 'maximum': 5,
                           'forms': [{'href': 'level', 'op': 'readproperty'}]}}}, file)
        card = [f'device.select id="{LAMP}"', 'device.card']
        told, _, kept = self.window(card, '--feed', url, '--things', things)
        self.assertEqual(kept['descriptions'], [things])
        for text in ('Lamp at the harbour', 'Stands by the old crane.', 'How bright it is', '0 % to 5 %'):
            self.assertIn(text, told)
        told, _, _ = self.window([f'feed.describe path="{self.path("none.json")}"', *card], '--feed', url)
        self.assertIn('Devices could not be described', told)
        self.assertNotIn('Lamp at the harbour', told)

    def test_a_refused_subscription_is_said_and_values_come_all_the_same(self):
        server, url = self.serve()
        told, statistics, _ = self.window(['feeds.show'], '--feed', url + '&notify=http')
        self.assertGreater(server.refused, 0)
        self.assertIn('403', told)
        self.assertEqual(statistics['devices_drawn'], 1)

    def test_two_feeds_of_one_broker_stand_apart(self):
        require_broker()
        broker = Broker(self.folder)
        self.addCleanup(broker.kill)
        publish_all(broker.port, [(f'city/{name}/lamps', json.dumps(lamp(f'urn:ngsi-ld:Lamp:{name}{n}', 10.0 + n / 5000)))
                                  for name in 'ab' for n in range(3)], retain=False)
        for name in 'ab':
            publish_all(broker.port, [(f'city/{name}/lamps/{n}', json.dumps(
                lamp(f'urn:ngsi-ld:Lamp:{name}{n}', 10.0 + n / 5000))) for n in range(3)], retain=True)
        feeds = [broker.url(f'/city/{name}/#') for name in 'ab']
        _, both, kept = self.window([], '--feed', *feeds)
        self.assertEqual(both['devices_drawn'], 6)
        self.assertEqual([feed['url'] for feed in kept['feeds']], feeds)
        _, one, kept = self.window([*TURNS, f'feed.disconnect url="{feeds[0]}"'], '--feed', *feeds)
        self.assertEqual(one['devices_drawn'], 3)
        self.assertEqual([feed['url'] for feed in kept['feeds']], feeds[1:])

    def test_roads_have_the_colour_of_their_traffic(self):
        require_broker()
        broker = Broker(self.folder)
        self.addCleanup(broker.kill)
        roads = [(f'roads/{n}', json.dumps({
            'id': f'urn:ngsi-ld:TrafficFlowObserved:{n}', 'type': 'TrafficFlowObserved',
            'intensity': {'type': 'Property', 'value': 100 * n, 'observedAt': moment()},
            'location': {'type': 'GeoProperty', 'value': {'type': 'LineString', 'coordinates': [
                [9.998, 50.0 + n / 2000], [10.002, 50.0 + n / 2000]]}}})) for n in range(4)]
        publish_all(broker.port, roads, retain=True)
        pictures = {}
        for display in ('symbols', 'roads'):
            done = run('render', os.path.join(self.city, 'tileset.json'), '--out', self.path('roads.png'), '--size',
                       '480x270', '--device', 'software', '--feed', broker.url('/roads/#'), '--property', 'intensity',
                       '--show-values', display)
            self.assertEqual(done.returncode, 0, done.stderr)
            with open(self.path('roads.png'), 'rb') as file:
                pictures[display] = file.read()
        self.assertNotEqual(pictures['symbols'], pictures['roads'])
        told, statistics, _ = self.window(['live.show property="intensity"', 'live.show_as display="roads"',
                                           'devices.show'], '--feed', broker.url('/roads/#'))
        self.assertEqual(statistics['devices_drawn'], 4)
        self.assertIn('4 stretches of road', told)


if __name__ == '__main__':
    unittest.main(verbosity=2)
