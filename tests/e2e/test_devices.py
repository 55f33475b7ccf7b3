# SPDX-License-Identifier: Apache-2.0
"""Live devices in the picture: simulated ones without a window and in one, and a broker's."""
import json
import os
import subprocess
import time
import unittest

import program
from broker import Broker, require_broker
from display import Display
from program import BINARY, ProgramTest, environment, run

SMALL = ('--size', '320x180', '--device', 'software')


class Pictures(ProgramTest):
    def demo(self, *options, picture='demo.png'):
        stats = self.path('stats.json')
        done = run('demo', '--out', self.path(picture), '--stats', stats, *SMALL, *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(stats, encoding='utf-8') as file:
            statistics = json.load(file)
        self.assertEqual(statistics['validation_messages'], 0, done.stderr)
        self.assertEqual(statistics['errors'], [])
        self.assertTrue(statistics['complete'], statistics)
        with open(self.path(picture), 'rb') as file:
            return statistics, file.read()

    def test_the_demo_has_its_devices(self):
        statistics, with_devices = self.demo()
        self.assertGreater(statistics['devices_drawn'], 300)
        none, without = self.demo('--no-devices', picture='bare.png')
        self.assertEqual(none['devices_drawn'], 0)
        self.assertNotEqual(with_devices, without)
        shown, colored = self.demo('--property', 'temperature', picture='colored.png')
        self.assertGreater(shown['devices_drawn'], 300)
        self.assertNotEqual(colored, with_devices)

    def test_values_are_laid_over_the_city(self):
        """Each way makes a picture of its own, and the same sensors make the same field of it."""
        pictures = {}
        for way in ('symbols', 'columns', 'field', 'kriging', 'heat', 'arrows', 'trails'):
            statistics, pictures[way] = self.demo('--property', 'temperature', '--show-values', way)
            self.assertGreater(statistics['devices_drawn'], 300, way)
        self.assertEqual(len(set(pictures.values())), len(pictures))
        wrong = run('demo', '--out', self.path('x.png'), '--show-values', 'surface')
        self.assertEqual(wrong.returncode, 2)
        self.assertIn('--show-values', wrong.stderr)

    def test_wrong_feeds_are_told(self):
        done = run('render', self.path('none.glb'), '--out', self.path('x.png'), '--feed', 'nonsense:')
        self.assertEqual(done.returncode, 2)
        self.assertIn('is no feed', done.stderr)

    def test_a_feed_that_cannot_connect_costs_its_devices_only(self):
        stats = self.path('stats.json')
        done = run('demo', '--out', self.path('demo.png'), '--stats', stats, '--no-devices',
                   '--feed', 'mqtt://127.0.0.1:1/nothing', *SMALL)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(stats, encoding='utf-8') as file:
            statistics = json.load(file)
        self.assertTrue(statistics['complete'])
        self.assertEqual(statistics['devices_drawn'], 0)
        self.assertEqual(len(statistics['errors']), 1)

    def test_what_is_only_to_be_known_is_a_warning(self):
        connected = {'type': '+Dynamizer', 'target': 'b', 'attributeRef': '/attributes/l', 'sensorConnection':
                     {'connectionType': 'ogc_sta_1.1', 'baseURL': 'https://h.example/v1.1'}}
        unread = {'type': '+Dynamizer', 'target': 'b', 'attributeRef': '/attributes/m',
                  'dynamicData': {'type': '+UnknownTimeseries', 'unheardOf': 1}}
        for objects, kind in (({'g': connected}, 'warnings'), ({'g': connected, 'x': unread}, 'errors')):
            model, stats = self.path('model.city.json'), self.path('stats.json')
            with open(model, 'w', encoding='utf-8') as file:
                json.dump({'type': 'CityJSON', 'version': '2.0', 'CityObjects': objects}, file)
            done = run('demo', '--out', self.path('demo.png'), '--stats', stats, '--no-devices',
                       '--feed', f'file:{model}', *SMALL)
            self.assertEqual(done.returncode, 0, done.stderr)
            with open(stats, encoding='utf-8') as file:
                statistics = json.load(file)
            told = {of: [line for line in statistics[of] if 'h.example' in line] for of in ('warnings', 'errors')}
            self.assertEqual({of: len(lines) for of, lines in told.items()},
                             {of: int(of == kind) for of in ('warnings', 'errors')}, statistics)


    def told(self, city, *feed):
        stats = self.path('told.json')
        done = run('render', city, '--describe', 'normal', '--language', 'en', '--stats', stats, '--feed', *feed, *SMALL)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(stats, encoding='utf-8') as file:
            return json.loads(done.stdout)['devices'], json.load(file)

    def test_devices_are_told_too_and_what_may_not_leave_is_not(self):
        city = self.path('city')
        made = run('generate', '--buildings', '60', '--out', city)
        self.assertEqual(made.returncode, 0, made.stderr)
        city = os.path.join(city, 'tileset.json')
        devices, _ = self.told(city, 'sim:demo?inhabitants=2000')
        self.assertGreater(devices['in_view'], 5)
        self.assertEqual(devices['states'], {'simulated': devices['in_view']})
        self.assertEqual(devices['sentence'], f'{devices["in_view"]} devices in view')
        nearest = devices['nearest']
        self.assertLessEqual(len(nearest), 20)
        self.assertEqual([one['distance_m'] for one in nearest], sorted(one['distance_m'] for one in nearest))
        self.assertTrue(all(one['values'] for one in nearest))
        forbidden, statistics = self.told(city, 'sim:demo?inhabitants=2000&forbid=export&licence=ours')
        self.assertEqual((forbidden['in_view'], forbidden['nearest'], statistics['devices_drawn']), (0, [], 0))
        self.assertEqual(statistics['errors'], ['sim:demo may not be exported by its licence (ours)'])


class Signatures(ProgramTest):
    """What signatures of payloads are worth; made by another implementation (tests/support/signed_document.hpp)."""

    SEEDS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'fuzz', 'corpus', 'linked')
    KEY = 'did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z'

    def verdict(self, seed, old='', new=''):
        with open(os.path.join(self.SEEDS, seed), encoding='utf-8') as file:
            text = file.read()
        self.assertIn(old, text)
        path = self.path('payload.json')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text.replace(old, new, 1) if old else text)
        self.assertIn('signature of ', run('inspect', path).stdout)
        return self.inspect(path)['signatures'][0]

    def test_inspecting_a_payload_says_who_signed_it(self):
        told = self.verdict('device.json')
        self.assertEqual((told['device'], told['state'], told['signer'], told['cause']),
                         ('urn:ngsi-ld:Device:42', 'verified', self.KEY, ''))
        told = self.verdict('device.json', 'CEL', 'FAH')
        self.assertEqual(told['state'], 'wrong')
        self.assertIn('not of this document', told['cause'])
        told = self.verdict('device.json', '"@context":[', '"@context":["https://example.org/c",')
        self.assertEqual(told['state'], 'cannot be told')
        self.assertIn('https://example.org/c', told['cause'])

    def test_attributes_are_signed_one_by_one(self):
        told = self.verdict('sealed.json')
        self.assertEqual((told['state'], told['sealed'], told['attributes']), ('verified in part', 2, 3))
        told = self.verdict('sealed.json', 'Metropolis', 'Gotham')
        self.assertEqual(told['state'], 'wrong')
        self.assertIn('address', told['cause'])


class Windows(ProgramTest):
    def setUp(self):
        super().setUp()
        program.require_tools('Xvfb', 'openbox')
        self.display = Display()
        self.addCleanup(self.display.close)

    def window(self, lines, *arguments):
        """Runs a window by a script to its end; returns its statistics and what it kept."""
        script = self.path('script.txt')
        with open(script, 'w', encoding='utf-8') as file:
            file.write('\n'.join(lines) + '\n')
        stats = self.path('stats.json')
        done = subprocess.run([BINARY, *arguments, '--script', script, '--stats', stats],
                              capture_output=True, text=True, check=False, timeout=200,
                              env=environment(DISPLAY=self.display.name, XDG_DATA_HOME=self.folder,
                                              XDG_CONFIG_HOME=self.folder))
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(stats, encoding='utf-8') as file:
            statistics = json.load(file)
        self.assertEqual(statistics['validation_messages'], 0, done.stderr)
        with open(os.path.join(self.folder, 'belvedere', 'autosave.json'), encoding='utf-8') as file:
            return statistics, json.load(file)

    def test_devices_by_commands(self):
        tree = self.path('tree.json')
        statistics, kept = self.window(
            ['app.reduced_motion', 'live.show property="temperature"', 'device.next', 'device.next',
             'device.go_to', 'device.describe', f'app.dump_accessible_tree path="{tree}"', 'feed.pause', 'app.quit'],
            'demo', '--language', 'en')
        self.assertGreater(statistics['devices_drawn'], 300)
        self.assertEqual(statistics['errors'], [])
        self.assertEqual(kept['feeds'], [{'url': 'sim:demo', 'paused': True}])
        self.assertEqual(kept['live_property'], 'temperature')
        with open(tree, encoding='utf-8') as file:
            told = file.read()
        self.assertIn('temperature', told)
        self.assertIn('simulated', told)
        # The nearest devices are children of the picture.
        self.assertGreater(told.count('simulated, '), 5)

    def test_a_field_is_told_and_kept(self):
        tree = self.path('tree.json')
        _, kept = self.window(
            ['app.reduced_motion', 'live.show property="temperature"', 'live.show_as display="kriging"',
             f'app.dump_accessible_tree path="{tree}"', 'app.quit'], 'demo', '--language', 'en')
        self.assertEqual(kept['live_display'], 'kriging')
        with open(tree, encoding='utf-8') as file:
            told = file.read()
        self.assertRegex(told, r'Estimated between [0-9,]+ places by ordinary kriging; leave-one-out error [0-9.]+ °C')

    def test_feeds_come_and_go_with_undo(self):
        statistics, kept = self.window(
            ['feed.disconnect url="sim:demo"', 'edit.undo', 'feed.disconnect url="sim:demo"', 'app.quit'], 'demo')
        self.assertEqual(statistics['devices_drawn'], 0)
        self.assertNotIn('feeds', kept)

    def test_a_signature_is_told_on_the_devices_card(self):
        require_broker()
        program.require_tools('mosquitto_pub')
        broker = Broker(self.folder)
        self.addCleanup(broker.kill)
        with open(os.path.join(Signatures.SEEDS, 'device.json'), 'rb') as file:
            subprocess.run(['mosquitto_pub', '-p', str(broker.port), '-t', 'city/device', '-r', '-s'],
                           stdin=file, check=True)
        tree = self.path('tree.json')
        turns = ['view.turn_left', 'view.turn_right'] * 3
        self.window(['app.reduced_motion', *turns, 'device.select device=0', 'device.card', *turns,
                     f'app.dump_accessible_tree path="{tree}"', 'app.quit'],
                    'demo', '--no-devices', '--language', 'en', '--feed', broker.url('/city/#'))
        with open(tree, encoding='utf-8') as file:
            self.assertIn('Verified: signed by ' + Signatures.KEY, file.read())

    def test_a_brokers_devices(self):
        require_broker()
        broker = Broker(self.folder)
        self.addCleanup(broker.kill)
        city = self.path('city')
        made = run('generate', '--buildings', '60', '--seed', '3', '--out', city)
        self.assertEqual(made.returncode, 0, made.stderr)
        publisher = subprocess.Popen([BINARY, 'simulate', '--to', broker.url(), '--messages', '4000',
                                      '--rate', '150', '--inhabitants', '1000'],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment())
        self.addCleanup(publisher.communicate)
        self.addCleanup(publisher.kill)
        time.sleep(1)
        statistics, kept = self.window(
            ['app.reduced_motion', 'view.turn_left', 'view.turn_right', 'view.turn_left', 'device.next', 'app.quit'],
            'view', os.path.join(city, 'tileset.json'), '--feed', broker.url('/belvedere/#'))
        self.assertEqual(len(kept['feeds']), 1)
        self.assertGreater(statistics['devices_drawn'], 10)
        # What came is accounted for on its way: into the next frame's symbols, and out of the device.
        for way in ('live_to_snapshot_ms', 'live_to_presented_ms'):
            self.assertGreater(statistics[way]['updates'], 10, way)
            self.assertGreater(statistics[way]['p50'], 0.0, way)
            self.assertLessEqual(statistics[way]['p50'], statistics[way]['p99'], way)
            self.assertLessEqual(statistics[way]['p99'], statistics[way]['max'], way)
        self.assertLessEqual(statistics['live_to_presented_ms']['updates'], statistics['live_to_snapshot_ms']['updates'])

    def test_the_last_known_city_stands_there_when_the_broker_is_gone(self):
        require_broker()
        broker = Broker(self.folder)
        self.addCleanup(broker.kill)
        city = self.path('city')
        made = run('generate', '--buildings', '60', '--seed', '3', '--out', city)
        self.assertEqual(made.returncode, 0, made.stderr)
        told = run('simulate', '--to', broker.url(), '--messages', '400', '--rate', '4000', '--inhabitants', '1000',
                   '--retain')
        self.assertEqual(told.returncode, 0, told.stderr)
        tree = self.path('tree.json')
        turns = ['view.turn_left', 'view.turn_right'] * 3
        view = ('view', os.path.join(city, 'tileset.json'), '--language', 'en', '--cache', self.path('cache'), '--feed')
        for way, is_kept in (('', True), ('?forbid=record', False)):
            address = broker.url('/belvedere/#') + way
            before, _ = self.window(['app.reduced_motion', *turns, 'app.quit'], *view, address)
            self.assertGreater(before['devices_drawn'], 10)
            broker.kill()
            after, _ = self.window(
                ['app.reduced_motion', *turns, 'device.next', 'device.card', *turns,
                 f'app.dump_accessible_tree path="{tree}"', 'app.quit'], *view, address)
            broker.start()
            told = run('simulate', '--to', broker.url(), '--messages', '400', '--rate', '4000', '--inhabitants',
                       '1000', '--retain')
            self.assertEqual(told.returncode, 0, told.stderr)
            self.assertEqual(after['devices_drawn'], before['devices_drawn'] if is_kept else 0, way)
            if not is_kept:
                continue
            # Nothing came, and what stands there says so.
            self.assertIsNone(after['live_to_snapshot_ms'])
            with open(tree, encoding='utf-8') as file:
                said = file.read()
            self.assertIn('Known from an earlier run; its source has not spoken since', said)

    @staticmethod
    def pixels(path):
        """The packed pixels of a PNG file, without what it says of itself."""
        with open(path, 'rb') as file:
            data = file.read()
        at, packed = 8, b''
        while at < len(data):
            length = int.from_bytes(data[at:at + 4], 'big')
            if data[at + 4:at + 8] == b'IDAT':
                packed += data[at + 8:at + 8 + length]
            at += length + 12
        return packed

    def test_pictures_for_keeps_have_the_devices_that_may_leave(self):
        def pictures(feed, *more):
            taken = {name: self.path(f'{name}{len(feed)}.png') for name in ('plain', 'field', 'without')}
            take = 'picture.take size="480x270" path="{}"'
            statistics, _ = self.window(
                ['app.reduced_motion', 'live.show property="temperature"', *more, take.format(taken['plain']),
                 'live.show_as display="columns"', take.format(taken['field']),
                 f'feed.disconnect url="{feed}"', take.format(taken['without']), 'app.quit'],
                'demo', '--no-devices', '--language', 'en', '--feed', feed)
            self.assertEqual(statistics['errors'], [])
            return {name: self.pixels(path) for name, path in taken.items()}
        allowed = pictures('sim:demo?inhabitants=1000')
        self.assertEqual(len(set(allowed.values())), 3, 'symbols, columns and the plain city')
        forbidden = pictures('sim:demo?inhabitants=1000&forbid=export')
        self.assertEqual(forbidden['plain'], forbidden['without'])
        self.assertEqual(forbidden['field'], forbidden['without'])
        self.assertEqual(allowed['without'], forbidden['without'])


if __name__ == '__main__':
    unittest.main(verbosity=2)
