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


class Moved(AssertionError):
    """The window made nodes anew while it was read."""


def is_gone(error):
    """Whether that was asked of a node which is there no more: the living city moves while it is read."""
    return 'does not exist' in str(error)


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
            try:
                waiting = list(one) + waiting
            except Exception as gone:  # pylint: disable=broad-except
                if not is_gone(gone):
                    raise

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

    def fold(self, section, is_open):
        """Opens or closes a part of a panel; done when the window says so."""
        before = sum(1 for _ in self.nodes())
        self.press(section)
        self.assertTrue(wait_for(lambda: ('expanded' in self.states(self.find(section))) == is_open, 20),
                        f'{section} does not {"open" if is_open else "close"}')
        # What it holds comes and goes with the same picture; the bus tells one after the other.
        self.assertTrue(wait_for(lambda: (sum(1 for _ in self.nodes()) > before) == is_open, 20), section)

    def states(self, node):
        return {self.atspi.stateToString(state) for state in node.getState().getStates()}

    def test_every_node_is_named_and_placed(self):
        self.again(self.every_node_is_named_and_placed)

    def every_node_is_named_and_placed(self):
        def look(one):
            role = one.getRoleName()
            if role not in NAMELESS:
                self.assertTrue(one.name or one.description, f'a {role} in "{one.parent.name}" has no name')
            if 'focusable' in self.states(one) and role not in ('canvas', 'entry'):
                self.assertGreater(one.queryAction().nActions, 0, f'{role} "{one.name}" can do nothing')
            extents = one.queryComponent().getExtents(self.atspi.WINDOW_COORDS)
            self.assertGreaterEqual(min(extents.width, extents.height), 0, one.name)

        self.assertGreater(self.each_node(look, 'the window'), 30)

    def again(self, work, *arguments):
        """Once more when the window made some nodes anew meanwhile."""
        for _ in range(4):
            try:
                return work(*arguments)
            except Moved:
                pass  # A device drove past another while the list was read.
            pump(0.5)
        return work(*arguments)

    @staticmethod
    def is_there(one):
        """Whether a node is one still: what is asked of one that has gone is answered with nothing, or -1."""
        try:
            one.getRoleName()
            return True
        except Exception as error:  # pylint: disable=broad-except
            return not is_gone(error)

    def each_node(self, look, where):
        """Every node looked at; one that goes meanwhile is passed over, and most of them stay."""
        count, gone = 0, 0
        for one in self.nodes():
            count += 1
            try:
                look(one)
            except Moved:
                raise
            except Exception as error:  # pylint: disable=broad-except
                if not is_gone(error) and self.is_there(one):
                    raise
                gone += 1
        if gone * 10 > count:
            raise Moved(f'{where}: {gone} of {count} nodes went while they were looked at')
        return count - gone

    def look_at(self, where):
        """Each node of the window, looked at."""
        return self.again(self.look_once, where)

    def look_once(self, where):
        """Each node of the window: named, told from its neighbours, placed, and able to act where it takes the focus."""
        size = self.window.queryComponent().getExtents(self.atspi.WINDOW_COORDS)
        ids, siblings, found = set(), {}, []

        def look(one):
            role, states, name = one.getRoleName(), self.states(one), one.name
            key = next(each for each in one.getAttributes() if each.startswith('id:'))
            if key in ids:
                raise Moved(f'{where}: two nodes are called {key}')
            ids.add(key)
            self.assertNotIn(role, ('unknown', 'invalid'), f'{where}: {key}')
            if 'focusable' not in states:
                return
            self.assertTrue(name, f'{where}: a {role} without a name: {key}')
            told = (hash(one.parent), role, name, one.description)
            self.assertNotIn(told, siblings, f'{where}: {key} cannot be told from {siblings.get(told)}')
            siblings[told] = key
            if role not in ('canvas', 'entry'):
                self.assertGreater(one.queryAction().nActions, 0, f'{where}: {key} can do nothing')
            box = one.queryComponent().getExtents(self.atspi.WINDOW_COORDS)
            self.assertGreater(min(box.width, box.height), 0, f'{where}: {key}')
            if 'showing' in states:
                self.assertGreaterEqual(box.x + box.width, 1, f'{where}: {key}')
                self.assertLess(box.x, size.width, f'{where}: {key}')
            found.append((key, one, role, states))

        self.each_node(look, where)
        return found

    def by_key(self, key, one):
        """The node of this key now: what changes a panel may make its nodes anew."""
        try:
            if not {'defunct', 'invalid'} & self.states(one) and one.queryComponent() and one.parent is not None:
                return one
        except Exception:  # It is gone. pylint: disable=broad-except
            pass
        return next((each for each in self.nodes() if key in each.getAttributes()), None)

    def act_on(self, where, found):
        """Toggles, sets and types; the state follows, and then all is as it was. How many took part."""
        acted = 0
        for key, one, role, states in found:
            if 'sensitive' not in states and 'enabled' not in states:
                continue
            if role in ('check box', 'toggle button'):
                mark = 'checked' if role == 'check box' else 'pressed'
                before = mark in states
                # A pressed one may be the way that is chosen of several: it stays until another is.
                if role == 'toggle button' and before:
                    continue
                for after in (not before, before) if role == 'check box' else (True,):
                    now = wait_for(lambda k=key, o=one: self.by_key(k, o), 5)
                    self.assertIsNotNone(now, f'{where}: {key} is gone')
                    now.queryAction().doAction(0)
                    self.assertTrue(wait_for(lambda a=after, k=key, o=now: (mark in self.states(self.by_key(k, o))) == a, 20),
                                    f'{where}: {key} does not become {after}')
                if role == 'toggle button' and (now := self.by_key(key, one)) is not None:
                    # Time that plays is to rest again.
                    now.queryAction().doAction(0)
                    pump(0.3)
            elif role == 'slider':
                now = self.by_key(key, one)
                if now is None:
                    continue  # What was toggled before took it away, and brought it back as another.
                value = now.queryValue()
                before, middle = value.currentValue, (value.minimumValue + value.maximumValue) / 2.0
                close = max(value.minimumIncrement, 0.01 * (value.maximumValue - value.minimumValue))
                for wanted in (middle, before):
                    now.queryValue().currentValue = wanted
                    self.assertTrue(wait_for(lambda w=wanted, k=key, o=now, c=close: abs(
                        self.by_key(k, o).queryValue().currentValue - w) <= c, 20), f'{where}: {key} is not {wanted}')
            elif role == 'entry':
                now = self.by_key(key, one)
                if now is None:
                    continue
                for wanted in ('Aé猫', ''):
                    now.queryEditableText().setTextContents(wanted)
                    self.assertTrue(wait_for(lambda w=wanted, k=key, o=now: self.by_key(k, o).queryText().getText(0, -1) == w,
                                             20), f'{where}: {key}')
            else:
                continue
            acted += 1
        return acted

    def test_every_panel_is_walked_and_worked(self):
        acted = 0
        for tab in ('Layers', 'Search', 'Style', 'Views', 'Describe', 'Inspect', 'Select', 'Measure', 'Time'):
            self.press(tab, 'page tab')
            self.assertTrue(wait_for(lambda tab=tab: 'selected' in self.states(self.find(tab, 'page tab')), 20), tab)
            pump(0.3)
            acted += self.act_on(tab, self.look_at(tab))
        self.assertGreater(acted, 8)

    def test_every_dialog_is_walked_and_worked(self):
        # What fails here leaves no dialog to the tests that follow.
        self.addCleanup(self.display.tool, 'key', 'Escape')
        for key, title in (('F1', 'Keys and mouse'), ('ctrl+o', 'Open'), ('ctrl+k', 'Commands'),
                           ('F2', 'Sight, hearing, keys and language')):
            self.display.tool('key', key)
            dialog = wait_for(lambda title=title: next((n for n in self.nodes() if n.getRoleName() == 'dialog' and
                                                        n.name.startswith(title)), None), 20)
            self.assertIsNotNone(dialog, title)
            found = self.look_at(title)
            if key == 'F2':
                for section in ('Contrast and theme', 'Motion', 'Keys and targets', 'Sound and speech'):
                    self.fold(section, is_open=True)
                    self.act_on(section, [each for each in self.look_at(section) if each[2] == 'check box'])
                    self.fold(section, is_open=False)
            elif key == 'ctrl+o':
                self.act_on(title, [each for each in found if each[2] == 'entry'])
            self.display.tool('key', 'Escape')
            self.assertTrue(wait_for(lambda title=title: not any(n.getRoleName() == 'dialog' for n in self.nodes()), 20),
                            f'{title} stays')

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

    def test_a_closed_list_tells_what_it_shows(self):
        self.press('Describe', 'page tab')
        self.assertTrue(wait_for(lambda: self.find('How much', 'combo box'), 20))
        shown = lambda: self.find('How much', 'combo box').querySelection().getSelectedChild(0).name
        self.assertTrue(wait_for(lambda: shown() == 'Normal', 20))
        heard = []
        listen = lambda event: heard.append(event.source.name)  # pylint: disable=unnecessary-lambda-assignment
        self.atspi.Registry.registerEventListener(listen, 'object:selection-changed')
        self.find('How much', 'combo box').queryComponent().grabFocus()
        self.assertTrue(wait_for(lambda: 'focused' in self.states(self.find('How much', 'combo box')), 20))
        self.display.tool('key', 'Down')
        self.assertTrue(wait_for(lambda: shown() == 'Full', 20))
        self.assertTrue(wait_for(lambda: heard == ['How much'], 5), heard)
        # Where the keyboard is not, a reader would be led away.
        self.find('View of the city').queryComponent().grabFocus()
        self.assertTrue(wait_for(lambda: 'focused' in self.states(self.find('View of the city')), 20))
        heard.clear()
        self.display.tool('key', 'shift+v', 'shift+v')
        self.assertTrue(wait_for(lambda: shown() == 'Normal', 20))
        pump(1.0)
        self.assertNotIn('How much', heard)
        self.atspi.Registry.deregisterEventListener(listen, 'object:selection-changed')

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
