# SPDX-License-Identifier: Apache-2.0
"""A planner's journey by keyboard, read as a screen reader reads it: find the worst sensor, open its chart, set an
alarm, notice that it fires, acknowledge it."""
import csv
import json
import os
import re
import unittest

import program
from accessible_bus import main
from walker import Walker


class LivingCity(unittest.TestCase):
    def setUp(self):
        self.walker = Walker('demo', '--language', 'en')
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
        walker.press('Return')
        self.sees(r'the limit is 0\.5')
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

    def test_an_alarm_is_heard_and_written(self):
        self.command('devices.highest property=pm25')
        self.assertTrue(self.walker.waits(lambda: self.walker.find('Set an alarm…')))
        self.command('alarm.add kind=threshold property=pm25 limit=0.5 unit=GQ severity=urgent name=Dust')
        # Captions stand for what is heard, with where it comes from.
        self.sees(r'^Urgent alarm', 30)


class WithoutAWindow(program.ProgramTest):
    def test_rules_are_judged_while_feeds_are_watched(self):
        rules = self.path('rules.json')
        with open(rules, 'w', encoding='utf-8') as file:
            json.dump([{'id': 'dust', 'kind': 'threshold', 'property': 'pm25', 'limit': 0.5, 'unit': 'GQ',
                        'severity': 'warning'}], file)
        done = program.run('watch', '--feed', 'sim:demo?messages=3000', '--alarms', rules, '--json')
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
    program.require_tools('Xvfb', 'openbox', 'xdotool', 'xprop')
    main()
