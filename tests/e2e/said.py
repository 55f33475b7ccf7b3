# SPDX-License-Identifier: Apache-2.0
"""What the program should say, put together without it: messages from the catalogues, numbers, units and
plural forms by tables of their own (Unicode CLDR 42)."""
import math
import os
import re

LANGUAGES = ('en', 'fr', 'es', 'ru', 'zh', 'ar')
TRANSLATIONS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'assets', 'translations')
DECIMAL = {'en': '.', 'fr': ',', 'es': ',', 'ru': ',', 'zh': '.', 'ar': '.'}
METRE = {'en': 'm', 'fr': 'm', 'es': 'm', 'ru': 'м', 'zh': 'm', 'ar': 'م'}
KILOMETRE = {'en': 'km', 'fr': 'km', 'es': 'km', 'ru': 'км', 'zh': 'km', 'ar': 'كم'}
BEARINGS = {
    'en': ('north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'),
    'fr': ('nord', 'nord-est', 'est', 'sud-est', 'sud', 'sud-ouest', 'ouest', 'nord-ouest'),
    'es': ('norte', 'noreste', 'este', 'sureste', 'sur', 'suroeste', 'oeste', 'noroeste'),
    'ru': ('север', 'северо-восток', 'восток', 'юго-восток', 'юг', 'юго-запад', 'запад', 'северо-запад'),
    'zh': ('北', '东北', '东', '东南', '南', '西南', '西', '西北'),
    'ar': ('شمال', 'شمال شرق', 'شرق', 'جنوب شرق', 'جنوب', 'جنوب غرب', 'غرب', 'شمال غرب')}


def plain(text):
    """Without what cannot be heard: kinds of spaces, marks of direction."""
    return re.sub(r'[\s\u00a0\u202f]+', ' ', re.sub('[\u200e\u200f\u2066-\u2069\u061c]', '', text)).strip()


def plural_form(language, n):
    """The index of the form in a .po file, by CLDR's rules for whole numbers."""
    if language == 'zh':
        return 0
    if language == 'ru':
        if n % 10 == 1 and n % 100 != 11:
            return 0
        return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2
    if language == 'ar':
        if n <= 2:
            return n
        return 3 if 3 <= n % 100 <= 10 else 4 if 11 <= n % 100 <= 99 else 5
    return int(n > 1) if language == 'fr' else int(n != 1)


def catalogue(language):
    """Messages by key and English text: the text, or a list of plural forms."""
    found = {}
    if language == 'en':
        return found
    with open(os.path.join(TRANSLATIONS, language + '.po'), encoding='utf-8') as file:
        entries = file.read().split('\n\n')
    for entry in entries:
        fields, last = {}, None
        for line in entry.split('\n'):
            named = re.match(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) "(.*)"$', line)
            if named:
                last = named.group(1)
                fields[last] = named.group(2)
            elif last and line.startswith('"'):
                fields[last] += line[1:-1]
        fields = {name: re.sub(r'\\(.)', lambda m: {'n': '\n', 't': '\t'}.get(m.group(1), m.group(1)), text)
                  for name, text in fields.items()}
        if 'msgctxt' not in fields:
            continue
        forms = [fields[name] for name in sorted(fields) if name.startswith('msgstr')]
        found[fields['msgctxt'], fields['msgid']] = forms if 'msgid_plural' in fields else forms[0]
    return found


class Tongue:
    """One language."""

    def __init__(self, language):
        self.language = language
        self.messages = catalogue(language)

    def say(self, key, english, **values):
        text = self.messages[key, english] if self.language != 'en' else english
        assert isinstance(text, str) and text, (self.language, key)
        return plain(re.sub(r'\{(\w+)\}', lambda m: str(values[m.group(1)]), text))

    def count(self, key, one, many, n, shown=None):
        form = plural_form(self.language, n)
        text = self.messages[key, one][form] if self.language != 'en' else (one, many)[form]
        return plain(text.replace('{n}', shown or str(n)))

    def number(self, value, decimals=0):
        return f'{value:.{decimals}f}'.replace('.', DECIMAL[self.language])

    def length(self, metres):
        """Three digits at most, as the program says lengths."""
        if abs(metres) < 999.5:
            decimals = 1 if 0.05 <= abs(metres) < 9.95 else 0
            return plain(f'{self.number(metres, decimals)} {METRE[self.language]}')
        decimals = 1 if abs(metres) < 99950.0 else 0
        return plain(f'{self.number(metres / 1000.0, decimals)} {KILOMETRE[self.language]}')

    def bearing(self, degrees):
        return BEARINGS[self.language][math.floor((degrees + 22.5) / 45.0) % 8]
