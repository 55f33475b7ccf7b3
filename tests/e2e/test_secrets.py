# SPDX-License-Identifier: Apache-2.0
"""Secrets of feeds in the desktop's keyring, on a message bus of the test's own."""
import os
import re
import subprocess

import program
from accessible_bus import PYTHON
from broker import Broker, require_broker
from program import BINARY, ProgramTest, environment


class Keyring(ProgramTest):
    def setUp(self):
        super().setUp()
        program.require_tools('dbus-daemon')
        if subprocess.run([PYTHON, '-c', 'import dbus.mainloop.glib, gi'], capture_output=True,
                          check=False).returncode != 0:
            program.skip('not installed: python3-dbus, python3-gi')
        bus = subprocess.Popen(['dbus-daemon', '--session', '--print-address=1', '--nofork'],
                               stdout=subprocess.PIPE, text=True)
        self.ended_with(bus)
        self.environment = {**environment(), 'DBUS_SESSION_BUS_ADDRESS': bus.stdout.readline().strip()}

    def ended_with(self, process):
        def end():
            process.kill()
            process.wait()
            process.stdout.close()
        self.addCleanup(end)

    def start_keyring(self):
        service = subprocess.Popen(
            [PYTHON, os.path.join(os.path.dirname(__file__), 'secret_service.py')],
            stdout=subprocess.PIPE, text=True, env=self.environment)
        self.ended_with(service)
        self.assertTrue(service.stdout.readline().startswith('ready'))

    def run_in_session(self, *arguments, text=None):
        return subprocess.run([BINARY, *arguments], input=text, text=True, capture_output=True,
                              env=self.environment, timeout=60)

    def test_a_password_by_name_opens_the_broker(self):
        require_broker()
        self.start_keyring()
        passwords = self.path('passwords')
        with open(passwords, 'w', encoding='utf-8') as file:
            file.write('planner:open sesame\n')
        subprocess.run(['mosquitto_passwd', '-U', passwords], check=True)
        broker = Broker(self.folder, ['allow_anonymous false', f'password_file {passwords}'])
        self.addCleanup(broker.kill)
        url = f'mqtt://planner@127.0.0.1:{broker.port}/#?secret=city-broker'
        watch = ('watch', '--json', '--feed', url, '--for', '2')
        missing = self.run_in_session(*watch)
        self.assertEqual(missing.returncode, 1)
        self.assertIn('there is no secret city-broker', missing.stderr)
        for secret, status in (('wrong', 1), ('open sesame', 0)):
            kept = self.run_in_session('secret', 'keep', 'city-broker', text=secret + '\n')
            self.assertEqual(kept.returncode, 0, kept.stderr)
            done = self.run_in_session(*watch)
            self.assertEqual(done.returncode, status, done.stderr)
            for said in (kept.stdout, kept.stderr, done.stdout, done.stderr):
                self.assertIsNone(re.search(secret, said))
        self.assertEqual(self.run_in_session('secret', 'forget', 'city-broker').returncode, 0)
        again = self.run_in_session('secret', 'forget', 'city-broker')
        self.assertEqual(again.returncode, 1)
        self.assertEqual(self.run_in_session(*watch).returncode, 1)

    def test_without_a_keyring_it_is_said(self):
        done = self.run_in_session('secret', 'keep', 'x', text='y\n')
        self.assertEqual(done.returncode, 1)
        self.assertIn('keyring', done.stderr)
        self.assertEqual(self.run_in_session('secret', 'keep', 'a/b', text='y\n').returncode, 2)
        self.assertEqual(self.run_in_session('secret', 'keep', 'x', text='').returncode, 2)

    def test_files_of_the_settings_are_found_by_name(self):
        folder = os.path.join(self.path('settings'), 'belvedere', 'secrets')
        os.makedirs(folder)
        self.environment['XDG_CONFIG_HOME'] = self.path('settings')
        with open(os.path.join(folder, 'mine'), 'w', encoding='utf-8') as file:
            file.write('x\n')
        os.chmod(os.path.join(folder, 'mine'), 0o644)
        watch = ('watch', '--feed', 'mqtt://me@127.0.0.1:9/#?secret=mine', '--for', '1')
        self.assertIn('chmod 600', self.run_in_session(*watch).stderr)
        os.chmod(os.path.join(folder, 'mine'), 0o600)
        self.assertIn('127.0.0.1:9', self.run_in_session(*watch).stderr)


if __name__ == '__main__':
    program.main()
