# SPDX-License-Identifier: Apache-2.0
"""Live data end to end: a real broker, TLS, cuts, servers that are polled, payload files."""
import http.server
import json
import os
import struct
import subprocess
import threading
import time
import unittest
import urllib.parse

import program
from broker import Broker, Certificates, Proxy, publish, require_broker
from program import BINARY, SAMPLE_DATA, ProgramTest, environment, run
from watching import LONG, FeedTest, Watch

def png_facts(path):
    """Size of a picture and what it says of itself, by keyword."""
    with open(path, 'rb') as file:
        data = file.read()
    size, texts, at = struct.unpack('>II', data[16:24]), {}, 8
    while at < len(data):
        length, kind = struct.unpack('>I4s', data[at:at + 8])
        if kind == b'iTXt':
            keyword, rest = data[at + 8:at + 8 + length].split(b'\0', 1)
            texts[keyword.decode()] = rest[2:].split(b'\0', 2)[2].decode()
        at += 12 + length
    return size, texts


class Mqtt(FeedTest):
    def test_every_message_is_accounted_for(self):
        broker = self.broker()
        for options in ('', '?qos=1', '?version=5'):
            watch = Watch('--feed', broker.url('/belvedere/#' + options))
            watch.wait_for('connected')
            messages = 1_000_000 if LONG and options == '' else 20_000
            sent = self.simulate(broker.url() + options, '--messages', str(messages), '--rate', 'max')
            self.assertEqual(sent, messages)
            time.sleep(1)
            report = watch.finish()
            self.account(report)
            self.assertEqual(report['received'], sent, report)
            self.assertEqual(report['applied'] + report['dropped'], sent, report)
            self.assertGreater(report['entities'], 1000)
            self.assertGreater(report['latency_ms']['p99'], 0)

    def test_a_broker_that_dies_is_found_again(self):
        broker = self.broker()
        watch = Watch('--feed', broker.url('/belvedere/#'))
        watch.wait_for('connected')
        sent = 0
        cuts = 200 if LONG else 4
        for cut in range(1, cuts + 1):
            sent += self.simulate(broker.url(), '--messages', '200', '--rate', 'max')
            time.sleep(0.5)
            broker.kill()
            broker.start()
            watch.wait_for('connected', cut + 1)
        # Within two seconds of the last connection the state is right.
        connected = time.monotonic()
        sent += self.simulate(broker.url(), '--messages', '200', '--rate', 'max')
        time.sleep(max(0.0, connected + 2 - time.monotonic()))
        report = watch.finish()
        self.account(report)
        self.assertEqual(report['received'], sent)
        self.assertEqual(report['applied'], sent)
        self.assertEqual(report['feeds'][0]['connections'], cuts + 1)

    def test_two_feeds_stand_apart(self):
        first, second = self.broker(), self.broker()
        watch = Watch('--feed', first.url('/belvedere/#'), second.url('/belvedere/#'))
        watch.wait_for('connected', 2)
        first.kill()
        watch.wait_for(str(first.port), 2)
        sent = self.simulate(second.url(), '--messages', '300', '--rate', 'max')
        time.sleep(0.5)
        report = watch.finish()
        states = {feed['url'].split(':')[2].split('/')[0]: feed for feed in report['feeds']}
        self.assertEqual(states[str(second.port)]['state'], 'connected')
        self.assertEqual(states[str(second.port)]['applied'], sent)
        self.assertNotEqual(states[str(first.port)]['state'], 'connected')

    def test_plain_json_by_a_mapping(self):
        mapping = self.path('mapping.json')
        with open(mapping, 'w', encoding='utf-8') as file:
            json.dump({'rules': [{'topic': 'belvedere/city/{type}/{id}', 'entity': 'urn:{id}',
                                  'type': 'Thing', 'time': '/location/observedAt',
                                  'properties': [{'name': 'level', 'at': '/LAeq/value',
                                                  'unit': '2N'}]}]}, file)
        broker = self.broker()
        watch = Watch('--feed', broker.url('/belvedere/city/NoiseLevelObserved/+'), '--mapping', mapping)
        watch.wait_for('connected')
        self.simulate(broker.url(), '--messages', '6000', '--rate', 'max')
        time.sleep(0.5)
        report = watch.finish()
        self.account(report)
        self.assertGreater(report['applied'], 50)
        self.assertEqual(report['applied'], report['feeds'][0]['observations']['applied'])


class Remembered(FeedTest):
    def test_the_last_known_city_is_there_before_anybody_speaks(self):
        broker, cache = self.broker(), self.path('values')
        url = broker.url('/belvedere/#')
        watch = Watch('--feed', url, '--cache', cache)
        watch.wait_for('connected')
        self.simulate(broker.url(), '--messages', '500', '--rate', 'max')
        time.sleep(0.5)
        first = watch.finish()
        self.assertEqual(first['feeds'][0]['remembered'], 0)
        broker.kill()
        again = run('watch', '--json', '--feed', url, '--cache', cache, '--for', '1')
        self.assertEqual(again.returncode, 1, 'it never connected')
        report = json.loads(again.stdout)
        self.assertEqual(report['entities'], first['entities'])
        self.assertEqual(report['feeds'][0]['remembered'], first['entities'])
        self.assertEqual(report['received'], 0, 'what is remembered is no part of the account')
        # What it has not heard of again it still keeps.
        third = json.loads(run('watch', '--json', '--feed', url, '--cache', cache, '--for', '1').stdout)
        self.assertEqual(third['feeds'][0]['remembered'], first['entities'])


class Tls(FeedTest):
    def refused(self, broker, certificates, sentence, authority='ca'):
        url = broker.url(f'/#?ca={certificates.path(authority + ".pem")}', scheme='mqtts')
        done = run('watch', '--feed', url, '--for', '10', timeout_s=30)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn(sentence, done.stderr)

    def test_certificates_are_checked(self):
        certificates = Certificates(self.folder)
        certificates.authority('other')
        certificates.certificate('server')
        certificates.certificate('expired', days=-1)
        certificates.certificate('elsewhere', subject='DNS:broker.example')
        good = self.broker(*certificates.lines('server'))
        watch = Watch('--feed', good.url(f'/#?ca={certificates.path("ca.pem")}', scheme='mqtts'))
        watch.wait_for('connected')
        url = good.url(f'?ca={certificates.path("ca.pem")}', scheme='mqtts')
        sent = self.simulate(url, '--messages', '500', '--rate', 'max')
        time.sleep(0.5)
        self.assertEqual(watch.finish()['applied'], sent)
        self.refused(good, certificates, 'signed by nobody who is trusted here', authority='other')
        self.refused(self.broker(*certificates.lines('expired')), certificates, 'has expired')
        self.refused(self.broker(*certificates.lines('elsewhere')), certificates,
                     'is of another host than 127.0.0.1')

    def test_a_client_shows_its_certificate(self):
        certificates = Certificates(self.folder)
        certificates.certificate('server')
        certificates.certificate('client')
        broker = self.broker(*certificates.lines('server'), f'cafile {certificates.path("ca.pem")}',
                             'require_certificate true')
        options = f'?ca={certificates.path("ca.pem")}'
        mine = options + f'&cert={certificates.path("client.pem")}&key={certificates.path("client.key")}'
        watch = Watch('--feed', broker.url('/belvedere/#' + mine + '&qos=1', scheme='mqtts'))
        watch.wait_for('connected')
        messages = 1_000_000 if LONG else 100
        sent = self.simulate(broker.url(mine + '&qos=1', scheme='mqtts'), '--messages', str(messages), '--rate', 'max')
        self.assertEqual(sent, messages)
        time.sleep(5 if LONG else 0.5)
        report = watch.finish()
        self.account(report)
        self.assertEqual(report['received'], sent, 'over TLS nothing is lost in silence')
        self.assertEqual(report['applied'] + report['dropped'], sent)
        without = run('watch', '--feed', broker.url('/#' + options, scheme='mqtts'), '--for', '3')
        self.assertEqual(without.returncode, 1)

    def through_a_proxy(self, *options):
        """A watch over TLS with a client certificate through a proxy, and the broker behind it."""
        certificates = Certificates(self.folder)
        certificates.certificate('server')
        certificates.certificate('client')
        broker = self.broker(*certificates.lines('server'), f'cafile {certificates.path("ca.pem")}',
                             'require_certificate true')
        mine = (f'ca={certificates.path("ca.pem")}&cert={certificates.path("client.pem")}'
                f'&key={certificates.path("client.key")}')
        proxy = Proxy(broker.port)
        self.addCleanup(proxy.close)
        watch = Watch('--feed', f'mqtts://127.0.0.1:{proxy.port}/belvedere/#?{mine}', *options)
        watch.wait_for('connected')
        return watch, proxy, broker.url('?qos=1&' + mine, scheme='mqtts')

    def test_cuts_in_the_midst_of_a_stream(self):
        watch, proxy, url = self.through_a_proxy()
        messages, cuts = (1_000_000, 200) if LONG else (20_000, 5)
        sender = subprocess.Popen([BINARY, 'simulate', '--to', url, '--messages', str(messages), '--rate', 'max',
                                   '--retain', '--json'], stdout=subprocess.PIPE, text=True, env=environment())
        for cut in range(1, cuts + 1):
            time.sleep(0.1)
            proxy.cut()
            watch.wait_for('connected', cut + 1)
        self.assertEqual(json.loads(sender.communicate(timeout=600)[0])['sent'], messages)
        # What is retained brings the state back, whatever was missed: within two seconds.
        proxy.cut()
        watch.wait_for('connected', cuts + 2)
        time.sleep(8 if LONG else 2)
        report = watch.finish()
        self.account(report)
        self.assertEqual(report['feeds'][0]['connections'], cuts + 2)
        self.assertEqual(report['rejected'], 0, 'no message is torn by a cut')
        fresh = Watch('--feed', url.replace('?qos=1&', '/belvedere/#?'))
        fresh.wait_for('connected')
        time.sleep(4 if LONG else 1)
        truth = fresh.finish()
        self.assertEqual(report['entities'], truth['entities'])
        self.assertGreaterEqual(report['received'], truth['received'] * 2)

    @unittest.skipUnless(LONG, 'half a minute until silence is noticed')
    def test_half_open_connections_are_found(self):
        watch, proxy, url = self.through_a_proxy()
        proxy.freeze()
        watch.wait_for('silent', seconds=60)
        watch.wait_for('connected', 2)
        sent = self.simulate(url, '--messages', '300', '--rate', 'max')
        time.sleep(1)
        report = watch.finish()
        self.account(report)
        self.assertEqual(report['applied'], sent)

    def test_passwords_come_from_a_file_that_is_ones_own(self):
        passwords = self.path('passwords')
        with open(passwords, 'w', encoding='utf-8') as file:
            file.write('planner:open sesame\n')
        subprocess.run(['mosquitto_passwd', '-U', passwords], check=True)
        os.chmod(passwords, 0o644)
        broker = self.broker('allow_anonymous false', f'password_file {passwords}')
        secret = self.path('secret')
        with open(secret, 'w', encoding='utf-8') as file:
            file.write('open sesame\n')
        os.chmod(secret, 0o644)
        url = f'mqtt://planner@127.0.0.1:{broker.port}/#?secret={secret}'
        open_to_all = run('watch', '--feed', url, '--for', '2')
        self.assertEqual(open_to_all.returncode, 1)
        self.assertIn('chmod 600', open_to_all.stderr)
        os.chmod(secret, 0o600)
        self.assertEqual(run('watch', '--feed', url, '--for', '2').returncode, 0)
        nobody = run('watch', '--feed', broker.url('/#'), '--for', '5')
        self.assertEqual(nobody.returncode, 1)
        self.assertIn('does not allow this user', nobody.stderr)
        shown = run('watch', '--feed', f'mqtt://planner:x@127.0.0.1:{broker.port}/')
        self.assertEqual(shown.returncode, 2)
        self.assertIn('no password in an address', shown.stderr)


class Entities(http.server.BaseHTTPRequestHandler):
    """A small NGSI-LD and SensorThings server over what a test gives it."""
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def do_POST(self):
        document = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        self.server.documents.append((self.path, document))
        self.send_response(201)
        self.send_header('Location', self.path + '/urn:s:1')
        self.send_header('Content-Length', '0')
        self.end_headers()

    def do_DELETE(self):
        self.server.documents.append((self.path, None))
        self.send_response(204)
        self.end_headers()

    def do_GET(self):
        path, _, query = self.path.partition('?')
        options = dict(urllib.parse.parse_qsl(query))
        self.server.requests.append((path, options, dict(self.headers)))
        link, body = self.server.answer(path, options)
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(data)))
        if link:
            self.send_header('Link', f'<{link}>; rel="next"; type="application/json"')
        self.end_headers()
        self.wfile.write(data)


class Http(ProgramTest):
    def serve(self, answer):
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Entities)
        server.answer, server.requests, server.documents = answer, [], []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server, f'http://127.0.0.1:{server.server_address[1]}'

    def entity(self, number, value):
        return {'id': f'urn:ngsi-ld:Lamp:{number}', 'type': 'Lamp',
                'level': {'type': 'Property', 'value': value, 'observedAt': '2026-01-01T00:00:00Z',
                          'modifiedAt': '2026-01-01T00:00:00Z'}}

    def watch(self, *options):
        done = run('watch', '--json', *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_pages_of_entities_are_followed(self):
        def answer(_, options):
            offset = int(options.get('offset', 0))
            page = [self.entity(n, n) for n in range(offset, min(offset + 50, 230))]
            return (f'/ngsi-ld/v1/entities?offset={offset + 50}' if offset + 50 < 230 else '', page)
        server, url = self.serve(answer)
        report = self.watch('--feed', f'ngsi-ld+{url}/ngsi-ld/v1?type=Lamp&tenant=city', '--for', '2')
        self.assertEqual(report['entities'], 230)
        self.assertEqual(report['applied'], 230)
        path, options, headers = server.requests[0]
        self.assertEqual(path, '/ngsi-ld/v1/entities')
        self.assertEqual(options['type'], 'Lamp')
        self.assertEqual(headers['NGSILD-Tenant'], 'city')

    def test_later_only_what_was_modified_and_in_the_end_everything(self):
        def answer(_, options):
            polls = len(server.requests)
            if 'q' in options:
                self.assertIn('modifiedAt>=', options['q'])
                return '', []
            return '', [self.entity(n, 1) for n in range(5 if polls == 1 else 7)]
        server, url = self.serve(answer)
        report = self.watch('--feed', f'ngsi-ld+{url}/ngsi-ld/v1?type=Lamp&poll=1', '--for', '13')
        self.assertEqual(report['entities'], 7)
        self.assertEqual(report['repaired'], 0, 'nothing was live that could have missed them')
        self.assertEqual(report['received'], 12)
        self.assertEqual(report['duplicate'], 5)

    def test_a_broker_notifies_over_mqtt(self):
        require_broker()
        broker = Broker(self.folder)
        self.addCleanup(broker.kill)
        server, url = self.serve(lambda _, options: ('', [] if 'q' in options else [self.entity(1, 1)]))
        notify = urllib.parse.quote(broker.url('/city/lamps?qos=1'), safe='')
        watch = Watch('--feed', f'ngsi-ld+{url}/ngsi-ld/v1?type=Lamp&notify={notify}')
        for _ in range(500):
            if server.documents:
                break
            time.sleep(0.02)
        path, document = server.documents[0]
        self.assertEqual(path, '/ngsi-ld/v1/subscriptions')
        self.assertEqual(document['type'], 'Subscription')
        self.assertEqual(document['entities'], [{'type': 'Lamp'}])
        endpoint = document['notification']['endpoint']
        self.assertEqual(endpoint['uri'], broker.url('/city/lamps'))
        self.assertIn({'key': 'MQTT-QoS', 'value': '1'}, endpoint['notifierInfo'])
        changed = self.entity(1, 2)
        changed['level']['observedAt'] = '2026-01-01T00:00:05Z'
        time.sleep(0.5)
        publish(broker.port, 'city/lamps', json.dumps({'metadata': {'Content-Type': 'application/json'}, 'body': {
            'id': 'urn:n:1', 'type': 'Notification', 'subscriptionId': 'urn:s:1', 'data': [changed]}}))
        time.sleep(0.5)
        report = watch.finish()
        self.assertEqual(report['applied'], 2, report)
        self.assertEqual(report['repaired'], 0)
        self.assertEqual(server.documents[-1], ('/ngsi-ld/v1/subscriptions/urn:s:1', None), 'taken back')

    def test_the_past_of_a_property(self):
        name = 'https://uri.etsi.org/ngsi-ld/default-context/level'
        def answer(path, options):
            self.assertEqual(options['timeproperty'], 'observedAt')
            return '', {'id': 'urn:ngsi-ld:Lamp:1', 'type': 'Lamp', 'level': [
                {'type': 'Property', 'value': n, 'unitCode': 'P1', 'observedAt': f'2026-01-01T00:0{n}:00Z'}
                for n in (2, 0, 1)]}
        server, url = self.serve(answer)
        ask = ('history', '--feed', f'ngsi-ld+{url}/ngsi-ld/v1', '--entity', 'urn:ngsi-ld:Lamp:1',
               '--property', name, '--from', '2026-01-01', '--to', '2026-01-02')
        done = run(*ask, '--json')
        self.assertEqual(done.returncode, 0, done.stderr)
        report = json.loads(done.stdout)
        self.assertTrue(report['complete'])
        self.assertEqual([value['value'] for value in report['values']], [0, 1, 2])
        self.assertEqual(report['values'][0], {'time': '2026-01-01T00:00:00Z', 'value': 0, 'unit': 'P1'})
        self.assertEqual(server.requests[0][0], '/ngsi-ld/v1/temporal/entities/urn:ngsi-ld:Lamp:1')
        self.assertEqual(run(*ask).stdout.splitlines()[0], '2026-01-01T00:00:00Z,0.0,P1')
        self.assertEqual(run(*ask, '--from', 'yesterday').returncode, 2)
        chart = self.path('level.png')
        drawn = run(*ask, '--chart', chart, '--chart-size', '640x360', '--language', 'fr')
        self.assertEqual(drawn.returncode, 0, drawn.stderr)
        size, texts = png_facts(chart)
        self.assertEqual(size, (640, 360))
        self.assertIn('level', texts['Title'])
        self.assertIn('3 valeurs', texts['Description'])
        self.assertNotIn('127.0.0.1:9/v1?', texts['Source'])

    def test_a_chart_of_a_file_is_a_picture_that_says_what_it_shows(self):
        table = self.path('dust.csv')
        with open(table, 'w', encoding='utf-8') as file:
            file.write('id,time,value\n')
            for minute in range(60):
                for station in 'ab':
                    file.write(f'{station},2026-01-01T10:{minute:02d}:00Z,{minute + (5 if station == "b" else 0)}\n')
        feed = ('watch', '--feed', f'file:{table}?id=id&type=AirQualityObserved&unit=GQ&licence=CC-BY-4.0')
        chart = self.path('dust.png')
        ask = (*feed, '--chart', chart)
        done = run(*ask, '--series', 'value@a', '--series', 'value@b', '--chart-form', 'band', '--chart-title', 'Dust')
        self.assertEqual(done.returncode, 0, done.stderr)
        size, texts = png_facts(chart)
        self.assertEqual(size, (1280, 720))
        self.assertEqual(texts['Title'], 'Dust')
        self.assertIn('highest 64', texts['Description'])
        self.assertIn('Mean 29.5', texts['Description'])
        self.assertIn('CC-BY-4.0', texts['Source'])
        self.assertEqual(run(*ask).returncode, 1)
        self.assertEqual(run(*ask, '--series', 'value').returncode, 2)
        self.assertEqual(run(*ask, '--series', 'value@a', '--chart-size', '10x10').returncode, 2)
        self.assertEqual(run(*ask, '--series', 'value@a', '--chart-theme', 'plaid').returncode, 2)
        self.assertEqual(run(*ask, '--series', 'nothing@a').returncode, 1)
        # What a source forbids to export is no picture.
        os.remove(chart)
        closed = run(*feed[:2], feed[2] + '&forbid=export', '--chart', chart, '--series', 'value@a')
        self.assertEqual(closed.returncode, 1)
        self.assertFalse(os.path.exists(chart))
        # The chart of a project: its lines, its part of the time.
        project = self.path('dust.belvedere')
        with open(project, 'w', encoding='utf-8') as file:
            json.dump({'belvedere_project': 1, 'chart': {
                'series': [{'device': {'source': f'file:{table}', 'id': 'a'}, 'property': 'value'}],
                'spans': [[1767261600000000, 1767262200000000]]}}, file)
        done = run(*ask, '--project', project)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn('11 values', png_facts(chart)[1]['Description'])

    def test_a_token_by_name_is_sent_and_never_shown(self):
        server, url = self.serve(lambda _, options: ('', [self.entity(1, 1)]))
        secret = self.path('token')
        with open(secret, 'w', encoding='utf-8') as file:
            file.write('open-sesame\n')
        os.chmod(secret, 0o600)
        done = run('watch', '--json', '--feed', f'ngsi-ld+{url}/ngsi-ld/v1?secret={secret}', '--for', '1')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(server.requests[0][2]['Authorization'], 'Bearer open-sesame')
        self.assertNotIn('secret', server.requests[0][1])
        self.assertNotIn('open-sesame', done.stdout + done.stderr)

    def test_things_with_their_streams(self):
        def answer(path, options):
            skip = int(options.get('$skip', 0))
            thing = {'@iot.id': skip, 'name': f'thing {skip}', 'Locations': [{'location': {
                'type': 'Point', 'coordinates': [13.4, 52.5]}}], 'Datastreams': [{
                    '@iot.id': 1, 'name': 'd', 'unitOfMeasurement': {'symbol': '°C'},
                    'ObservedProperty': {'name': 'temperature'}, 'Observations': [{
                        'phenomenonTime': '2026-01-01T00:00:00Z', 'result': 20 + skip}]}]}
            body = {'value': [thing]}
            if skip < 4:
                body['@iot.nextLink'] = f'{url}{path}?$skip={skip + 1}'
            return '', body
        _, url = self.serve(answer)
        report = self.watch('--feed', f'sta+{url}/v1.1', '--for', '2')
        self.assertEqual(report['entities'], 5)
        self.assertEqual(report['rejected'], 0)

    def test_a_server_that_refuses_is_said(self):
        done = run('watch', '--feed', 'ngsi-ld+http://127.0.0.1:9/ngsi-ld/v1', '--for', '3')
        self.assertEqual(done.returncode, 1)
        self.assertIn('127.0.0.1:9', done.stderr)


class Local(ProgramTest):
    def test_the_simulated_city_needs_no_server(self):
        done = run('watch', '--json', '--feed', 'sim:demo?messages=30000&rate=max&inhabitants=5000')
        self.assertEqual(done.returncode, 0, done.stderr)
        report = json.loads(done.stdout)
        self.assertEqual(report['received'], 30000)
        self.assertEqual(report['applied'], 30000)

    def test_values_in_another_unit_are_counted_and_said(self):
        feed = 'sim:demo?messages=5000&rate=max&inhabitants=2000&unit=0.05'
        report = json.loads(run('watch', '--json', '--feed', feed).stdout)
        self.assertGreater(report['unit_changes'], 0)
        self.assertEqual(report['unit_changes'], report['feeds'][0]['unit_changes'])
        self.assertEqual(report['absent'], 0)
        told = run('watch', '--feed', feed).stdout
        self.assertRegex(told, r', in another unit [1-9]')

    def test_wrong_addresses_are_wrong_usage(self):
        for url in ('ftp://x', 'sim:demo?seed=x', 'sim:demo?colour=1', 'mqtt://', 'mqtt://h?qos=7',
                    'ngsi-ld+http://h/x?poll=0', 'sim:other'):
            done = run('watch', '--feed', url, '--for', '1')
            self.assertEqual(done.returncode, 2, (url, done.stderr))
            self.assertTrue(done.stderr.strip())

    def test_files_of_series_are_feeds(self):
        table = self.path('counter.csv')
        with open(table, 'w', encoding='utf-8') as file:
            file.write('time,count\n' + ''.join(f'2026-01-01T00:{n:02}:00Z,{n}\n' for n in range(60)))
        model = self.path('model.city.json')
        with open(model, 'w', encoding='utf-8') as file:
            json.dump({'type': 'CityJSON', 'version': '2.0', 'CityObjects': {
                'd': {'type': '+Dynamizer', 'target': 'b', 'attributeRef': '/attributes/t', 'dynamicData': {
                    'type': '+GenericTimeseries', 'uom': 'CEL', 'timeValuePairs': [
                        {'timestamp': '2026-01', 'doubleValue': 1}, {'timestamp': '2026-02', 'doubleValue': 2}]}},
                'e': {'type': '+Dynamizer', 'target': 'b', 'attributeRef': '/attributes/c', 'dynamicData': {
                    'type': '+TabulatedFileTimeseries', 'fileLocation': 'counter.csv', 'valueColumnName': 'count'}},
                'f': {'type': '+Dynamizer', 'target': 'b', 'attributeRef': '/attributes/x', 'dynamicData': {
                    'type': '+TabulatedFileTimeseries', 'fileLocation': '../../etc/passwd'}},
                'g': {'type': '+Dynamizer', 'target': 'b', 'attributeRef': '/attributes/l', 'sensorConnection': {
                    'connectionType': 'ogc_sta_1.1', 'baseURL': 'https://h.example/v1.1'}}}}, file)
        done = run('watch', '--json', '--feed', 'file:' + table, 'file:' + model)
        self.assertEqual(done.returncode, 0, done.stderr)
        report = json.loads(done.stdout)
        counter, city = report['feeds']
        self.assertEqual((counter['received'], counter['applied'], counter['state']), (60, 60, 'ended'))
        self.assertEqual(city['observations']['received'], 62, 'two in the model, sixty in its table')
        self.assertEqual(city['rejected'], 1)
        self.assertIn('not beside the model', json.dumps(city['reasons']))
        self.assertIn('--feed sta+https://h.example/v1.1', done.stderr)
        self.assertEqual(run('watch', '--feed', 'file:/nonexistent.csv').returncode, 1)
        program.require_sample_data()
        real = os.path.join(SAMPLE_DATA, 'iot', 'nab-traffic-a', 'nyc_taxi.csv')
        report = json.loads(run('watch', '--json', '--feed', f'file:{real}?unit=C62').stdout)
        self.assertEqual(report['applied'], 10320)
        gml = ('citygml', 'ogc-citygml3-examples', 'Dynamizer',
               'Building_CityGML3.0_with_Dynamizer_and_inline_Timeseries.gml')
        report = json.loads(run('watch', '--json', '--feed', 'file:' + os.path.join(SAMPLE_DATA, *gml)).stdout)
        self.assertEqual(report['feeds'][0]['observations']['applied'], 12)

    def test_what_may_not_be_done_is_refused_with_the_licence(self):
        table = self.path('counter.csv')
        with open(table, 'w', encoding='utf-8') as file:
            file.write('time,count\n2026-01-01T00:00:00Z,5\n')
        cache = self.path('values')
        done = run('watch', '--json', '--feed', f'file:{table}?licence=mine%20alone&forbid=record', '--cache', cache)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)['applied'], 1)
        self.assertIn('may not be recorded or kept by its licence (mine alone)', done.stderr)
        self.assertFalse(os.path.exists(cache) and os.listdir(cache), 'none of it is on disk')
        unread = run('watch', '--feed', f'file:{table}?forbid=read')
        self.assertEqual(unread.returncode, 1)
        self.assertIn('may not be shown', unread.stderr)
        past = run('history', '--feed', 'ngsi-ld+http://127.0.0.1:9/v1?forbid=export', '--entity', 'urn:a',
                   '--property', 'p')
        self.assertEqual((past.returncode, past.stdout), (1, ''))
        self.assertIn('may not be exported', past.stderr)
        self.assertEqual(run('watch', '--feed', f'file:{table}?forbid=print').returncode, 2)

    def test_devices_are_described_by_themselves(self):
        table, thing = self.path('room.csv'), self.path('room.td.json')
        with open(table, 'w', encoding='utf-8') as file:
            file.write('time,warmth\n2026-01-01T00:00:00Z,20\n2026-01-01T01:00:00Z,50\n')
        with open(thing, 'w', encoding='utf-8') as file:
            json.dump({'id': 'room', 'title': 'Room', 'properties': {
                'warmth': {'unit': 'CEL', 'maximum': 40, 'forms': [{'href': 'x'}]}}}, file)
        plain = json.loads(run('watch', '--json', '--feed', 'file:' + table).stdout)
        self.assertEqual(plain['feeds'][0]['implausible'], 0)
        told = json.loads(run('watch', '--json', '--feed', 'file:' + table, '--describe', thing).stdout)
        self.assertEqual(told['feeds'][0]['implausible'], 1)
        self.assertEqual(run('watch', '--feed', 'file:' + table, '--describe', table).returncode, 1)
        with open(thing, 'w', encoding='utf-8') as file:
            json.dump({'@context': 'https://www.w3.org/2022/wot/td/v1.1', 'id': 'room', 'title': 'Room',
                       'base': 'http://h/', 'securityDefinitions': {'n': {'scheme': 'nosec'}}, 'security': 'n',
                       'properties': {'warmth': {'title': 'How warm', 'unit': 'CEL', 'maximum': 40,
                                                 'forms': [{'href': 'x'}]}}}, file)
        report = self.inspect(thing)
        self.assertEqual((report['kind'], report['devices']), ('thing descriptions', 1))
        warmth = report['attributes'][0]
        self.assertEqual((warmth['title'], warmth['units'], warmth['range'], warmth['targets']),
                         ('How warm', ['CEL'], [None, 40.0], ['http://h/x']))

    def test_a_payload_file_tells_its_devices(self):
        payload = self.path('lamps.json')
        with open(payload, 'w', encoding='utf-8') as file:
            json.dump([{'id': f'urn:l:{n % 3}', 'type': 'Lamp', 'level': n, 'owner': 'A. Person',
                        'location': {'type': 'Point', 'coordinates': [13.4 + n, 52.5]}}
                       for n in range(4)], file)
        report = self.inspect(payload)
        self.assertEqual(report['devices'], 3)
        self.assertEqual(report['features'], {'Lamp': 3})
        self.assertIn('personal', ' '.join(report['warnings']))
        self.assertNotIn('A. Person', json.dumps(report))

    def test_payloads_of_the_sample_data(self):
        program.require_sample_data()
        folder = os.path.join(SAMPLE_DATA, 'iot')
        for path, devices in (('stellio-ngsi-ld/search/expectations/query/two_beehives.json', 2),
                              ('stellio-ngsi-ld/search/hcmr/HCMR_test_file.json', 3),
                              ('sensorthings-frost/entitiesDefault.json', 1)):
            self.assertEqual(self.inspect(os.path.join(folder, path))['devices'], devices, path)


if __name__ == '__main__':
    program.main()
