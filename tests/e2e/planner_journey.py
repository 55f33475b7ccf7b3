# SPDX-License-Identifier: Apache-2.0
"""A planner's journey: what is on the way, and what is seen and heard of it, whatever the hands did. A simulated city
speaks to a real broker; among its stations for the air is one where the air is the worst, and nobody but the test
knows which. It grows worse when the alarm is set, and not before."""
import datetime
import json
import re
import subprocess
import threading
import unittest

import program
from broker import Broker, publish_all, require_broker
from said import plain
from sound_service import SoundService
from walker import Walker

ALARM_HZ, DONE_HZ = 783.99, 523.25
CLEAR, FAINT = 0.05, 0.01  # Of a pitch that a sound has, and of one that it has not (of 1).

AIR = 'AirQualityObserved'
WORST = 'Harbour'
# What stations say, by name: kind and micrograms in a cubic metre. Those of the simulated city say less than 35.
# Indoors it is worse still, but no station for the air stands there.
STATIONS = {WORST: (AIR, 88.0), 'Depot': (AIR, 41.0), 'Kitchen': ('IndoorEnvironmentObserved', 140.0)}
LIMIT, GROWN = 95, 97.0


class Stations(threading.Thread):
    """They speak once a second, and what they measure is never twice the same."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port, self.ends = port, threading.Event()
        self.levels = {name: level for name, (_, level) in STATIONS.items()}
        self.times = 0
        self.start()

    def message(self, name):
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec='milliseconds').replace('+00:00', 'Z')
        kind, _ = STATIONS[name]
        level = self.levels[name] + self.times % 4 / 10.0
        body = {'id': f'urn:ngsi-ld:{kind}:{name}', 'type': kind, 'name': {'type': 'Property', 'value': name},
                'pm25': {'type': 'Property', 'value': level, 'unitCode': 'GQ', 'observedAt': now},
                'location': {'type': 'GeoProperty', 'value': {'type': 'Point', 'coordinates': [11.0, 48.0]}}}
        return f'belvedere/city/{kind}/{name}', json.dumps(body)

    def run(self):
        while not self.ends.is_set():
            publish_all(self.port, [self.message(name) for name in STATIONS], retain=True)
            self.times += 1
            self.ends.wait(1.0)

    def close(self):
        self.ends.set()
        self.join(30)


class PlannerTest(unittest.TestCase):
    reader = None  # As Walker has it.

    def setUp(self):
        require_broker()
        self.ears = SoundService()
        self.addCleanup(self.ears.close)
        self.walker = Walker('demo', '--no-devices', '--language', 'en', reader=self.reader, **self.ears.environment)
        self.addCleanup(self.walker.close)
        self.broker = Broker(self.walker.folder)
        self.addCleanup(self.broker.kill)
        self.city = subprocess.Popen([program.BINARY, 'simulate', '--to', self.broker.url(), '--rate', '40',
                                      '--messages', '100000', '--inhabitants', '5000', '--retain'],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=program.environment())
        self.addCleanup(self.city.wait)
        self.addCleanup(self.city.kill)
        self.stations = Stations(self.broker.port)
        self.addCleanup(self.stations.close)
        self.notified, self.captions = [], []
        self.listen('object:state-changed:showing', self.on_showing)
        self.assertTrue(self.walker.waits(lambda: self.walker.find('Devices', 'page tab'), 120), 'no panels')

    def listen(self, event, hears):
        registry = self.walker.atspi.Registry
        registry.registerEventListener(hears, event)
        self.addCleanup(registry.deregisterEventListener, hears, event)

    def on_showing(self, event):
        try:
            if event.detail1 and event.source.getRoleName() == 'notification':
                self.notified.append(plain(event.source.name))
        except Exception:  # It is gone already. pylint: disable=broad-except
            pass

    def on_added(self, event):
        try:
            if any(each.startswith('id:overlay.caption') for each in event.any_data.getAttributes()):
                self.captions.append(plain(event.any_data.name))
        except Exception:  # It is gone already. pylint: disable=broad-except
            pass

    def address(self):
        return self.broker.url('/belvedere/#')

    def finds(self, *what, seconds=60, **more):
        found = self.walker.waits(lambda: self.walker.find(*what, **more), seconds)
        self.assertTrue(found, f'{what} {more} is not there: {self.walker.texts()[:300]}')
        return found

    def sees(self, pattern, seconds=60):
        found = self.walker.waits(
            lambda: next((text for text in self.walker.texts() if re.search(pattern, text)), None), seconds)
        self.assertTrue(found, f'nothing says {pattern}: {self.walker.texts()[:300]}')

    # Where the journey comes by.

    def is_connected(self):
        self.sees('^connected$')

    def is_chosen(self):
        """The card is that of the worst."""
        self.sees(rf'^Id: urn:ngsi-ld:{AIR}:{WORST}$')

    def is_charted(self):
        """The chart draws what the worst station measures."""
        def draws():
            chart = self.walker.find('Values over time', 'chart')
            return chart and re.search(r'8[78]\.\d', plain(chart[1]))
        self.assertTrue(self.walker.waits(draws, 60), f'no chart of {WORST}: {self.walker.texts()[:300]}')
        series = self.walker.waits(lambda: self.walker.project().get('chart'), 60)
        self.assertIn(WORST, json.dumps(series))

    def is_watched(self):
        """The alarm is the project's, and it is silent: the air is not so bad."""
        rules = self.walker.waits(lambda: self.walker.project().get('alarms'), 60)
        self.assertTrue(rules, f'no alarm is kept: {self.walker.texts()[:300]}')
        self.assertEqual([(rule['property'], rule['limit'], rule['scope']) for rule in rules],
                         [('pm25', LIMIT, {'entity': f'urn:ngsi-ld:{AIR}:{WORST}'})])
        self.assertEqual([feed['url'] for feed in self.walker.project()['feeds']], [self.address()])
        self.assertEqual([text for text in self.notified if 'the limit is' in text], [])

    def fires(self):
        """The air grows worse: the alarm sounds, has a caption, and a notification is told."""
        self.is_watched()
        self.listen('object:children-changed:add', self.on_added)
        since_s = self.ears.now_s()
        self.stations.levels[WORST] = GROWN

        def sounds():
            now_s = self.ears.now_s()
            return any(each.level(ALARM_HZ) > CLEAR and each.level(DONE_HZ) < FAINT and
                       now_s - each.begin_s - each.length_s > 1.0 for each in self.ears.heard(since_s))
        told = re.compile(rf'pm25 of {WORST} is 97(\.\d)? µg/m³; the limit is {LIMIT} µg/m³')
        self.assertTrue(self.walker.waits(lambda: any(told.search(text) for text in self.notified), 60),
                        f'the screen reader was told {self.notified}')
        self.assertTrue(self.walker.waits(lambda: any(text.startswith('Alarm') for text in self.captions), 30),
                        f'no caption says that it sounds: {self.captions}')
        self.assertTrue(self.walker.waits(sounds, 30), 'no alarm was heard')
