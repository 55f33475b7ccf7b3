# SPDX-License-Identifier: Apache-2.0
"""The journeys of test_orca.py by keyboard alone: no pointer, no screen reader."""
import journeys
import program
from accessible_bus import main
from test_orca import Walks


class StartPage(Walks):
    reader = None

    @classmethod
    def arguments(cls):
        return ('view',)

    @classmethod
    def is_ready(cls):
        return cls.walker.focused() is not None

    def test_journeys_of_the_first_start(self):
        for journey in journeys.START:
            with self.subTest(journey=journey.__name__):
                self.walk(journey(self.world))


class Keyboard(Walks):
    reader = None

    def test_every_journey(self):
        for journey in journeys.CITY:
            with self.subTest(journey=journey.__name__):
                self.walk(journey(self.world))

    def test_z_a_language_is_chosen(self):
        for language in ('ar', 'en'):
            self.walk(journeys.switch_the_language(self.world, language))


if __name__ == '__main__':
    program.require_tools('xdotool', 'openbox', 'Xvfb')
    main()
