# SPDX-License-Identifier: Apache-2.0
"""A desktop's keyring for tests: the freedesktop.org Secret Service with one open collection.

    secret_service.py

Owns org.freedesktop.secrets on the session bus until it is ended, and says "ready".
"""
import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

SERVICE = 'org.freedesktop.Secret.Service'
COLLECTION = 'org.freedesktop.Secret.Collection'
ITEM = 'org.freedesktop.Secret.Item'
PROPERTIES = 'org.freedesktop.DBus.Properties'
ROOT = '/org/freedesktop/secrets'
NOTHING = dbus.ObjectPath('/')


class NotSupported(dbus.DBusException):
    _dbus_error_name = 'org.freedesktop.DBus.Error.NotSupported'


class Item(dbus.service.Object):
    def __init__(self, service, number, attributes, secret):
        self.path = f'{ROOT}/collection/default/{number}'
        super().__init__(service.bus, self.path)
        self.service, self.attributes, self.secret = service, attributes, secret

    @dbus.service.method(ITEM, out_signature='o')
    def Delete(self):
        self.service.items.remove(self)
        self.remove_from_connection()
        return NOTHING

    @dbus.service.method(PROPERTIES, in_signature='s', out_signature='a{sv}')
    def GetAll(self, _):
        return {'Locked': dbus.Boolean(False), 'Label': 'x',
                'Attributes': dbus.Dictionary(self.attributes, signature='ss')}


class Collection(dbus.service.Object):
    def __init__(self, service, path):
        super().__init__(service.bus, path)
        self.service = service

    @dbus.service.method(COLLECTION, in_signature='a{sv}(oayays)b', out_signature='oo')
    def CreateItem(self, properties, secret, _):
        attributes = {str(k): str(v) for k, v in properties[ITEM + '.Attributes'].items()}
        self.service.items = [item for item in self.service.items if item.attributes != attributes]
        self.service.made += 1
        item = Item(self.service, self.service.made, attributes, bytes(secret[2]))
        self.service.items.append(item)
        return dbus.ObjectPath(item.path), NOTHING

    @dbus.service.method(PROPERTIES, in_signature='s', out_signature='a{sv}')
    def GetAll(self, _):
        return {'Locked': dbus.Boolean(False), 'Label': 'default',
                'Items': dbus.Array([item.path for item in self.service.items], signature='o')}


class Service(dbus.service.Object):
    def __init__(self, bus):
        super().__init__(bus, ROOT)
        self.bus, self.items, self.made = bus, [], 0
        # The one collection, by its own path and by the alias of what is to be used.
        self.collections = [Collection(self, f'{ROOT}/{path}')
                            for path in ('collection/default', 'aliases/default')]

    @dbus.service.method(SERVICE, in_signature='sv', out_signature='vo')
    def OpenSession(self, algorithm, _):
        if algorithm != 'plain':
            raise NotSupported('plain alone')
        return dbus.String('', variant_level=1), dbus.ObjectPath(f'{ROOT}/session/1')

    @dbus.service.method(SERVICE, in_signature='s', out_signature='o')
    def ReadAlias(self, _):
        return dbus.ObjectPath(f'{ROOT}/collection/default')

    @dbus.service.method(SERVICE, in_signature='a{ss}', out_signature='aoao')
    def SearchItems(self, attributes):
        wanted = {str(k): str(v) for k, v in attributes.items()}
        found = [item.path for item in self.items if wanted.items() <= item.attributes.items()]
        return dbus.Array(found, signature='o'), dbus.Array([], signature='o')

    @dbus.service.method(SERVICE, in_signature='ao', out_signature='aoo')
    def Unlock(self, objects):
        return objects, NOTHING

    @dbus.service.method(SERVICE, in_signature='aoo', out_signature='a{o(oayays)}')
    def GetSecrets(self, paths, session):
        found = {item.path: item for item in self.items}
        return dbus.Dictionary({
            dbus.ObjectPath(path): (session, dbus.ByteArray(b''), dbus.ByteArray(found[path].secret),
                                    'text/plain') for path in paths if path in found},
            signature='o(oayays)')

    @dbus.service.method(PROPERTIES, in_signature='s', out_signature='a{sv}')
    def GetAll(self, _):
        return {'Collections': dbus.Array([f'{ROOT}/collection/default'], signature='o')}


def main():
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    Service(bus)
    name = dbus.service.BusName('org.freedesktop.secrets', bus)
    print('ready', name.get_name(), flush=True)
    GLib.MainLoop().run()


if __name__ == '__main__':
    main()
