# SPDX-License-Identifier: Apache-2.0
"""The whole program read and worked over AT-SPI, as a blind planner's screen reader does it."""
import json
import os
import subprocess
import tempfile
import time
import unittest

import program
from accessible_bus import main, pump, set_status, wait_for
from display import Display

# What needs no name: groups say what is in them, rows are their cells.
NAMELESS = {'filler', 'panel', 'table row', 'scroll pane', 'separator', 'table cell', 'unknown'}


class Assistive(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        import pyatspi
        cls.atspi = pyatspi
        cls.display = Display()
        cls.folder = tempfile.mkdtemp(prefix='belvedere-assistive-')
        surroundings = program.environment(DISPLAY=cls.display.name, XDG_DATA_HOME=cls.folder,
                                           XDG_CONFIG_HOME=cls.folder)
        cls.stats = os.path.join(cls.folder, 'stats.json')
        cls.program = subprocess.Popen([program.BINARY, 'demo', '--stats', cls.stats],
                                       env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        time.sleep(1.0)
        # The reader comes after the program.
        set_status('ScreenReaderEnabled', True)
        cls.application = wait_for(cls.find_application, 60)
        assert cls.application is not None, 'the program is not on the desktop'
        cls.window = wait_for(lambda: cls.application[0], 60)
        assert wait_for(lambda: cls.find('Layers', 'page tab'), 60), 'the panels are not there'

    @classmethod
    def tearDownClass(cls):
        cls.program.terminate()
        _, errors = cls.program.communicate(timeout=60)
        cls.display.close()
        assert cls.program.returncode == 0, errors
        with open(cls.stats, encoding='utf-8') as file:
            stats = json.load(file)
        assert stats.get('validation_messages', 0) == 0, stats

    @classmethod
    def find_application(cls):
        desktop = cls.atspi.Registry.getDesktop(0)
        return next((one for one in desktop if one is not None and one.name == 'Belvedere'), None)

    @classmethod
    def nodes(cls):
        cls.atspi.clearCache()
        waiting = [cls.window]
        while waiting:
            one = waiting.pop(0)
            yield one
            waiting = list(one) + waiting

    @classmethod
    def find(cls, name, role=None):
        for one in cls.nodes():
            if one.name == name and role in (None, one.getRoleName()):
                return one
        return None

    def press(self, name, role=None):
        found = wait_for(lambda: self.find(name, role), 20)
        self.assertIsNotNone(found, f'no {role or "widget"} "{name}"')
        self.assertTrue(found.queryAction().doAction(0))
        return found

    def states(self, node):
        return {self.atspi.stateToString(state) for state in node.getState().getStates()}

    def test_every_node_is_named_and_placed(self):
        count = 0
        for one in self.nodes():
            count += 1
            role = one.getRoleName()
            if role not in NAMELESS:
                self.assertTrue(one.name or one.description, f'a {role} in "{one.parent.name}" has no name')
            if 'focusable' in self.states(one) and role not in ('canvas', 'entry'):
                self.assertGreater(one.queryAction().nActions, 0, f'{role} "{one.name}" can do nothing')
            extents = one.queryComponent().getExtents(self.atspi.WINDOW_COORDS)
            self.assertGreaterEqual(min(extents.width, extents.height), 0, one.name)
        self.assertGreater(count, 30)

    def test_tabs_are_pressed(self):
        for tab in ('Search', 'Style', 'Views', 'Layers'):
            self.press(tab, 'page tab')
            self.assertTrue(wait_for(lambda: 'selected' in self.states(self.find(tab, 'page tab')), 20), tab)

    def test_time_is_set_by_value(self):
        self.press('Time', 'page tab')
        slider = wait_for(lambda: self.find('Time', 'slider'), 20)
        slider.queryValue().currentValue = 18.5
        self.assertTrue(wait_for(lambda: abs(self.find('Time', 'slider').queryValue().currentValue - 18.5) < 0.01, 20))
        clock = wait_for(lambda: next((n.name for n in self.nodes() if n.name.startswith('18:30')), None), 20)
        self.assertIsNotNone(clock, 'the status bar does not say the new time')

    def test_a_feature_is_searched_and_inspected(self):
        self.press('Search', 'page tab')
        field = wait_for(lambda: self.find('Id or attribute value', 'entry'), 20)
        self.assertIsNotNone(field)
        field.queryEditableText().setTextContents('residential')

        def first_found():
            self.press('Search', 'push button')  # Again: the city may still be on its way.
            pump(1.0)
            return next((n for n in self.nodes() if n.getRoleName() == 'table row'), None)
        found = wait_for(first_found, 60)
        self.assertIsNotNone(found, 'nothing was found')
        name = found[0].name
        found.queryAction().doAction(0)
        self.press('Inspect', 'page tab')
        self.assertTrue(wait_for(lambda: self.find(f'Id: {name}'), 40), f'{name} is not inspected')

    def test_menus_open_and_commands_run(self):
        self.press('View', 'menu')
        self.assertTrue(wait_for(lambda: self.find('From above', 'menu item'), 20))
        self.press('From above', 'menu item')
        self.assertTrue(wait_for(lambda: self.find('From above', 'menu item') is None, 20), 'the menu stays')

    def test_focus_goes_where_it_is_asked(self):
        target = wait_for(lambda: self.find('File', 'menu'), 20)
        target.queryComponent().grabFocus()
        self.assertTrue(wait_for(lambda: 'focused' in self.states(self.find('File', 'menu')), 20))
        self.find('View of the city').queryComponent().grabFocus()
        self.assertTrue(wait_for(lambda: 'focused' in self.states(self.find('View of the city')), 20))

    def test_news_is_told_once(self):
        heard = []
        listen = lambda event: heard.append(event.source.name)  # pylint: disable=unnecessary-lambda-assignment
        self.atspi.Registry.registerEventListener(listen, 'object:state-changed:showing')
        self.press('Layers', 'page tab')
        self.press('Views', 'page tab')
        button = wait_for(lambda: next((n for n in self.nodes() if n.getRoleName() == 'push button' and
                                        n.name.startswith('Credit')), None), 3)
        if button is not None:
            button.queryAction().doAction(0)
        pump(1.0)
        self.atspi.Registry.deregisterEventListener(listen, 'object:state-changed:showing')
        self.assertEqual(len(heard), len(set(heard)))


if __name__ == '__main__':
    main()
