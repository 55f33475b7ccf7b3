# SPDX-License-Identifier: Apache-2.0
"""A planner's journey by keyboard: panels by their keys, widgets by Tab, commands by the palette."""
import re

import program
from accessible_bus import main
from planner_journey import AIR, LIMIT, PlannerTest
from said import plain


class ByKeyboard(PlannerTest):
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

    def test_the_worst_air_is_found_charted_and_watched(self):
        walker = self.walker
        walker.press('ctrl+shift+f')
        self.finds('Address: mqtt://', 'entry')
        walker.press('Escape')
        self.comes_to('Address: mqtt://')
        walker.type(self.address())
        walker.press('Return')
        self.sees(re.escape(self.address()))
        self.is_connected()
        self.command(f'devices.highest property=pm25 kind={AIR}')
        self.is_chosen()
        self.command('chart.add property=pm25')
        self.is_charted()
        self.command('alarm.draft property=pm25')
        self.assertTrue(walker.waits(lambda: 'Limit' in (walker.focused() or ('', ''))[1]), 'no limit is asked for')
        walker.press('ctrl+a')
        walker.type(str(LIMIT))
        walker.press('Return')
        self.fires()


if __name__ == '__main__':
    program.require_tools('Xvfb', 'openbox', 'parec', 'pulseaudio', 'xdotool', 'xprop')
    main()
