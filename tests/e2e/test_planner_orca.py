# SPDX-License-Identifier: Apache-2.0
"""A planner's journey by ear: Orca reads, and every key that is pressed follows from what it said. What is on the screen
is not looked at before the end."""
import re
import time

import program
from accessible_bus import PATIENCE, main
from planner_journey import AIR, GROWN, LIMIT, WORST, PlannerTest
from said import plain
from test_orca import require_orca

QUIET_S = 0.4     # Who has said nothing for so long has said what there was to say.
PATIENT_S = 20.0  # On an idle machine a word comes at once.
# What Orca says of a key itself.
ECHOES = {'Tab': 'tab', 'Return': 'return', 'space': 'space'}


class ByOrca(PlannerTest):
    reader = 'before'

    def said(self):
        """What was said since the last key, in one line."""
        return plain(self.walker.heard())

    def listens(self, is_enough, seconds=PATIENT_S):
        """Waits for words, and until they have ended; what was said."""
        end = time.monotonic() + seconds * PATIENCE
        while time.monotonic() < end and not is_enough(self.said()):
            self.walker.settle(0.05)
        before = None
        while before != self.said():
            before = self.said()
            self.walker.settle(QUIET_S)
        return before

    def presses(self, key):
        self.walker.mark()
        self.walker.press(key)

    def hears(self, *patterns):
        """Since the last key, one after the other or not."""
        said = self.listens(lambda said: all(re.search(each, said) for each in patterns), 60.0)
        missing = [each for each in patterns if not re.search(each, said)]
        self.assertEqual(missing, [], f'heard: {said}; shown: {self.walker.texts()[-80:]}')

    def hears_no_more(self):
        """Nobody is told each new value: some come, and it is silent."""
        said, times = self.said(), self.stations.times
        self.assertTrue(self.walker.waits(lambda: self.stations.times > times + 3, 30), 'the stations are silent')
        self.assertEqual(self.said(), said)

    def goes_to(self, pattern, key='Tab', most=90):
        """Presses a key until it is heard that one is there."""
        way = []
        for _ in range(most):
            self.presses(key)
            said = self.listens(lambda said: said not in ('', ECHOES.get(key)))
            self.assertNotIn(said, ('', ECHOES.get(key)), f'{key} says nothing, after {way[-5:]}')
            way.append(said)
            if re.search(pattern, said):
                return said
        self.fail(f'{pattern} is never heard by {key}: {way}')

    def connect(self):
        self.presses('ctrl+shift+f')
        self.hears('Feeds page tab')
        self.goes_to('Address: mqtt://.* entry')
        self.walker.type(self.address())
        self.presses('Return')
        self.hears('live values arrive')

    def find_the_worst(self):
        self.presses('ctrl+shift+d')
        self.hears('Devices page tab')
        self.goes_to(r'\bValue\b.* combo box')
        self.goes_to(r'\bpm25\b', 'Down')
        self.goes_to(r'\bSort by\b.* combo box')
        self.goes_to(r'\bvalue\b', 'Down')
        self.goes_to('Highest first check box not checked')
        self.presses('space')
        self.hears(r'(?<!not )checked')
        self.goes_to('Filter and group collapsed')
        self.presses('Return')
        self.hears('expanded')
        self.goes_to(r'\bKind\b.* combo box')
        self.goes_to(AIR, 'Down')
        self.goes_to('µg/m³')
        self.hears(rf'{WORST}: 88(\.\d)? µg/m³')  # Once it is sorted, which a row says that has the keyboard.
        self.hears_no_more()
        self.presses('Return')
        self.hears(rf'{WORST}, 88(\.\d)? µg/m³, live')

    def hear_its_values(self):
        self.presses('ctrl+shift+v')
        self.hears('Device page tab')
        self.goes_to(r'pm25: 88(\.\d)? µg/m³')
        self.hears_no_more()

    def open_its_chart(self):
        self.hear_its_values()
        self.goes_to('Chart toggle button not pressed')
        self.presses('space')
        self.hears('(?<!not )pressed')
        self.presses('ctrl+shift+h')
        self.hears('Chart page tab')
        self.assertIn('88', self.goes_to('Values over time'))

    def set_an_alarm(self):
        self.hear_its_values()
        self.goes_to('Set an alarm')
        self.presses('Return')
        self.hears('Limit, µg/m³ entry')
        self.walker.press('ctrl+a')
        self.walker.type(str(LIMIT))
        self.presses('Return')
        self.hears(f'The alarm is set: pm25 above {LIMIT} µg/m³', 'Alarms page tab')

    def test_the_worst_air_is_found_charted_and_watched(self):
        self.connect()
        self.find_the_worst()
        self.open_its_chart()
        self.set_an_alarm()
        self.walker.mark()
        self.fires()
        self.hears(rf'pm25 of {WORST} is {GROWN:.0f}(\.\d)? µg/m³; the limit is {LIMIT} µg/m³')


if __name__ == '__main__':
    require_orca()
    program.require_tools('Xvfb', 'openbox', 'parec', 'pulseaudio', 'xdotool', 'xprop')
    main()
