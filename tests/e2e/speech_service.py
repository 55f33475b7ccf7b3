# SPDX-License-Identifier: Apache-2.0
"""A speech service that makes no sound and keeps what it is given: the part of SSIP (the protocol of Speech
Dispatcher) that libspeechd needs. Programs find it by the variable in `environment`."""
import os
import socket
import tempfile
import threading


class SpeechService:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix='belvedere-speech-')
        path = os.path.join(self.folder.name, 'speechd.sock')
        self.environment = {'SPEECHD_ADDRESS': f'unix_socket:{path}'}
        self.spoken, self.settings = [], []
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(path)
        self.listener.listen()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        with client, client.makefile('rw', encoding='utf-8', newline='\r\n') as stream:
            for line in stream:
                command = line.strip()
                words = command.upper().split()
                if words[:1] == ['QUIT']:
                    return
                if words[:1] == ['SPEAK']:
                    self.reply(stream, '230 OK RECEIVING DATA')
                    text = []
                    for each in stream:
                        if each.strip() == '.':
                            break
                        text.append(each.strip())
                    self.spoken.append(' '.join(text))
                    self.reply(stream, '225-1', '225 OK MESSAGE QUEUED')
                elif words[:2] == ['HISTORY', 'GET']:
                    self.reply(stream, '245-1', '245 OK CLIENT ID SENT')
                else:
                    self.settings.append(command)
                    self.reply(stream, '200 OK')

    @staticmethod
    def reply(stream, *lines):
        for line in lines:
            stream.write(line + '\n')
        stream.flush()

    def close(self):
        self.listener.close()
        self.folder.cleanup()
