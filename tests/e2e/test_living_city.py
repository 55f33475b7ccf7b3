# SPDX-License-Identifier: Apache-2.0
"""A planner's journey by keyboard, read as a screen reader reads it: find the worst sensor, open its chart, set an
alarm, hear it fire, acknowledge it."""
import csv
import json
import os
import re
import unittest

import program
from accessible_bus import main
from sound_service import SoundService
from walker import Walker

# The pitches of the program's alarms: G5 twice, C6 four times when it is urgent; and the one that "done" begins with,
# which rises to G5.
ALARM_HZ, URGENT_HZ, DONE_HZ = 783.99, 1046.5, 523.25
# What is heard of a pitch that a sound has, and of one that it has not (of 1).
CLEAR, FAINT = 0.05, 0.01


class LivingCity(unittest.TestCase):
    def setUp(self):
        self.ears = SoundService()
        self.addCleanup(self.ears.close)
        self.walker = Walker('demo', '--language', 'en', **self.ears.environment)
        self.addCleanup(self.walker.close)
        # AT-SPI tells of notifications by their event; that is what a screen reader speaks.
        self.notified = []
        self.walker.atspi.Registry.registerEventListener(self.on_showing, 'object:state-changed:showing')
        self.addCleanup(self.walker.atspi.Registry.deregisterEventListener, self.on_showing,
                        'object:state-changed:showing')
        self.assertTrue(self.walker.waits(lambda: self.walker.find('Devices', 'page tab'), 120), 'no panels')

    def on_showing(self, event):
        try:
            if event.detail1 and event.source.getRoleName() == 'notification':
                self.notified.append(event.source.name)
        except Exception:  # It is gone already. pylint: disable=broad-except
            pass

    def command(self, line):
        self.walker.press('ctrl+k')
        self.assertTrue(self.walker.waits(lambda: self.walker.find(role='dialog')), 'no palette')
        self.walker.settle(0.5)
        self.walker.type(line)
        self.walker.settle(0.5)
        self.walker.press('Return')
        self.assertTrue(self.walker.waits(lambda: not self.walker.find(role='dialog')), f'{line} was not taken')

    def sees(self, pattern, seconds=60):
        found = self.walker.waits(
            lambda: next((text for text in self.walker.texts() if re.search(pattern, text)), None), seconds)
        self.assertTrue(found, f'nothing says {pattern}: {self.walker.texts()[:400]}')
        return found

    @staticmethod
    def is_alarm(sound, pitch_hz):
        return sound.level(pitch_hz) > CLEAR and sound.level(DONE_HZ) < FAINT

    def hears(self, pitch_hz, since_s, seconds=20):
        """The first sound of that pitch since then, once it has ended."""
        def found():
            now_s = self.ears.now_s()
            return next((sound for sound in self.ears.heard(since_s) if self.is_alarm(sound, pitch_hz)
                         and now_s - sound.begin_s - sound.length_s > 1.0), None)
        sound = self.walker.waits(found, seconds)
        self.assertTrue(sound, f'nothing of {pitch_hz} Hz was heard among '
                        f'{[(each.begin_s, each.length_s, each.peak) for each in self.ears.heard(since_s)]}')
        return sound

    def hears_no_alarm(self, since_s):
        for sound in self.ears.heard(since_s):
            for pitch_hz in (ALARM_HZ, URGENT_HZ):
                self.assertFalse(self.is_alarm(sound, pitch_hz), f'an alarm sounded at {sound.begin_s} s')

    def test_the_worst_sensor_is_found_charted_watched_and_acknowledged(self):
        walker = self.walker
        walker.press('ctrl+shift+d')
        self.sees(r'of [\d,]+ devices')
        self.command('devices.highest property=pm25 kind=AirQualityObserved')
        self.assertTrue(walker.waits(lambda: walker.find('Set an alarm…')), 'the card of the sensor is not there')
        self.assertTrue(walker.waits(lambda: walker.find('AirQualityObserved')))

        self.command('chart.add property=pm25')
        chart = walker.waits(lambda: walker.find('Values over time', 'chart'))
        self.assertIsNotNone(chart, 'no chart')
        self.sees(r'^pm25, .*: ')
        table = os.path.join(walker.folder, 'values.csv')
        self.command(f'chart.export_csv path={table}')
        self.assertTrue(walker.waits(lambda: os.path.exists(table)))
        with open(table, encoding='utf-8', newline='') as file:
            rows = list(csv.DictReader(file))
        self.assertTrue(rows)
        self.assertEqual({row['unit'] for row in rows}, {'GQ'})

        # Two steps: the button of the value, then the limit and Enter.
        self.command('alarm.draft property=pm25')
        field = walker.waits(lambda: (walker.focused() or ('', ''))[0] in ('text', 'entry') and walker.focused())
        self.assertTrue(field, f'{walker.focused()} has the keyboard')
        self.assertIn('Limit', field[1])
        walker.press('ctrl+a')
        walker.type('0.5')
        self.hears_no_alarm(0.0)
        set_s = self.ears.now_s()
        walker.press('Return')
        self.sees(r'the limit is 0\.5')
        sound = self.hears(ALARM_HZ, set_s)
        # Two tones of a quarter of a second with a tenth between them.
        self.assertGreater(sound.length_s, 0.5)
        self.assertLess(sound.length_s, 0.8)
        self.assertLess(sound.level(URGENT_HZ), FAINT)
        self.assertGreater(sound.peak, 0.1)
        self.assertLessEqual(sound.peak, 1.0)
        self.assertTrue(walker.waits(lambda: any('the limit is 0.5' in text.replace('\u00a0', ' ')
                                                 for text in self.notified)),
                        f'the screen reader was told {self.notified}')
        self.sees(r'1 open alarm')
        rules = walker.waits(lambda: walker.project().get('alarms'))
        self.assertEqual((rules[0]['property'], rules[0]['unit'], rules[0]['limit']), ('pm25', 'GQ', 0.5))

        self.command('alarm.show')
        self.command('alarm.acknowledge by=Ada note="I am on my way"')
        self.sees('I am on my way')
        self.command('alarm.remove rule=alarm-1')
        self.sees(r'^0 open alarms')
        walker.press('ctrl+z')
        self.sees(r'^1 open alarm')

    def test_devices_that_overlap_are_told_and_opened_as_one(self):
        walker = self.walker
        walker.press('ctrl+shift+d')
        self.sees(r'of [\d,]+ devices')
        self.sees(r'^[A-Z]\w+ [A-Z]\w+ \d+$')  # Buildings: the city has come, and stands where it is seen from.
        self.command('view.home')
        self.command('live.group on=true')
        found = self.sees(r'^([\d,]+) devices that would overlap are [\d,]+ symbols? ')
        grouped = int(re.match(r'[\d,]+', found).group().replace(',', ''))
        self.assertGreater(grouped, 10)
        self.assertTrue(walker.waits(lambda: walker.project().get('groups_devices')))
        self.command('device.next_group')
        told = self.sees(r'^\d+ devices: .*simulated')
        count = int(told.split()[0])
        self.assertGreaterEqual(count, 2)
        self.command('device.open_group')
        self.sees('Only the devices of one group')
        self.sees(rf'^{count} of [\d,]+ devices')
        self.command('devices.reset')
        walker.press('ctrl+shift+o')
        self.assertTrue(walker.waits(lambda: not any('would overlap' in text for text in walker.texts())))

    def test_an_alarm_is_heard_and_written(self):
        self.command('devices.highest property=pm25')
        self.assertTrue(self.walker.waits(lambda: self.walker.find('Set an alarm…')))
        self.hears_no_alarm(0.0)
        set_s = self.ears.now_s()
        self.command('alarm.add kind=threshold property=pm25 limit=0.5 unit=GQ severity=urgent name=Dust')
        # Captions stand for what is heard, with where it comes from.
        self.sees(r'^Urgent alarm', 30)
        sound = self.hears(URGENT_HZ, set_s)
        self.assertGreater(sound.length_s, 0.75)
        self.assertLess(sound.length_s, 1.1)
        self.assertLess(sound.level(ALARM_HZ), FAINT)

    def test_a_silent_alarm_is_written_and_told(self):
        self.command('devices.highest property=pm25')
        self.assertTrue(self.walker.waits(lambda: self.walker.find('Set an alarm…')))
        self.command('app.sounds on=false')
        set_s = self.ears.now_s()
        self.command('alarm.add kind=threshold property=pm25 limit=0.5 unit=GQ severity=urgent name=Dust')
        self.sees(r'^Urgent alarm', 30)
        self.assertTrue(self.walker.waits(lambda: any('Dust' in text for text in self.notified)),
                        f'the screen reader was told {self.notified}')
        self.walker.settle(2.0)
        self.assertGreater(self.ears.now_s(), set_s + 2.0, 'the recording has ended')
        self.assertEqual([(each.begin_s, each.peak) for each in self.ears.heard(set_s)], [])
        # The same alarm is heard again once sounds are on.
        self.command('app.sounds on=true')
        self.command('sound.try name=urgent_alarm')
        self.hears(URGENT_HZ, set_s)


class WithoutAWindow(program.ProgramTest):
    def test_rules_are_judged_while_feeds_are_watched(self):
        rules = self.path('rules.json')
        with open(rules, 'w', encoding='utf-8') as file:
            json.dump([{'id': 'dust', 'kind': 'threshold', 'property': 'pm25', 'limit': 0.5, 'unit': 'GQ',
                        'severity': 'warning'}], file)
        done = program.run('watch', '--feed', 'sim:demo', '--for', '3', '--alarms', rules, '--json')
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        alarms = json.loads(done.stdout)['alarms']
        self.assertTrue(alarms)
        for alarm in alarms:
            self.assertEqual((alarm['rule'], alarm['severity'], alarm['unit']), ('dust', 'warning', 'µg/m³'))
            self.assertGreater(alarm['value'], 0.5)
        self.assertEqual(len({(alarm['device'], alarm['property']) for alarm in alarms if not alarm['cleared_at']}),
                         len([alarm for alarm in alarms if not alarm['cleared_at']]), 'no alarm is open twice')

    def test_rules_that_cannot_be_read_are_a_sentence(self):
        rules = self.path('rules.json')
        with open(rules, 'w', encoding='utf-8') as file:
            file.write('[{"id":"a","kind":"later"}]')
        done = program.run('watch', '--feed', 'sim:demo', '--alarms', rules)
        self.assertEqual(done.returncode, 2)
        self.assertIn('kind is one of', done.stderr)


if __name__ == '__main__':
    program.require_tools('Xvfb', 'openbox', 'parec', 'pulseaudio', 'xdotool', 'xprop')
    main()
