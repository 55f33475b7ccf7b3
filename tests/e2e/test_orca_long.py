# SPDX-License-Identifier: Apache-2.0
"""The journeys with Orca that test_orca.py leaves out, and three of them in each language."""
import journeys
from accessible_bus import main
from test_orca import Walks, require_orca


class Every(Walks):
    reader = 'before'

    def test_every_journey(self):
        for journey in journeys.CITY:
            with self.subTest(journey=journey.__name__):
                self.walk(journey(self.world))


class InLanguage(Walks):
    """Three journeys in one language."""

    def test_three_journeys(self):
        for journey in journeys.IN_EVERY_LANGUAGE:
            with self.subTest(journey=journey.__name__):
                self.walk(journey(self.world))


class French(InLanguage):
    language = 'fr'


class Spanish(InLanguage):
    language = 'es'


class Russian(InLanguage):
    language = 'ru'


class Chinese(InLanguage):
    language = 'zh'


class Arabic(InLanguage):
    language = 'ar'


if __name__ == '__main__':
    require_orca()
    main()
