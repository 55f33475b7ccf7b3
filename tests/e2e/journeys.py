# SPDX-License-Identifier: Apache-2.0
"""Journeys through the program by keyboard, as data: steps, what a screen reader must say on the way, how many keys
they may take, and what must be true at their end. Walked with Orca by test_orca.py and without it by
test_keyboard.py. What is expected is put together from the city's own files and the catalogues, never from what
the program said before."""
import dataclasses
import math
import re
import typing

from city_model import City, Eye
from said import Tongue, plain

# All of the city is in view and loaded: what is nearest is nearest of all.
CAMERA = '10.0,49.991909,800,0,-35'
ROUNDING_M = 3.0  # Boxes of coarser tiles are a little other than those of the finest.


@dataclasses.dataclass(frozen=True)
class Step:
    key: str = ''    # By xdotool's name.
    text: str = ''   # Typed.
    until: str = ''  # The key is pressed until what has the focus is called so.
    role: str = ''   # And has this role.
    most: int = 60
    # Each a text, or a set of texts of which one is enough. For a screen reader.
    hears: tuple = ()
    sees: typing.Callable = None  # Of the walker: what the window must come to show before the next step.


@dataclasses.dataclass(frozen=True)
class Journey:
    name: str
    steps: tuple
    keys_most: int
    ends: typing.Callable  # Of the walker: whether it has come to its end.


def press(*keys, **more):
    return tuple(Step(key=key) for key in keys[:-1]) + (Step(key=keys[-1], **more),)


def run(line, **more):
    """A command by the palette."""
    return (Step(key='ctrl+k', sees=has_dialog), Step(text=line), Step(key='Return', sees=has_no_dialog, **more))


def has_dialog(walker):
    return walker.find(role='dialog')


def has_no_dialog(walker):
    return not has_dialog(walker)


def edits(walker):
    """A text field has the focus."""
    node = walker.focused()
    return node and node[0] == 'entry'


class World:
    """The city and one language: what there is to be heard."""

    def __init__(self, tileset, language='en'):
        self.tileset, self.city, self.tongue = tileset, City(tileset), Tongue(language)
        self.eye = Eye(CAMERA)
        self.ordered = sorted(self.city.buildings.values(), key=lambda each: self.city.distance_m(self.eye, each))

    def other(self, language):
        made = World.__new__(World)
        made.__dict__ = {**self.__dict__, 'tongue': Tongue(language)}
        return made

    def name(self, building):
        return self.tongue.say('object.address', '{street} {number}', street=building['street'],
                               number=building['house_number'])

    def lengths(self, metres):
        """All ways to round a length that is known to some metres."""
        around = [metres + off for off in (-ROUNDING_M, -2, -1, 0, 1, 2, ROUNDING_M)]
        return {self.tongue.length(each) for each in around}

    def facts(self, building):
        """What is said of a building itself."""
        kind = self.tongue.say('kind.building', 'Building')
        return (self.name(building), self.tongue.say('object.use', '{kind}, use: {use}.', kind=kind, use=building['function']),
                self.tongue.say('object.height', '{height} high.', height=self.tongue.length(building['height'])),
                self.tongue.count('object.storeys', '{n} storey.', '{n} storeys.', building['storeys']))

    def where(self, building):
        """Where it stands from the eye."""
        bearing = self.eye.bearing_deg(self.city.middle(building))
        # In the brackets that the language writes.
        line = self.tongue.say('object.line', '{name}, {position}, {direction} ({degrees}).', name='', position='',
                               direction='', degrees='#')
        around = re.search('.#.', line).group()
        return (self.lengths(self.city.distance_m(self.eye, building)), self.tongue.bearing(bearing),
                {around.replace('#', f'{round(bearing + off) % 360}°') for off in (-1, 0, 1)})

    def nearest(self, function):
        found = [each for each in self.ordered if each['function'] == function]
        gaps = [self.city.distance_m(self.eye, each) for each in found[:2]]
        assert len(gaps) < 2 or gaps[1] - gaps[0] > 2 * ROUNDING_M, 'the nearest must be plain'
        return found[0]

    def neighbours(self, building, count=3):
        """(building, distance, bearing) of the nearest, along the horizon, middle to middle."""
        here = self.city.middle(building)
        frame = Eye.__new__(Eye)
        frame.__dict__ = {**self.eye.__dict__, 'place': here}
        ways = []
        for each in self.city.buildings.values():
            if each['id'] == building['id']:
                continue
            east, north, _ = frame.local(self.city.middle(each))
            ways.append((math.hypot(east, north), math.degrees(math.atan2(east, north)) % 360.0, each))
        return sorted(ways, key=lambda way: way[0])[:count]

    def view(self):
        """The beginning of the view's sentence, without what depends on the ground, and the count."""
        return (self.tongue.bearing(self.eye.heading_deg),
                self.tongue.count('describe.buildings', '{n} building', '{n} buildings', len(self.city.buildings)))


def first_start(world):
    say = world.tongue.say
    offer = say('start.accessibility', 'Set up sight, hearing, keys and language…').rstrip('…')
    title = say('accessibility.title', 'Sight, hearing, keys and language')
    return Journey('the first start offers the accessibility page first', (
        Step(key='Return', hears=(title,), sees=lambda w: w.find(title, 'dialog')), Step(key='Escape')), 2,
        lambda w: w.preferences().get('accessibility_offered') is True and offer in plain(w.focused()[1]))


def open_from_a_path(world):
    return Journey('a city is opened from a path', (
        Step(key='ctrl+o', sees=has_dialog), Step(text=world.tileset), Step(key='Return')), len(world.tileset) + 4,
        lambda w: w.find(world.tongue.say('tab.layers', 'Layers'), 'page tab') is not None)


def describe_the_view(world):
    return Journey('the view is described', press('Escape', 'l', hears=world.view()), 4,
                   lambda w: any(world.view()[1] in text for text in w.texts() + [plain(n[4] or '') for n in w.nodes()]))


def find_a_building(world):
    building = world.ordered[len(world.ordered) // 2]
    return Journey('a building is found by its id', (
        Step(key='ctrl+f', sees=edits), Step(key='ctrl+a'), Step(text=building['id']),
        Step(key='Return', hears=world.facts(building) + world.where(building)), Step(key='Escape')), 24,
        lambda w: any(world.facts(building)[2] in text and world.name(building) in text for text in w.texts()))


def read_attributes(world):
    building = world.ordered[len(world.ordered) // 2]
    say = world.tongue.say
    return Journey('its attributes are read', (
        *press('Escape', 'x', hears=(say('object.selected', 'Selected.'),)), *run('layout.set_tab dock=right tab=inspector'),
                Step(key='F6', until=say('tab.inspector', 'Inspect'), role='page tab', most=6),
        Step(key='Tab', until='*', role='table row', most=20),
        Step(key='Down', until='function', most=12, hears=('function', building['function'])),
        Step(key='Down', until='height', most=12, hears=('height',)),
        Step(key='Escape')), 140,
        lambda w: w.find(building['function']) is not None and w.find(f'{building["height"]:.2f}'[:4]) is not None)


def change_the_time(world):
    return Journey('the time is changed', (*run('time.set_hour hour=18.5'),), 28,
                   lambda w: any(text.startswith('18:30') for text in w.texts()))


def switch_the_language(world, language):
    other = world.other(language)
    return Journey(f'the language becomes {language}', (
        *run(f'app.set_language code={language}'), *press('Escape', 'l', hears=other.view())), 40,
        lambda w: w.preferences().get('language') == language and
        w.find(other.tongue.say('tab.layers', 'Layers'), 'page tab') is not None)


def high_contrast(world):
    say = world.tongue.say
    return Journey('high contrast is turned on', (
        Step(key='F2', hears=(say('accessibility.title', 'Sight, hearing, keys and language'),)),
        Step(key='Tab', until=say('accessibility.contrast', 'Contrast and theme'), most=30,
             hears=(say('accessibility.contrast', 'Contrast and theme'),)),
        Step(key='Return'),
        Step(key='Tab', until=say('accessibility.theme', 'Theme'), role='combo box', most=3),
        # The list is opened, so that each of its rows is come to and read.
        Step(key='Return'),
        Step(key='Down', until=say('accessibility.contrast_dark', 'High contrast, dark'), most=4,
             hears=(say('accessibility.contrast_dark', 'High contrast, dark'),)),
        Step(key='Return'), Step(key='Escape')), 44, lambda w: w.preferences().get('theme') == 'contrast-dark')


def walk_objects(world):
    found = world.nearest('public')
    near = world.neighbours(found)
    told = tuple(part for far, bearing, each in near
                 for part in (world.name(each), world.lengths(far), world.tongue.bearing(bearing)))
    return Journey('the nearest public building and its neighbours', (
        Step(key='ctrl+f', sees=edits), Step(key='ctrl+a'), Step(text='function=public'),
        Step(key='Return', hears=world.facts(found) + world.where(found)),
        *press('Escape', 'shift+o', hears=told)), 26,
        lambda w: any(all(world.name(each) in text for _, _, each in near) and
                      in_order(text, [world.name(each) for _, _, each in sorted(near, key=lambda way: way[1])])
                      for text in w.texts()))


def in_order(text, names):
    places = [text.find(name) for name in names]
    return -1 not in places and places == sorted(places)


def style_by_attribute(world):
    heights = sorted(each['height'] for each in world.city.buildings.values())
    # Classes of equal count: between them lie the quartiles.
    borders = [heights[len(heights) * k // 4] for k in (1, 2, 3)]

    def reads_legend(walker):
        numbers = [float(number) for text in walker.texts() for number in re.findall(r'\d+(?:\.\d+)?', text)]
        return all(any(abs(number - border) < 0.6 for number in numbers) for border in borders)
    return Journey('buildings are coloured by height and the legend is read', (
        *run('style.by_attribute attribute=height palette=viridis classes=4'),
        *press('Escape', 'l', hears=(world.tongue.say('describe.style', 'Coloured by {style}.', style='height').rstrip('.'),)),
        *run('layout.set_tab dock=left tab=style')), 110, reads_legend)


def bookmark_and_return(world):
    def is_back(walker):
        walker.press('ctrl+s')
        walker.settle(1.0)
        project = walker.project()
        heading = project.get('view', {}).get('heading_deg', 90.0)
        return len(project.get('bookmarks', [])) == 1 and abs((heading + 180.0) % 360.0 - 180.0) < 0.5
    return Journey('a view is kept and come back to', (
        *press('Escape', 'ctrl+d', 'q', 'q', 'q', 'q'), *run('bookmark.go index=0'),
        *press('Escape', 'l', hears=world.view())), 34, is_back)


def measure_a_distance(world):
    # Along the meridian at 50 degrees a thousandth of a degree is 111.23 m (WGS 84).
    lengths = world.lengths(111.23)
    return Journey('a distance is measured', (
        *run('app.reduced_motion on=true'), *run('layout.set_tab dock=right tab=measure'),
        *run('measure.set_tool tool=distance'), *run('measure.add_place place="10.0000 50.0000"'),
        *run('measure.add_place place="10.0000 50.0010"')), 200,
        lambda w: any(any(length[:3] in text for length in lengths) for text in w.texts()))


def hide_and_undo(world):
    hide = world.tongue.say('inspector.hide', 'Hide')

    def is_hidden(walker):
        return walker.find(hide, 'toggle button', 'pressed') or walker.find(hide, 'toggle button', 'checked')

    def layer_is_seen(walker):
        return walker.find(role='check box', state='checked')
    return Journey('a building is hidden and shown again, a layer is hidden and that undone', (
        *run('layout.set_tab dock=right tab=inspector'), *press('Escape', 'j', 'x'), Step(key='h', sees=is_hidden),
        Step(key='h', sees=lambda w: not is_hidden(w)), *run('layout.set_tab dock=left tab=layers'),
        Step(key='ctrl+k', sees=has_dialog), Step(text='layer.set_visible layer=0 visible=false'),
        Step(key='Return', sees=lambda w: not layer_is_seen(w)), Step(key='ctrl+z')), 140,
        lambda w: layer_is_seen(w) and not is_hidden(w))


def palette(world):
    title = world.tongue.say('app.help', 'Keys and mouse')
    return Journey('the palette finds a command and runs it', (
        Step(key='ctrl+k', hears=(world.tongue.say('palette.text', 'What do you want to do?'),)), Step(text='app.help'),
        Step(key='Return', hears=(title,), sees=lambda w: w.find(title, 'dialog')), Step(key='Escape')), 14,
        lambda w: w.find(title, 'dialog') is None)


def read_menus(world):
    say = world.tongue.say
    return Journey('menus are read', (
        Step(key='Escape'), Step(key='Tab', until=say('menu.file', 'File'), role='menu', hears=(say('menu.file', 'File'),)),
        Step(key='Down', hears=(say('app.open_dialog', 'Open…').rstrip('…'),)),
        Step(key='Escape', hears=(say('menu.file', 'File'),)), Step(key='Escape')), 60,
        lambda w: w.find(role='menu item') is None)


def change_a_check(world):
    return Journey('a check is found and changed', (
        *run('layout.set_tab dock=left tab=layers'), Step(key='Escape'), Step(key='Tab', until='*', role='check box', most=40),
        Step(key='space', hears=('not checked',)), Step(key='space', hears=('checked',))), 90,
        lambda w: 'checked' in w.find(role='check box')[2])


def time_by_arrows(world):
    return Journey('the time is changed by arrows', (
        *run('time.set_hour hour=12'), *run('layout.set_tab dock=right tab=time'), Step(key='Escape'),
        Step(key='Tab', until=world.tongue.say('time.hour', 'Time'), role='slider', most=50),
        Step(key='Right', hears=({f'12:{minutes:02}' for minutes in range(1, 60)} | {'13:00'},))), 130,
        lambda w: any(text.startswith('12:') and not text.startswith('12:00') or text.startswith('13:00')
                      for text in w.texts()))


def closed_list_by_arrows(world):
    say = world.tongue.say
    normal, full = say('told.normal', 'Normal'), say('told.full', 'Full')

    def shows(wanted):
        return lambda w: w.find(wanted, 'list item', 'selected')
    return Journey('a closed list is changed by arrows', (
        *run('layout.set_tab dock=left tab=describe'), *run('describe.verbosity level=normal'), Step(key='Escape'),
        Step(key='Tab', until=say('told.verbosity', 'How much'), role='combo box', most=50, hears=(normal,)),
        Step(key='Down', hears=(full,), sees=shows(full)), Step(key='Up', hears=(normal,), sees=shows(normal)),
        Step(key='Escape')), 130, lambda w: w.find(say('told.verbosity', 'How much'), 'combo box') is not None)


START = (first_start, open_from_a_path)
CITY = (describe_the_view, find_a_building, read_attributes, change_the_time, high_contrast, walk_objects,
        style_by_attribute, bookmark_and_return, measure_a_distance, hide_and_undo, palette, read_menus,
        change_a_check, time_by_arrows, closed_list_by_arrows)
IN_EVERY_LANGUAGE = (describe_the_view, find_a_building, walk_objects)


def walk(test, walker, journey):
    """Takes the steps; what is not heard, or not so at the end, fails the test."""
    if walker.find(role='dialog'):
        walker.press('Escape')  # Left open by a journey that failed.
        walker.settle(1.0)
    before = walker.keys
    for step in journey.steps:
        if walker.orca:
            walker.mark()
        take(test, walker, journey, step)
        if walker.orca and step.hears:
            missing = [part for part in step.hears if not hears(walker, part)]
            test.assertEqual(missing, [], f'{journey.name}: after {step.key}: heard: {walker.heard()}')
        if step.sees:
            test.assertTrue(walker.waits(lambda step=step: step.sees(walker)),
                            f'{journey.name}: after {step.key}: {shown(walker)}')
        elif step.key and not step.until:
            # What opens and closes takes a frame or two, and software draws slowly.
            slow = step.key in ('Return', 'Escape', 'ctrl+k', 'ctrl+f', 'ctrl+o')
            walker.settle((1.0 if walker.orca else 0.5) if slow else 0.15)
    used = walker.keys - before
    test.assertTrue(walker.waits(lambda: journey.ends(walker)), f'{journey.name}: not at its end: {shown(walker)}')
    test.assertLessEqual(used, journey.keys_most, f'{journey.name}: {used} keys')


def shown(walker):
    """The window in short, without the objects of the picture."""
    return [(role, plain(name), sorted({'focused', 'checked', 'selected'} & states))
            for role, name, states, *_ in walker.nodes() if role not in ('push button', 'filler') or 'focused' in states][:120]


def hears(walker, part):
    ways = part if isinstance(part, (set, frozenset)) else {part}
    end = 15.0
    while True:
        said = walker.heard().lower()
        if any(plain(way).lower() in said for way in ways):
            return True
        if end <= 0:
            return False
        walker.settle(0.2)
        end -= 0.2


def take(test, walker, journey, step):
    if step.text:
        walker.type(step.text)
        return
    if not step.until:
        walker.press(step.key)
        return
    for _ in range(step.most):
        node = walker.moves_by(step.key)
        called = plain(' '.join([node[1], *[each.name for each in node[5]]])) if node else ''
        is_called = node and (step.until == '*' or step.until.lower() in called.lower())
        if is_called and step.role in ('', node[0]):
            return
    test.fail(f'{journey.name}: "{step.until}" is never reached by {step.key}: {walker.focused()}')
