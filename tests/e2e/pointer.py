# SPDX-License-Identifier: Apache-2.0
"""A hand on a mouse: it goes where things are seen, wheels what is scrolled away into sight, presses, and drags. Where
things are it knows from the accessible tree, and what is seen at a place too: nothing is pressed through what lies
over it."""
from said import plain

# What scrolls what is inside.
SCROLLS = ('panel', 'table', 'list box', 'dialog', 'scroll pane')
WHEEL_UP, WHEEL_DOWN = '4', '5'


class Pointer:
    def __init__(self, walker):
        self.walker = walker

    # Where things are: boxes are (left, top, right, bottom) of the screen.

    def box(self, node):
        x, y, width, height = node.queryComponent().getExtents(self.walker.atspi.DESKTOP_COORDS)
        return x, y, x + width, y + height

    def is_at(self, node, x, y):
        """Whether that, or what it holds, is what lies there."""
        there = self.walker.window().queryComponent().getAccessibleAtPoint(x, y, self.walker.atspi.DESKTOP_COORDS)
        while there is not None:
            if there == node:
                return True
            there = there.parent
        return False

    def spot(self, node):
        """A place where it is seen: its middle, else one above or below that."""
        left, top, right, bottom = self.box(node)
        for share in (0.5, 0.25, 0.75):
            x, y = (left + right) // 2, top + int((bottom - top) * share)
            if self.is_at(node, x, y):
                return x, y
        return None

    def rests_at(self, node):
        """spot(), where it does not move."""
        before = self.spot(node)
        self.walker.settle(0.4)  # Frames may be slow.
        return before if before == self.spot(node) else None

    # What the hand does.

    def tool(self, *words):
        self.walker.display.tool(*words)

    def goes_to(self, x, y):
        self.tool('mousemove', str(x), str(y))
        self.walker.settle(0.15)

    def wheels(self, node):
        """One turn of the wheel over what holds it and is scrolled, towards it."""
        _, top, _, bottom = self.box(node)
        holder = node.parent
        while holder is not None and holder.getRoleName() != 'frame':
            if holder.getRoleName() in SCROLLS:
                x0, y0, x1, y1 = self.box(holder)
                if top < y0 or bottom > y1:
                    # In a panel's margin, where nothing inside takes the wheel for itself.
                    is_panel = holder.getRoleName() == 'panel'
                    self.goes_to(x0 + 3 if is_panel else (x0 + x1) // 2, (y0 + y1) // 2)
                    self.tool('click', WHEEL_UP if top < y0 else WHEEL_DOWN)
                    self.walker.settle(0.2)
                    return
            holder = holder.parent

    def sees(self, find, seconds=60):
        """What `find` finds as (role, name, states, value, description, node), and where it is seen; it is looked for
        with the wheel. Two times None, when that cannot be."""
        def looks():
            node = find()
            if not node:
                return None
            spot = self.rests_at(node[5])
            if spot is None:
                self.wheels(node[5])
            return spot and (node, spot)
        return self.walker.waits(looks, seconds) or (None, None)

    def clicks(self, find, seconds=60):
        """Presses what `find` finds; that, or None."""
        node, spot = self.sees(find, seconds)
        if spot:
            self.goes_to(*spot)
            self.tool('click', '1')
        return node

    def drags(self, begin, end):
        self.goes_to(*begin)
        self.tool('mousedown', '1')
        self.walker.settle(0.2)
        for step in (0.5, 1.0):
            self.goes_to(*(round(a + (b - a) * step) for a, b in zip(begin, end)))
        self.tool('mouseup', '1')


def called(walker, name, role=None, states=(), after=None):
    """The first thing with exactly this name and role, in reading order; after the first one that `after` is true of."""
    nodes = walker.nodes()
    if after is not None:
        first = next((i for i, node in enumerate(nodes) if after(node)), len(nodes))
        nodes = nodes[first + 1:]
    return next((node for node in nodes if plain(node[1]) == name and role in (None, node[0]) and
                 all(state in node[2] for state in states)), None)
