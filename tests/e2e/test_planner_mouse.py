# SPDX-License-Identifier: Apache-2.0
"""A planner's journey by mouse: everything is pressed where it is seen. Typed are the address and the limit alone."""
import program
from accessible_bus import main
from planner_journey import AIR, LIMIT, WORST, PlannerTest
from pointer import Pointer, called
from said import plain


class ByMouse(PlannerTest):
    def setUp(self):
        super().setUp()
        self.hand = Pointer(self.walker)

    def clicks(self, name, role, after=None):
        """Presses what is called so."""
        self.assertTrue(self.hand.clicks(lambda: called(self.walker, name, role, after=after)),
                        f'{name} ({role}) is nowhere to be pressed: {self.walker.texts()[:300]}')

    def chooses(self, name, option):
        """From a list that drops down."""
        walker = self.walker
        self.clicks(name, 'combo box')
        self.clicks(option, 'list item')

        def shows():
            box = called(walker, name, 'combo box')
            return box and 'expanded' not in box[2] and [plain(each.name) for each in box[5]] == [option]
        self.assertTrue(walker.waits(shows, 60), f'{name} is not {option}: {walker.texts()[:300]}')

    def comes(self, name, role, state=None, after=None):
        self.assertTrue(self.walker.waits(lambda: called(self.walker, name, role, (state,) if state else (), after), 60),
                        f'{name} ({role}) does not come: {self.walker.texts()[:300]}')

    def field(self, name):
        return self.walker.find(name, 'entry')

    def writes(self, name, text):
        """Into a field, in place of what it holds: that is dragged over until it is marked."""
        hand, waits = self.hand, self.walker.waits
        node, spot = hand.sees(lambda: self.field(name))
        self.assertTrue(spot, f'{name} is nowhere to be seen: {self.walker.texts()[:300]}')
        content = node[5].queryText()

        def is_marked():
            length = content.characterCount
            return 'focused' in self.field(name)[2] and (length == 0 or content.getSelection(0) == (0, length))

        def marks():
            _, (_, y) = hand.sees(lambda: self.field(name))
            left, _, right, _ = hand.box(self.field(name)[5])
            hand.drags((right - 3, y), (left + 3, y))
            return waits(is_marked, 2)
        self.assertTrue(waits(marks, 60), f'{name} is not marked: {content.getText(0, -1)}')
        self.walker.type(text)
        self.assertTrue(waits(lambda: content.getText(0, -1) == text), f'{name} says {content.getText(0, -1)}')

    def connect(self):
        self.clicks('Live data', 'toggle button')
        self.clicks('Feeds', 'page tab')
        self.writes('Address: mqtt://', self.address())
        self.clicks('Connect', 'push button')
        self.is_connected()

    def find_the_worst(self):
        walker = self.walker
        self.clicks('Devices', 'page tab')
        self.chooses('Value', 'pm25')
        self.chooses('Sort by', 'value')
        self.clicks('Highest first', 'check box')
        self.comes('Highest first', 'check box', 'checked')
        self.clicks('Filter and group', 'push button')
        self.chooses('Kind', AIR)

        def first():
            row = walker.find(role='table row')
            return row if row and plain(row[1]).startswith(WORST) else None
        self.assertTrue(self.hand.clicks(first), f'{WORST} is not the first: {walker.texts()[:300]}')
        self.is_chosen()

    def test_the_worst_air_is_found_charted_and_watched(self):
        def is_value(node):
            return plain(node[1]).startswith('pm25: ')
        self.connect()
        self.find_the_worst()
        self.clicks('Chart', 'toggle button', after=is_value)
        self.clicks('Chart', 'page tab')
        self.is_charted()
        self.clicks('Set an alarm…', 'push button', after=is_value)
        self.writes('Limit', str(LIMIT))
        self.clicks('Set the alarm', 'push button')
        self.fires()


if __name__ == '__main__':
    program.require_tools('Xvfb', 'openbox', 'parec', 'pulseaudio', 'xdotool', 'xprop')
    main()
