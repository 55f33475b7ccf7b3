# SPDX-License-Identifier: Apache-2.0
"""A planner's journey with a real broker that a simulated city talks to: connect by typing its address, find the
station with the worst air, open its chart, set an alarm, hear it fire. By keyboard."""
import re
import subprocess
import unittest

import program
from accessible_bus import main
from broker import Broker, require_broker
from said import plain
from sound_service import SoundService
from walker import Walker

ALARM_HZ, DONE_HZ = 783.99, 523.25
CLEAR, FAINT = 0.05, 0.01  # Of a pitch that a sound has, and of one that it has not (of 1).


class Journey(unittest.TestCase):
    def setUp(self):
        require_broker()
        self.ears = SoundService()
        self.addCleanup(self.ears.close)
        self.walker = Walker('demo', '--no-devices', '--language', 'en', **self.ears.environment)
        self.addCleanup(self.walker.close)
        self.broker = Broker(self.walker.folder)
        self.addCleanup(self.broker.kill)
        self.city = subprocess.Popen([program.BINARY, 'simulate', '--to', self.broker.url(), '--rate', '40',
                                      '--messages', '100000', '--inhabitants', '500', '--retain'],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=program.environment())
        self.addCleanup(self.city.wait)
        self.addCleanup(self.city.kill)
        self.notified = []
        self.walker.atspi.Registry.registerEventListener(self.on_showing, 'object:state-changed:showing')
        self.addCleanup(self.walker.atspi.Registry.deregisterEventListener, self.on_showing,
                        'object:state-changed:showing')
        self.assertTrue(self.walker.waits(lambda: self.walker.find('Devices', 'page tab'), 120), 'no panels')

    def on_showing(self, event):
        try:
            if event.detail1 and event.source.getRoleName() == 'notification':
                self.notified.append(plain(event.source.name))
        except Exception:  # It is gone already. pylint: disable=broad-except
            pass

    # What is seen and heard, whatever the hands did.

    def finds(self, *what, seconds=60, **more):
        found = self.walker.waits(lambda: self.walker.find(*what, **more), seconds)
        self.assertTrue(found, f'{what} is not there: {self.walker.texts()[:300]}')
        return found

    def sees(self, pattern, seconds=60):
        found = self.walker.waits(
            lambda: next((text for text in self.walker.texts() if re.search(pattern, text)), None), seconds)
        self.assertTrue(found, f'nothing says {pattern}: {self.walker.texts()[:300]}')

    def fires(self, since_s):
        """The alarm sounds, has a caption, and a notification is told."""
        def sounds():
            now_s = self.ears.now_s()
            return any(each.level(ALARM_HZ) > CLEAR and each.level(DONE_HZ) < FAINT and
                       now_s - each.begin_s - each.length_s > 1.0 for each in self.ears.heard(since_s))
        told = 'the limit is 0.5'
        self.assertTrue(self.walker.waits(lambda: any(told in text for text in self.notified), 60),
                        f'the screen reader was told {self.notified}')
        self.assertTrue(self.walker.waits(sounds, 30), 'no alarm was heard')
        rules = self.walker.waits(lambda: self.walker.project().get('alarms'))
        self.assertEqual((rules[0]['property'], rules[0]['limit']), ('pm25', 0.5))
        self.assertEqual([feed['url'] for feed in self.walker.project()['feeds']], [self.address()])

    def address(self):
        return self.broker.url('/belvedere/#')

    # By keyboard: panels by their keys, widgets by Tab, commands by the palette.

    def command(self, line):
        walker = self.walker
        walker.press('ctrl+k')
        self.finds(role='dialog')
        walker.settle(0.5)
        walker.type(line)
        walker.settle(0.5)
        walker.press('Return')
        self.assertTrue(walker.waits(lambda: not walker.find(role='dialog')), f'{line} was not taken')

    def comes_to(self, name, key='Tab', most=80):
        for _ in range(most):
            node = self.walker.moves_by(key)
            if node and name in plain(node[1]):
                return
        self.fail(f'{name} is never reached by {key}: {self.walker.focused()}')

    def walk(self):
        walker = self.walker
        walker.press('ctrl+shift+f')
        self.finds('Address: mqtt://')
        walker.press('Escape')
        self.comes_to('Address: mqtt://')
        walker.type(self.address())
        walker.press('Return')
        self.sees(re.escape(self.address()))
        self.command('devices.highest property=pm25 kind=AirQualityObserved')
        self.finds('Set an alarm…')
        self.command('chart.add property=pm25')
        self.finds('Values over time', 'chart')
        self.command('alarm.draft property=pm25')
        self.assertTrue(walker.waits(lambda: 'Limit' in (walker.focused() or ('', ''))[1]), 'no limit is asked for')
        walker.press('ctrl+a')
        walker.type('0.5')
        since_s = self.ears.now_s()
        walker.press('Return')
        self.fires(since_s)


class ByKeyboard(Journey):
    def test_the_worst_air_is_found_charted_and_watched(self):
        self.walk()


if __name__ == '__main__':
    program.require_tools('Xvfb', 'openbox', 'parec', 'pulseaudio', 'xdotool', 'xprop')
    main()
