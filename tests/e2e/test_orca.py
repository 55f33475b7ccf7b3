# SPDX-License-Identifier: Apache-2.0
"""Orca reads the program: journeys by keyboard alone, what is spoken taken from Orca's own log.

The speech itself goes to speech-dispatcher's dummy module: no sound device is needed. The journeys that are not
walked here are in test_orca_long.py.
"""
import os
import shutil
import tempfile
import unittest

import journeys
import program
from accessible_bus import main, skip
from said import LANGUAGES, plain
from walker import Walker


def make_city(folder):
    done = program.run('generate', '--buildings', '300', '--seed', '1', '--out', os.path.join(folder, 'city'))
    assert done.returncode == 0, done.stderr
    return os.path.join(folder, 'city', 'tileset.json')


class Walks(unittest.TestCase):
    """A window that is walked through, one journey after another."""

    reader, language = 'after', 'en'

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix='belvedere-journeys-')
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.world = journeys.World(make_city(cls.folder), cls.language)
        cls.walker = Walker(*cls.arguments(), '--language', cls.language, reader=cls.reader)
        cls.addClassCleanup(cls.walker.close)
        assert cls.walker.waits(cls.is_ready, 90), 'the window is not there'

    @classmethod
    def arguments(cls):
        return ('view', cls.world.tileset, '--camera', journeys.CAMERA)

    @classmethod
    def is_ready(cls):
        """The view has rested, so that its objects are the picture's, and all of it is loaded, so that it is found."""
        tongue = cls.world.tongue
        name = tongue.say('view.name', 'View of the city')
        nodes = cls.walker.nodes()
        loading = {tongue.count('status.tiles_loading', '{n} tile loading', '{n} tiles loading', n, '#')
                   .replace('#', '').strip() for n in (1, 2, 5, 11)}
        return (any(node[1] == name and len(node[5]) > 0 for node in nodes) and
                not any(words in plain(node[1]) for node in nodes for words in loading))

    def walk(self, made):
        journeys.walk(self, self.walker, made)


class FirstStart(Walks):
    reader = 'before'

    @classmethod
    def arguments(cls):
        return ('view',)

    @classmethod
    def is_ready(cls):
        offer = cls.world.tongue.say('start.accessibility', 'Set up sight, hearing, keys and language…')
        return cls.walker.find(offer.rstrip('…')) is not None

    def test_1_the_accessibility_page_is_offered_first(self):
        offer = self.world.tongue.say('start.accessibility', 'Set up sight, hearing, keys and language…').rstrip('…')
        self.assertEqual(self.walker.hears(offer, seconds=30.0), [], self.walker.heard())
        self.walk(journeys.first_start(self.world))

    def test_2_a_city_is_opened_from_a_path(self):
        self.walk(journeys.open_from_a_path(self.world))


class Orca(Walks):
    """Orca comes after the program."""

    def test_1_a_building_is_found(self):
        self.walk(journeys.find_a_building(self.world))

    def test_2_objects_are_walked_through(self):
        self.walk(journeys.walk_objects(self.world))

    def test_3_the_palette_runs_a_command(self):
        self.walk(journeys.palette(self.world))

    def test_4_high_contrast_is_turned_on(self):
        self.walk(journeys.high_contrast(self.world))

    def test_5_the_view_is_told_in_every_language(self):
        self.walk(journeys.describe_the_view(self.world))
        for language in (*LANGUAGES[1:], 'en'):
            with self.subTest(language=language):
                self.walk(journeys.switch_the_language(self.world, language))


def require_orca():
    for tool in ('orca', 'speech-dispatcher', 'xdotool', 'openbox', 'Xvfb'):
        if shutil.which(tool) is None:
            skip(f'{tool} is not installed')


if __name__ == '__main__':
    require_orca()
    main()
