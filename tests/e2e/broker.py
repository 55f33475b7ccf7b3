# SPDX-License-Identifier: Apache-2.0
"""A real MQTT broker on a free loopback port, and certificates made for one test."""
import glob
import os
import socket
import subprocess
import threading
import time

import program

MOSQUITTO = next((path for path in ('/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto')
                  if os.path.exists(path)), 'mosquitto')


def require_broker():
    if not os.path.exists(MOSQUITTO):
        program.skip('not installed: mosquitto')
    program.require_tools('openssl')


def dynamic_security():
    """The plugin of mosquitto that can refuse a topic: lists in files allow all to be asked for."""
    found = glob.glob('/usr/lib/*/mosquitto_dynamic_security.so') + glob.glob('/usr/local/lib/mosquitto_dynamic_security.so')
    if not found:
        program.skip('not installed: mosquitto_dynamic_security.so')
    return found[0]


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


class Broker:
    """mosquitto with a configuration of its own below `folder`; `lines` are added to it."""

    def __init__(self, folder, lines=(), port=None):
        self.port = port or free_port()
        self.configuration = os.path.join(folder, f'broker-{self.port}.conf')
        with open(self.configuration, 'w', encoding='utf-8') as file:
            file.write('\n'.join([f'listener {self.port} 127.0.0.1', 'user root', 'allow_anonymous true',
                                  'persistence false', 'max_queued_messages 0',
                                  'log_dest none', *lines]) + '\n')
        self.process = None
        self.start()

    def start(self):
        self.process = subprocess.Popen([MOSQUITTO, '-c', self.configuration],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                socket.create_connection(('127.0.0.1', self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise RuntimeError('the broker does not listen')

    def kill(self):
        self.process.kill()
        self.process.wait()

    def url(self, path='', scheme='mqtt', host='127.0.0.1'):
        return f'{scheme}://{host}:{self.port}{path}'


class Proxy:
    """Forwards connections to a port, and cuts or freezes them."""

    def __init__(self, port):
        self.target, self.sockets, self.lock = port, [], threading.Lock()
        self.is_frozen = threading.Event()
        self.flows = threading.Event()
        self.flows.set()
        self.to_drop = 0  # Bytes from the target on.
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(('127.0.0.1', self.target), timeout=5)
            except OSError:
                client.close()
                continue
            server.settimeout(None)
            self.is_frozen.clear()
            with self.lock:
                self.sockets += [client, server]
            for source, target in ((client, server), (server, client)):
                threading.Thread(target=self.forward, args=(source, target, source is server),
                                 daemon=True).start()

    def forward(self, source, target, is_answer):
        try:
            while data := source.recv(65536):
                self.flows.wait()
                if self.is_frozen.is_set():
                    continue
                if is_answer and self.to_drop:
                    dropped = min(self.to_drop, len(data))
                    self.to_drop -= dropped
                    data = data[dropped:]
                target.sendall(data)
        except OSError:
            pass
        if not self.is_frozen.is_set():
            for end in (source, target):
                end.close()

    def cut(self):
        """Ends all connections at once; new ones are taken."""
        with self.lock:
            sockets, self.sockets = self.sockets, []
        for one in sockets:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            one.close()

    def freeze(self):
        """Everything is taken and nothing comes: both ends believe in the connection. The next one works."""
        self.is_frozen.set()

    def stall(self):
        """Nothing moves, and nothing is lost, until resume()."""
        self.flows.clear()

    def resume(self):
        self.flows.set()

    def drop(self, size):
        """The next bytes to the client are gone, and the connection goes on without them."""
        self.to_drop = size

    def close(self):
        self.resume()
        self.listener.close()
        self.cut()


def remaining_length(size):
    """The variable byte integer of MQTT 3.1.1, section 2.2.3."""
    out = b''
    while True:
        digit, size = size % 128, size // 128
        out += bytes([digit | (0x80 if size else 0)])
        if not size:
            return out


def publish(port, topic, payload, retain=False):
    """One message at QoS 0, by hand: a publisher that is none of ours."""
    publish_all(port, [(topic, payload)], retain)


def publish_all(port, messages, retain=False):
    """Topics with payloads, over one connection."""
    with socket.create_connection(('127.0.0.1', port), timeout=5) as connection:
        body = b'\x00\x04MQTT\x04\x02\x00\x3c' + b'\x00\x04test'
        connection.sendall(b'\x10' + remaining_length(len(body)) + body)
        if connection.recv(4)[3] != 0:
            raise RuntimeError('the broker refuses the publisher')
        packets = []
        for topic, payload in messages:
            name = topic.encode()
            body = len(name).to_bytes(2, 'big') + name + payload.encode()
            packets.append((b'\x31' if retain else b'\x30') + remaining_length(len(body)) + body)
        connection.settimeout(120)
        connection.sendall(b''.join(packets) + b'\xe0\x00')
        # Until the broker has taken them all: it closes then.
        while connection.recv(4096):
            pass


class Certificates:
    """Authorities and certificates in PEM files below `folder`."""

    def __init__(self, folder):
        self.folder = folder
        self.authority('ca')

    def path(self, name):
        return os.path.join(self.folder, name)

    def openssl(self, *arguments):
        subprocess.run(['openssl', *arguments], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def authority(self, name):
        self.openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
                     '-subj', f'/CN={name}', '-days', '2', '-keyout', self.path(name + '.key'),
                     '-out', self.path(name + '.pem'))

    def certificate(self, name, subject='IP:127.0.0.1', days=2, authority='ca'):
        request = self.path(name + '.csr')
        extensions = self.path(name + '.ext')
        with open(extensions, 'w', encoding='utf-8') as file:
            file.write(f'subjectAltName={subject}\n')
        self.openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj',
                     f'/CN={name}', '-keyout', self.path(name + '.key'), '-out', request)
        self.openssl('x509', '-req', '-in', request, '-CA', self.path(authority + '.pem'), '-CAkey',
                     self.path(authority + '.key'), '-CAcreateserial', '-days', str(days), '-extfile',
                     extensions, '-out', self.path(name + '.pem'))

    def lines(self, name):
        """For a broker that shows the certificate `name`."""
        return [f'certfile {self.path(name + ".pem")}', f'keyfile {self.path(name + ".key")}']
